"""The door: second factors, mailed links, sessions, and who is led where."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django.fixtures import Settings

from anpacken.accounts import devices, links, rules, sealing
from anpacken.accounts.actions import invitations, passwords, roles, sign_ins, users
from anpacken.accounts.choices import Role
from anpacken.accounts.errors import InvitationGone, LogInOfOffice
from anpacken.accounts.models import Invitation, SignInFailure, User
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.mail.models import OutgoingMail
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db
BY = Actor.command("test")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NEW = "Drei-Birnen-im-Korb-4"


def sign_in(email: str, password: str = PASSWORD, **more: Any) -> tuple[Client, Any]:
    client = Client(**more)
    return client, client.post(reverse("account_login"), {"login": email, "password": password, "next": ""})


def with_app(role: str | None = "editor", email: str = "gesa@example.org") -> tuple[User, str]:
    user, secret = make_user(role, email=email), generate_totp_secret()
    TOTP.activate(user, secret)
    return user, secret


def shown(secret: str, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def give(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def invited(email: str = "neu@example.org", role: Role = Role.EDITOR) -> tuple[Invitation, str]:
    roles.sync_groups()
    invitation = invitations.invite(email=email, role=role, scope="", language="de", by=BY)
    return invitation, links.invitation_url(invitation).removeprefix("http://127.0.0.1:8000")


class TestSecondFactor:
    def test_a_password_alone_opens_nothing(self) -> None:
        _user, secret = with_app()
        client, answer = sign_in("gesa@example.org")
        assert answer.url == "/anmeldung/zweiter-faktor/"
        assert client.get("/office/").status_code == 302
        assert give(client, shown(secret)).url == "/office/"
        assert client.get("/office/").status_code == 200
        assert Entry.objects.filter(action="user.signed_in").count() == 1

    def test_a_code_counts_once(self) -> None:
        _user, secret = with_app()
        code = shown(secret)
        for status in (302, 422):
            client, _answer = sign_in("gesa@example.org")
            assert give(client, code).status_code == status

    def test_ten_wrong_codes_shut_the_door_for_the_password_too(self) -> None:
        _user, secret = with_app()
        client, _answer = sign_in("gesa@example.org")
        for _number in range(10):
            assert give(client, "000000").status_code == 422
        assert "zu oft fehlgeschlagen" in give(client, shown(secret)).content.decode()
        assert "zu oft fehlgeschlagen" in sign_in("gesa@example.org")[1].content.decode()

    @pytest.mark.parametrize("code", ["", "12\x0034", "9" * 500, "\u202e123456", "äöü"])
    def test_what_is_no_code_is_refused(self, code: str) -> None:
        with_app()
        client, _answer = sign_in("gesa@example.org")
        assert give(client, code).status_code == 422

    def test_a_recovery_code_opens_once(self) -> None:
        user, _secret = with_app()
        code = RecoveryCodes.activate(user).get_unused_codes()[0]
        for status in (302, 422):
            client, _answer = sign_in("gesa@example.org")
            assert give(client, code).status_code == status

    def test_secrets_are_sealed_in_the_database(self) -> None:
        _user, secret = with_app()
        stored = Authenticator.objects.get().data["secret"]
        assert secret not in stored
        assert sealing.opened(stored) == secret
        assert sealing.opened("nonsense") is None

    def test_a_secret_from_before_still_opens_what_it_sealed(self, settings: Settings) -> None:
        sealed, before = sealing.sealed("geheim"), settings.SECRET_KEY
        settings.SECRET_KEY = "another-one-0123456789-abcdefghijklmnop"
        assert sealing.opened(sealed) is None
        settings.SECRET_KEY_FALLBACKS = [before]
        assert sealing.opened(sealed) == "geheim"

    @pytest.mark.parametrize(
        "said", ["", "x", "[]", "{}", "null", '{"id": 1}', '{"response": {"userHandle": "AAAA"}}', '{"response": 5}']
    )
    def test_what_is_no_passkey_is_refused(self, said: str) -> None:
        client = Client()
        client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
        assert client.post(reverse("mfa_login_webauthn"), {"credential": said}).status_code == 422

    def test_the_only_factor_stays_where_a_role_needs_one(self, settings: Settings) -> None:
        settings.MFA_REQUIRED = True
        _user, secret = with_app()
        client, _answer = sign_in("gesa@example.org")
        give(client, shown(secret))
        answer = client.post(reverse("mfa_deactivate_totp"))
        assert "Das ist Ihr einziger zweiter Faktor" in answer.content.decode()
        assert Authenticator.objects.filter(type="totp").exists()

    def test_somebody_signed_in_long_ago_says_again_who_they_are(self) -> None:
        user, client = make_user("editor"), Client()
        client.force_login(user)
        for name in ("mfa_activate_totp", "mfa_add_webauthn", "account_change_password"):
            answer: Any = client.get(reverse(name))
            assert answer.url.startswith("/anmeldung/nochmals/")
        assert client.post(reverse("account_reauthenticate"), {"password": "falsch"}).status_code == 422
        assert SignInFailure.objects.count() == 1
        answer = client.post(
            reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse("mfa_activate_totp")}
        )
        assert client.get(answer.url).status_code == 200


class TestEnforcement:
    @pytest.mark.parametrize(
        ("role", "status"),
        [("office", 302), ("editor", 302), ("superuser", 302), ("regional", 200), ("reader", 200), ("helper", 200)],
    )
    def test_office_and_editors_need_a_second_factor(self, role: str, status: int, settings: Settings) -> None:
        settings.MFA_REQUIRED = True
        client = Client()
        client.force_login(make_user(role))
        answer: Any = client.get("/office/")
        assert answer.status_code == status
        if status == 302:
            assert answer.url == "/anmeldung/zugang/"
            assert "Ein Schritt fehlt noch" in client.get(answer.url).content.decode()

    def test_with_a_factor_the_office_opens(self, settings: Settings) -> None:
        settings.MFA_REQUIRED = True
        user, _secret = with_app("office")
        client = Client()
        client.force_login(user)
        assert client.get("/office/").status_code == 200

    def test_recovery_codes_alone_are_no_factor(self, settings: Settings) -> None:
        settings.MFA_REQUIRED = True
        user, client = make_user("office"), Client()
        RecoveryCodes.activate(user)
        client.force_login(user)
        assert client.get("/office/").status_code == 302

    def test_the_demo_opens_at_once(self) -> None:
        make_user("office", email="gesa@example.org")
        client, _answer = sign_in("gesa@example.org")
        assert client.get("/office/").status_code == 200
        assert "nicht verlangt" in client.get(reverse("mfa_index")).content.decode()

    def test_wagtails_own_door_leads_to_ours(self) -> None:
        answer: Any = Client().get("/office/login/", {"next": "/office/pages/"})
        assert answer.url == "/anmeldung/?next=/office/pages/"
        assert Client().post("/office/login/", {"username": "a", "password": "b"}).status_code == 405

    @pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password", "mfa_signup_webauthn"])
    def test_nobody_signs_up_or_changes_the_name_to_sign_in_with(self, name: str) -> None:
        with pytest.raises(NoReverseMatch):
            reverse(name)


class TestSupporters:
    def test_a_log_in_for_a_passkey_has_neither_password_nor_role(self) -> None:
        user = users.for_passkey(email="Ada@Example.org", first_name="Ada", last_name="L", by=BY)
        assert user == users.for_passkey(email="ada@example.org", first_name="", last_name="", by=BY)
        assert (user.email, user.has_usable_password(), rules.roles_of(user)) == ("ada@example.org", False, frozenset())
        assert not rules.may_enter_office(user)

    @pytest.mark.parametrize("role", ["office", "member", "superuser", None])
    def test_it_is_never_somebodys_with_a_password_or_role(self, role: str | None) -> None:
        make_user(role, email="gesa@example.org")
        with pytest.raises(LogInOfOffice):
            users.for_passkey(email="gesa@example.org", first_name="", last_name="", by=BY)

    def test_it_never_gets_into_the_office_and_is_not_sent_in_circles(self) -> None:
        user = users.for_passkey(email="ada@example.org", first_name="Ada", last_name="L", by=BY)
        client = Client()
        client.force_login(user)
        answer: Any = client.get("/office/", follow=True)
        assert answer.status_code == 200
        assert "Das Büro steht diesem Zugang nicht offen." in answer.content.decode()
        assert answer.request["PATH_INFO"] == "/anmeldung/"


class TestInvitation:
    def test_it_makes_a_log_in_with_name_password_and_role(self) -> None:
        invitation, path = invited()
        client = Client()
        assert client.get(path).status_code == 200
        answer = client.post(path, {"first_name": "Nele", "last_name": "Neu", "password": NEW})
        assert answer.url == "/office/"
        user = User.objects.get()
        assert (str(user), user.email) == ("Nele Neu", "neu@example.org")
        assert rules.roles_of(user) == {Role.EDITOR}
        invitation.refresh_from_db()
        assert invitation.user == user
        assert client.get("/office/").status_code == 200
        assert Client().get(path).status_code == 410

    def test_without_a_password_it_leads_to_the_passkey(self) -> None:
        _invitation, path = invited()
        client = Client()
        answer = client.post(path, {"first_name": "Nele", "last_name": "Neu", "password": ""})
        assert answer.url == reverse("mfa_add_webauthn")
        assert client.get(answer.url).status_code == 200
        assert not User.objects.get().has_usable_password()

    @pytest.mark.parametrize(
        "given",
        [
            {"first_name": ""},
            {"first_name": "N\x00"},
            {"last_name": "x" * 10_000},
            {"password": "kurz"},
            {"password": "passwort1234" * 100},
        ],
    )
    def test_what_cannot_be_is_said(self, given: dict[str, str]) -> None:
        _invitation, path = invited()
        data = {"first_name": "Nele", "last_name": "Neu", "password": NEW, **given}
        assert Client().post(path, data).status_code == 422
        assert not User.objects.exists()

    def test_an_earlier_copy_is_void(self) -> None:
        invitation, old = invited()
        invitations.send_again(invitation=invitation, by=BY)
        assert Client().get(old).status_code == 410
        with pytest.raises(InvitationGone):
            invitations.accept(invitation=invitation, copy=1, first_name="N", last_name="N", password=NEW)

    def test_it_is_good_for_a_week(self) -> None:
        with clock.frozen(NOW):
            _invitation, path = invited()
        with clock.frozen(NOW + timedelta(days=7, seconds=1)):
            assert Client().get(path).status_code == 410
        with clock.frozen(NOW + timedelta(days=6, hours=23)):
            assert Client().get(path).status_code == 200

    def test_a_log_in_that_is_there_gets_the_role_and_keeps_all_else(self) -> None:
        user = make_user("regional", email="gesa@example.org")
        _invitation, path = invited("gesa@example.org")
        client = Client()
        answer = client.post(path, {"first_name": "Böse", "last_name": "Hand", "password": NEW})
        assert answer.url == reverse("account_login")  # the mail signs nobody in
        user.refresh_from_db()
        assert user.check_password(PASSWORD)
        assert user.first_name == "Vera"
        assert rules.roles_of(User.objects.get()) == {Role.REGIONAL, Role.EDITOR}

    def test_it_never_opens_a_superusers_or_a_shut_log_in(self) -> None:
        _invitation, path = invited()
        user = make_user("superuser", email="neu@example.org")
        assert Client().post(path, {"first_name": "N", "last_name": "N", "password": NEW}).status_code == 410
        User.objects.filter(pk=user.pk).update(is_superuser=False, is_active=False)
        assert Client().post(path, {"first_name": "N", "last_name": "N", "password": NEW}).status_code == 410
        assert User.objects.get().check_password(PASSWORD)
        assert Invitation.objects.get().accepted_at is None

    @pytest.mark.parametrize("token", ["x", "a:b", "%00", "ä" * 50])
    def test_a_made_up_link_says_so(self, token: str) -> None:
        assert Client().get(f"/anmeldung/einladung/{token}/").status_code == 410


class TestForgotten:
    def ask(self, email: str) -> Any:
        return Client().post(reverse("account_reset_password"), {"email": email})

    def test_every_address_gets_the_same_answer_and_one_the_link(self) -> None:
        make_user("editor", email="gesa@example.org")
        make_user(None, email="ohne@example.org")
        make_user("superuser", email="chef@example.org")
        make_user("editor", email="zu@example.org", is_active=False)
        for name in ("gesa", "ohne", "chef", "zu", "niemand"):
            assert self.ask(f"{name}@example.org").url == "/anmeldung/passwort-vergessen/unterwegs/"
        assert [mail.to_email for mail in OutgoingMail.objects.all()] == ["gesa@example.org"]

    def test_three_an_hour(self) -> None:
        make_user("editor", email="gesa@example.org")
        for _number in range(5):
            assert self.ask("gesa@example.org").status_code == 302
        assert OutgoingMail.objects.count() == 3

    def test_the_link_sets_a_password_once_and_ends_all_sessions(self) -> None:
        user, client = make_user("editor", email="gesa@example.org"), Client()
        client.force_login(user)
        client.get("/office/")
        path = links.reset_url(user, "de").removeprefix("http://127.0.0.1:8000")
        assert Client().get(path).status_code == 200
        assert Client().post(path, {"password": "kurz"}).status_code == 422
        assert "Ihr Passwort ist gesetzt" in Client().post(path, {"password": NEW}).content.decode()
        assert client.get("/office/").status_code == 302
        assert Client().post(path, {"password": PASSWORD}).status_code == 410
        assert sign_in("gesa@example.org", NEW)[1].status_code == 302

    def test_it_leaves_the_second_factor(self) -> None:
        user, _secret = with_app()
        passwords.reset(user=user, password=NEW)
        assert sign_in("gesa@example.org", NEW)[1].url == "/anmeldung/zweiter-faktor/"

    def test_it_is_good_for_an_hour(self) -> None:
        with clock.frozen(NOW):
            path = links.reset_url(make_user("editor"), "de").removeprefix("http://127.0.0.1:8000")
        with clock.frozen(NOW + timedelta(hours=1, seconds=1)):
            assert Client().get(path).status_code == 410


class TestSessions:
    def test_the_list_names_the_device_and_no_address_on_the_net(self) -> None:
        user = make_user("editor", email="gesa@example.org")
        firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
        client, _answer = sign_in("gesa@example.org", headers={"user-agent": firefox})
        text = client.get(reverse("mfa_index")).content.decode()
        assert "Firefox, Windows" in text
        assert "127.0.0.1" not in str(user.seen_sessions.values().get())

    def test_seen_is_written_once_in_ten_minutes(self) -> None:
        user, client = make_user("editor"), Client()
        with clock.frozen(NOW):
            client.force_login(user)
            client.get("/office/")
        for minutes, seen in ((5, NOW), (11, NOW + timedelta(minutes=11))):
            with clock.frozen(NOW + timedelta(minutes=minutes)):
                client.get("/office/")
            assert user.seen_sessions.get().seen_at == seen

    def test_one_is_ended_and_all_others(self) -> None:
        user = make_user("editor")
        clients = [Client() for _number in range(3)]
        for client in clients:
            client.force_login(user)
            client.get("/office/")
        here, there, _elsewhere = clients
        gone = user.seen_sessions.get(session_key=there.session.session_key)
        here.post(reverse("account_end_session", args=[gone.public_id]))
        assert [client.get("/office/").status_code for client in clients] == [200, 302, 200]
        here.post(reverse("account_end_other_sessions"))
        assert [client.get("/office/").status_code for client in clients] == [200, 302, 302]

    def test_a_new_password_ends_all_other_sessions(self) -> None:
        user = make_user("editor", email="gesa@example.org")
        other = Client()
        other.force_login(user)
        other.get("/office/")
        client, _answer = sign_in("gesa@example.org")
        assert client.post(reverse("account_change_password"), {"password": NEW}).status_code == 302
        assert client.get("/office/").status_code == 200
        assert other.get("/office/").status_code == 302

    def test_nobody_ends_somebody_elses(self) -> None:
        mine, other = make_user("editor"), make_user("editor")
        client, elsewhere = Client(), Client()
        client.force_login(mine)
        elsewhere.force_login(other)
        elsewhere.get("/office/")
        public_id = other.seen_sessions.get().public_id
        assert client.post(reverse("account_end_session", args=[public_id])).status_code == 404
        assert elsewhere.get("/office/").status_code == 200


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_devices_in_words(says: str, words: str) -> None:
    assert devices.in_words(says) == words


class TestReach:
    PATHS: dict[Role, str] = {Role.REGIONAL: "region__code", Role.HELPER: "public_id"}

    def test_roles_add_up(self) -> None:
        user = make_user("helper", scope="abc")
        roles.grant(user=user, role=Role.REGIONAL, scope="lueneburg", by=BY)
        assert rules.reach(user, "events.view_event", self.PATHS) == {
            "public_id": frozenset({"abc"}),
            "region__code": frozenset({"lueneburg"}),
        }
        assert rules.reach(user, "events.change_event", self.PATHS) == {"region__code": frozenset({"lueneburg"})}

    def test_an_unlimited_role_counts_for_its_own_rights_only(self) -> None:
        user = make_user("editor")
        roles.grant(user=user, role=Role.REGIONAL, scope="lueneburg", by=BY)
        assert rules.reach(user, "events.view_event", self.PATHS) is None
        assert rules.reach(user, "events.view_registration", self.PATHS) == {"region__code": frozenset({"lueneburg"})}
        assert rules.regions_of(user, "events.view_registration") == {"lueneburg"}

    def test_a_limited_role_without_a_lookup_reaches_nothing(self) -> None:
        user = make_user("helper", scope="abc")
        assert rules.reach(user, "events.view_event", {}) == {}

    def test_nobody_reaches_nothing(self) -> None:
        assert rules.reach(make_user(None), "events.view_event", self.PATHS) == {}
        assert rules.reach(make_user("superuser"), "events.view_event", self.PATHS) is None


def test_the_limit_of_tries_knows_no_net_address() -> None:
    sign_ins.failed(email="gesa@example.org")
    assert set(SignInFailure.objects.values().get()) == {"id", "key", "at"}


@pytest.mark.parametrize(("host", "offers"), [("localhost", True), ("127.0.0.1", False)])
def test_the_pages_speak_english_and_offer_passkeys_at_names_only(host: str, offers: bool) -> None:
    text = Client(headers={"host": f"{host}:8000"}).get("/en/anmeldung/").content.decode()
    assert '<html lang="en"' in text
    assert ("Sign in with a passkey" in text) is offers
