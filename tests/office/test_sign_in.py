"""The door to the office: who gets in, what is written down, and when it stays shut for a while."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.accounts.models import SignInFailure
from anpacken.audit.models import Entry
from anpacken.core import clock
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NINE = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
SHUT = "Mit dieser Adresse ist die Anmeldung zu oft fehlgeschlagen."


def try_to_sign_in(email: str, password: str, client: Client | None = None) -> Any:
    data = {"login": email, "password": password, "next": reverse("wagtailadmin_home")}
    return (client or Client()).post(reverse("account_login"), data)


def deeds() -> list[str]:
    return [entry.action for entry in Entry.objects.filter(action__startswith="user.sign").order_by("pk")]


def test_the_page_is_german_and_in_the_alliances_name() -> None:
    from tests.consistency.world import alliance

    alliance()
    text = Client().get(reverse("account_login")).content.decode()
    assert '<html lang="de"' in text
    assert "Bündnis" in text
    assert "Passwort" in text
    assert "Wagtail</" not in text
    assert "Sign in to Wagtail" not in text


def test_the_right_password_opens_and_is_written_down() -> None:
    user, client = make_user("office", email="gesa@example.org"), Client()
    answer = try_to_sign_in(" Gesa@Example.org ", PASSWORD, client)
    assert (answer.status_code, answer.url) == (302, "/office/")
    assert client.get("/office/").status_code == 200
    entry = Entry.objects.get(action="user.signed_in")
    assert (entry.actor_ref, entry.target_ref, entry.details) == (user.public_id, user.public_id, {})


def test_a_wrong_password_is_refused_and_written_down_without_it() -> None:
    user = make_user("office", email="gesa@example.org")
    answer = try_to_sign_in("gesa@example.org", "geraten-und-falsch")
    assert answer.status_code == 422
    assert "Passwort" in answer.content.decode()
    assert "geraten" not in answer.content.decode()
    entry = Entry.objects.get(action="user.sign_in_failed")
    assert (entry.actor_kind, entry.target_ref, entry.details) == ("public", user.public_id, {})


def test_an_inactive_user_stays_outside() -> None:
    make_user("office", email="gesa@example.org", is_active=False)
    assert try_to_sign_in("gesa@example.org", PASSWORD).status_code == 422
    assert deeds() == ["user.sign_in_failed"]


def test_somebody_without_role_sees_nothing() -> None:
    make_user(email="gast@example.org")
    client = Client()
    try_to_sign_in("gast@example.org", PASSWORD, client)
    assert client.get("/office/").status_code == 302


def test_ten_failures_shut_the_door_even_for_the_right_password() -> None:
    make_user("office", email="gesa@example.org")
    with clock.frozen(NINE):
        for _number in range(10):
            assert SHUT not in try_to_sign_in("gesa@example.org", "falsch").content.decode()
        text = try_to_sign_in("gesa@example.org", PASSWORD).content.decode()
        assert f"{SHUT} Bitte versuchen Sie es in 15 Minuten noch einmal." in text
    assert deeds() == [*["user.sign_in_failed"] * 9, "user.sign_in_locked"]


def test_the_door_opens_again_when_the_first_failure_is_a_quarter_of_an_hour_old() -> None:
    make_user("office", email="gesa@example.org")
    with clock.frozen(NINE):
        try_to_sign_in("gesa@example.org", "falsch")
    with clock.frozen(NINE + timedelta(minutes=5)):
        for _number in range(9):
            try_to_sign_in("gesa@example.org", "falsch")
    with clock.frozen(NINE + timedelta(minutes=14, seconds=30)):
        assert "in 1 Minuten" in try_to_sign_in("gesa@example.org", PASSWORD).content.decode()
    with clock.frozen(NINE + timedelta(minutes=15)):
        assert try_to_sign_in("gesa@example.org", PASSWORD).status_code == 302
    assert SignInFailure.objects.count() == 0


def test_an_address_that_nobody_has_is_answered_alike() -> None:
    with clock.frozen(NINE):
        for _number in range(10):
            try_to_sign_in("niemand@example.org", "falsch")
        assert SHUT in try_to_sign_in("NIEMAND@example.org", "falsch").content.decode()
    assert deeds() == []
    assert not SignInFailure.objects.filter(key__contains="niemand").exists()


def test_one_address_does_not_shut_the_door_for_another() -> None:
    make_user("office", email="gesa@example.org")
    for _number in range(10):
        try_to_sign_in("niemand@example.org", "falsch")
    assert try_to_sign_in("gesa@example.org", PASSWORD).status_code == 302


@pytest.mark.parametrize("email", ["", "kein Name", "a" * 300 + "@example.org", "x\x00@example.org"])
def test_what_is_no_address_is_refused_without_counting(email: str) -> None:
    assert try_to_sign_in(email, "falsch").status_code == 422
    assert SignInFailure.objects.count() == 0


def test_signing_out_shuts_the_office() -> None:
    make_user("office", email="gesa@example.org")
    client = Client()
    try_to_sign_in("gesa@example.org", PASSWORD, client)
    client.post(reverse("wagtailadmin_logout"))
    assert client.get("/office/").status_code == 302


def test_a_session_is_no_cookie_of_the_public_site() -> None:
    assert list(Client().get("/health/").cookies) == []
    assert "sessionid" not in Client().get(reverse("account_login")).cookies
