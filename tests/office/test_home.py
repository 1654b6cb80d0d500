"""The office's home page and its menu, for each role."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.menu import admin_menu

from anpacken.accounts.models import User
from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.mail.models import OutgoingMail
from tests.consistency import world

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]

MENUS = {
    "office": [
        "Menschen",
        "Importe",
        "Zielgruppen",
        "Planung",
        "Veranstaltungen",
        "Statistik",
        "Projekte",
        "Zahlen",
        "Wirkung",
        "Seiten",
        "Bilder",
        "Dokumente",
        "Postausgang",
        "Orte",
        "Unser Bündnis",
        "Datenschutz",
        "Änderungsprotokoll",
        "Aufgaben",
    ],
    "editor": [
        "Zielgruppen",
        "Planung",
        "Veranstaltungen",
        "Projekte",
        "Zahlen",
        "Wirkung",
        "Seiten",
        "Bilder",
        "Dokumente",
        "Orte",
    ],
    "regional": [
        "Menschen",
        "Planung",
        "Veranstaltungen",
        "Statistik",
        "Projekte",
        "Zahlen",
        "Wirkung",
        "Bilder",
        "Dokumente",
    ],
}


def home(client: Client) -> str:
    answer = client.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", MENUS)
def test_the_menu_holds_what_the_role_may_do(role: str, make_user: Callable[..., User]) -> None:
    reverse("wagtailadmin_home")  # the rooms register their lists with the addresses
    request = RequestFactory().get("/office/")
    request.user = make_user(role)
    items = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
    assert [str(item.label) for item in items] == MENUS[role]


def test_the_page_bears_the_alliances_name_and_not_the_tools(signed_in: SignedIn) -> None:
    world.alliance()
    text = home(signed_in("office"))
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    assert title is not None
    assert " ".join(title[1].split()) == "Überblick - Bündnis"
    assert "Editor-Handbuch" not in text
    assert "Mein Zugang" in text


def test_the_office_sees_all_events_and_what_failed(signed_in: SignedIn) -> None:
    event = world.upcoming_event()
    Event.objects.filter(pk=event.pk).update(region=world.region(2))
    world.sign_up()
    OutgoingMail.objects.filter(pk=world.mail().pk).update(state="failed", sent_at=None)
    text = home(signed_in("office"))
    assert "Dialog 1" in text
    assert "1 Mail konnte nicht versendet werden." in text
    assert "1 Anmeldung wartet auf die Bestätigung per Mail." in text


def test_a_regional_office_sees_its_own_region_only(signed_in: SignedIn) -> None:
    event = world.upcoming_event()
    regional = signed_in("regional")
    assert "Dialog 1" in home(regional)
    Event.objects.filter(pk=event.pk).update(region=world.region(2))
    OutgoingMail.objects.filter(pk=world.mail().pk).update(state="failed", sent_at=None)
    text = home(regional)
    assert "Dialog 1" not in text
    assert "Zurzeit ist keine Veranstaltung angekündigt." in text
    assert "konnte nicht versendet" not in text


def test_an_editor_sees_events_but_nobody_who_signed_up(signed_in: SignedIn) -> None:
    world.upcoming_event()
    world.sign_up()
    record(by=Actor.command("test"), action="theme.changed", target=world.theme())
    text = home(signed_in("editor"))
    assert "Dialog 1" in text
    assert "wartet auf die Bestätigung" not in text
    assert "Was zuletzt geschah" not in text


def test_what_happened_lately_leaves_out_who_came_in(signed_in: SignedIn) -> None:
    theme, at = world.theme(), datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
    client = signed_in("office")
    record(by=Actor.command("test"), action="theme.changed", target=theme, at=at, fields=["name"])
    record(by=Actor.public(), action="user.sign_in_failed", target=theme, at=at + timedelta(days=999))
    text = home(client)
    assert "Thema geändert" in text
    assert "Anmeldung fehlgeschlagen" not in text


def test_nobody_makes_or_changes_log_ins_past_roles_and_audit_log(
    signed_in: SignedIn, make_user: Callable[..., User]
) -> None:
    client, other = signed_in("office"), make_user("editor")
    assert client.get(reverse("wagtailusers_users:add")).status_code == 302
    assert client.get(reverse("wagtailusers_users:edit", args=[other.pk])).status_code == 302
    assert client.get(reverse("log_ins:inspect", args=[other.pk])).status_code == 200


@pytest.mark.parametrize("role", ["office", "editor", "regional"])
def test_every_role_works_with_pictures_and_documents(role: str, signed_in: SignedIn) -> None:
    client = signed_in(role)
    for name in ("wagtailimages:index", "wagtailimages:add", "wagtailimages_chooser:choose", "wagtaildocs:index"):
        assert client.get(reverse(name)).status_code == 200, name


def test_a_user_may_read_the_office_in_english(signed_in: SignedIn, make_user: Callable[..., User]) -> None:
    from wagtail.users.models import UserProfile

    user = make_user("office", email="ann@example.org")
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    text = home(client)
    assert '<html lang="en"' in text
    assert "What comes up" in text


def test_nobody_changes_the_name_to_sign_in_with(signed_in: SignedIn) -> None:
    text = signed_in("office").get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="name_email-first_name"' in text
    assert "new_password1" not in text  # on our own page, which asks again who is there
    assert 'name="name_email-email"' not in text


def test_the_account_page_asks_for_no_time_zone(signed_in: SignedIn) -> None:
    assert "current_time_zone" not in signed_in("office").get(reverse("wagtailadmin_account")).content.decode()
