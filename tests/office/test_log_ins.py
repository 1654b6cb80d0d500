"""Log-ins in the office: inviting, ending roles, shutting, taking lost factors away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from anpacken.accounts.models import Invitation, User
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.mail.models import OutgoingMail
from anpacken.office.views.log_ins import roles_in_words
from tests.consistency import world
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


def form(**given: Any) -> dict[str, Any]:
    return {"email": "neu@example.org", "role": "editor", "language": "de", "organisation": "", **given}


def deed(client: Client, user: User, name: str, **data: Any) -> str:
    answer = client.post(reverse("log_ins:deed", args=[user.pk, name]), data, follow=True)
    return answer.content.decode()


def test_an_invitation_is_sent_and_shown(signed_in: SignedIn) -> None:
    answer = signed_in("office").post(reverse("log_ins:invite"), form(), follow=True)
    assert "Die Einladung an neu@example.org ist unterwegs." in answer.content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.scope) == ("neu@example.org", "editor", "")
    mail = OutgoingMail.objects.get()
    assert (mail.to_email, mail.template) == ("neu@example.org", "office/mail/invitation.html")
    assert mail.context["invitation_url"].startswith("http://127.0.0.1:8000/anmeldung/einladung/")
    assert Entry.objects.get(action="invitation.sent").details == {"role": "editor", "scope": ""}


def test_the_scope_goes_with_the_role(signed_in: SignedIn) -> None:
    office, event, organisation = signed_in("office"), world.upcoming_event(), world.organisation()
    region = world.region()
    for role, given, scope in (
        ("regional", {"region": region.pk}, "lueneburg"),
        ("helper", {"event": event.pk}, event.public_id),
        ("moderator", {"event": event.pk}, event.public_id),
        ("member", {"organisation": "verein 1"}, organisation.public_id),
        ("reader", {"event": event.pk}, ""),
    ):
        answer = office.post(reverse("log_ins:invite"), form(email=f"{role}@example.org", role=role, **given))
        assert answer.status_code == 302, role
        assert Invitation.objects.get(email=f"{role}@example.org").scope == scope


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"role": "regional"}, "Bitte wählen Sie die Region."),
        ({"role": "member"}, "Bitte schreiben Sie, welche es ist."),
        ({"role": "helper"}, "Bitte wählen Sie die Veranstaltung."),
        ({"role": "member", "organisation": "Verein"}, "Meinen Sie: Verein 1?"),
        ({"role": "member", "organisation": "Nirgends"}, "Keine Organisation im Verzeichnis heißt so."),
        ({"role": "helper", "event": "999"}, "gültige Auswahl"),
        ({"role": "juror"}, "gültige Auswahl"),
        ({"role": "king"}, "gültige Auswahl"),
        ({"email": "kein Name"}, "E-Mail-Adresse"),
        ({"email": "a\x00@example.org"}, "Nullzeichen"),
        ({"email": "a" * 300 + "@example.org"}, "höchstens 254 Zeichen"),
        ({"role": "member", "organisation": "\u202e" + "x" * 400}, "höchstens 300 Zeichen"),
    ],
)
def test_what_cannot_be_is_said_in_the_form(signed_in: SignedIn, given: dict[str, Any], said: str) -> None:
    world.organisation()
    answer = signed_in("office").post(reverse("log_ins:invite"), form(**given))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Invitation.objects.exists()


def test_nobody_is_invited_twice_or_to_what_they_hold(signed_in: SignedIn) -> None:
    office = signed_in("office")
    make_user("editor", email="gesa@example.org")
    make_user("superuser", email="chef@example.org")
    office.post(reverse("log_ins:invite"), form())
    for email, said in (
        ("NEU@example.org", "schon eingeladen"),
        ("gesa@example.org", "hat die Rolle schon"),
        ("chef@example.org", "wird nur auf dem Server geändert"),
    ):
        assert said in office.post(reverse("log_ins:invite"), form(email=email)).content.decode()
    assert Invitation.objects.count() == 1


def test_an_invitation_is_sent_again_and_taken_back(signed_in: SignedIn) -> None:
    office, invitation = signed_in("office"), world.invitation()
    send, withdraw = (reverse("invitations:deed", args=[invitation.pk, name]) for name in ("send", "withdraw"))
    assert "erneut unterwegs" in office.post(send, follow=True).content.decode()
    invitation.refresh_from_db()
    assert invitation.copy == 2
    assert "zurückgezogen" in office.post(withdraw, follow=True).content.decode()
    assert "schon benutzt oder zurückgezogen" in office.post(send, follow=True).content.decode()
    assert OutgoingMail.objects.count() == 1
    assert office.post(reverse("invitations:deed", args=[invitation.pk, "nothing"])).status_code == 404


def test_a_role_is_ended_in_the_office(signed_in: SignedIn) -> None:
    user = make_user("editor")
    grant = user.role_grants.get()
    assert "Die Rolle ist beendet." in deed(signed_in("office"), user, "end-role", grant=grant.public_id)
    grant.refresh_from_db()
    assert grant.ended_at is not None
    assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")


def test_the_last_log_in_of_the_office_stays(signed_in: SignedIn) -> None:
    office = signed_in("office")
    user = User.objects.get()
    for name in ("end-role", "shut"):
        text = deed(office, user, name, grant=user.role_grants.get().public_id)
        assert "Das ist der letzte Zugang der Geschäftsstelle." in text
    user.refresh_from_db()
    assert user.is_active
    assert user.role_grants.get().ended_at is None


def test_shutting_a_log_in_ends_its_sessions(signed_in: SignedIn) -> None:
    user, browser = make_user("editor"), Client()
    browser.force_login(user)
    assert browser.get("/office/").status_code == 200
    assert user.seen_sessions.count() == 1
    office = signed_in("office")
    assert "Der Zugang ist gesperrt." in deed(office, user, "shut")
    assert user.seen_sessions.count() == 0
    assert browser.get("/office/").status_code == 302
    assert "Der Zugang ist wieder offen." in deed(office, user, "open")
    assert browser.get("/office/").status_code == 302  # it has to sign in again


def test_lost_factors_are_taken_away(signed_in: SignedIn) -> None:
    user = make_user("editor", email="gesa@example.org")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    assert "zurückgesetzt" in deed(signed_in("office"), user, "reset-factors")
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(action="user.factors_reset", target_ref=user.public_id).exists()
    mail = OutgoingMail.objects.get()
    assert mail.to_email == "gesa@example.org"
    # Who did it is the office, not the person whose factors went.
    assert mail.queued_by == f"user:{User.objects.exclude(pk=user.pk).get().public_id}"


def test_the_page_asks_before_factors_are_taken_away(signed_in: SignedIn) -> None:
    user = make_user("editor")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    page = signed_in("office").get(reverse("log_ins:inspect", args=[user.pk])).content.decode()
    form = page.split("/reset-factors/")[1].split("</form>")[0]
    assert form.index("<summary") < form.index("am besten am Telefon") < form.index("Ja, wegnehmen")
    assert page.count("<summary") == page.count("Ja, wegnehmen")


@pytest.mark.parametrize("name", ["end-role", "end-sessions", "reset-factors", "shut", "open"])
def test_nobody_does_anything_to_a_superuser(signed_in: SignedIn, name: str) -> None:
    user = make_user("superuser")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    before = Entry.objects.count()
    assert signed_in("office").post(reverse("log_ins:deed", args=[user.pk, name])).status_code == 404
    user.refresh_from_db()
    assert user.is_active
    assert Authenticator.objects.exists()
    assert Entry.objects.filter(target_ref=user.public_id).count() == 0
    assert Entry.objects.count() == before + 1  # the office's own role


def test_the_list_says_and_filters_roles_that_are_held_now(signed_in: SignedIn) -> None:
    office = signed_in("office", email="amt@example.org")
    make_user("editor", email="gesa@example.org")
    former = make_user("reader", email="rolf@example.org")
    former.role_grants.update(ended_at=clock.now())
    answer = office.get(reverse("log_ins:index"), {"role": "editor"})
    assert [user.email for user in answer.context["object_list"]] == ["gesa@example.org"]
    assert [roles_in_words(user) for user in answer.context["object_list"]] == ["Redaktion"]
    assert not office.get(reverse("log_ins:index"), {"role": "reader"}).context["object_list"]
    assert roles_in_words(former) == "–"


def test_both_lists_lead_to_an_invitation(signed_in: SignedIn) -> None:
    office = signed_in("office")
    for name in ("log_ins", "invitations"):
        assert reverse("log_ins:invite") in office.get(reverse(f"{name}:index")).content.decode()
