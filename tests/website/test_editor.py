"""What is done in Wagtail's editor is written down, and the public sees it at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.website.models import HomePage, TextPage

pytestmark = pytest.mark.usefixtures("_site")


def actions() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def test_publishing_refreshes_the_footer(
    client: Client,
    imprint: TextPage,
    signed_in: Callable[..., Client],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    editor = signed_in("editor")
    form = {
        "title": "Anbieter",
        "slug": "impressum",
        "show_in_menus": "on",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "Publish",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(reverse("wagtailadmin_pages:edit", args=[imprint.pk]), form)

    assert answer.status_code == 302
    assert ">Anbieter</a>" in client.get("/suche/").content.decode()
    assert actions()[-1] == "page.published"
    entry = Entry.objects.latest("pk")
    assert entry.details == {"title": "Anbieter"}
    assert "Vera" in str(entry.actor_label)


@pytest.mark.parametrize(
    ("view", "action"),
    [("wagtailadmin_pages:unpublish", "page.unpublished"), ("wagtailadmin_pages:delete", "page.deleted")],
)
def test_taking_away_is_written_down(
    imprint: TextPage, signed_in: Callable[..., Client], view: str, action: str
) -> None:
    assert signed_in("editor").post(reverse(view, args=[imprint.pk])).status_code == 302
    assert actions()[-1] == action
    assert not TextPage.objects.live().filter(pk=imprint.pk).exists()


def test_moving_is_written_down(imprint: TextPage, signed_in: Callable[..., Client]) -> None:
    home = HomePage.objects.get(locale__language_code="de")
    below = TextPage(title="Recht", slug="recht", locale=home.locale)
    home.add_child(instance=below)
    address = reverse("wagtailadmin_pages:move_confirm", args=[imprint.pk, below.pk])
    assert signed_in("editor").post(address).status_code == 302
    assert actions()[-1] == "page.moved"


def test_public_pages_carry_no_bar_for_editors(imprint: TextPage, signed_in: Callable[..., Client]) -> None:
    html = signed_in("editor").get("/impressum/").content.decode()
    assert "wagtail-userbar" not in html
