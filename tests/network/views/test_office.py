from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.core.texts import translated
from anpacken.network.models import Project
from tests.exports import content, export
from tests.factories.network import make_district, make_organisation, make_project, make_theme

pytestmark = pytest.mark.django_db

LIST = "projects:index"


def form_data(**details: Any) -> dict[str, Any]:
    return {
        "name_de": "Chor",
        "name_en": "Choir",
        "summary_de": "Singen verbindet.",
        "summary_en": "",
        "body_de": "",
        "body_en": "",
        "organisation": "",
        "municipality": "",
        "district": "",
        "website": "",
        "picture": "",
        **details,
    }


@pytest.mark.parametrize(
    ("role", "status"), [(None, 302), ("office", 200), ("editor", 200), ("regional", 200), ("superuser", 200)]
)
def test_who_sees_the_list(signed_in: Callable[..., Client], role: str | None, status: int) -> None:
    make_project()

    assert signed_in(role).get(reverse(LIST)).status_code == status


def test_visitors_are_asked_to_sign_in(client: Client) -> None:
    project = make_project(published=False)

    assert client.get(reverse(LIST)).status_code == 302
    assert client.post(reverse("projects:deed", args=[project.pk, "publish"])).status_code == 302
    assert Project.objects.get().state == "draft"


@pytest.mark.parametrize(
    "query",
    [
        "q=chor",
        "q=verein",
        "q=%00",
        "state=published",
        "themes=1",
        "region=1",
        "state=x&region=x",
        "ordering=name",
        "p=9",
    ],
)
def test_the_list_can_be_searched_and_filtered(signed_in: Callable[..., Client], query: str) -> None:
    make_project(district=make_district(), themes=[make_theme()])

    assert signed_in("office").get(f"{reverse(LIST)}?{query}").status_code == 200


def test_the_search_finds_english_texts_too(signed_in: Callable[..., Client]) -> None:
    make_project()
    make_project(name=translated(de="Werkstatt"), summary=translated(de="Holz"))

    html = signed_in("office").get(f"{reverse(LIST)}?q=diversity").content.decode()

    assert "Chor der Vielfalt" in html
    assert "Werkstatt" not in html


def test_the_office_adds_a_draft_in_two_languages(signed_in: Callable[..., Client]) -> None:
    theme, organisation = make_theme(), make_organisation()

    answer = signed_in("office").post(
        reverse("projects:add"), form_data(organisation=organisation.pk, themes=[theme.pk])
    )

    assert answer.status_code == 302
    project = Project.objects.get()
    assert (project.name.text("de"), project.name.text("en"), project.state) == ("Chor", "Choir", "draft")
    assert list(project.themes.all()) == [theme]
    assert Entry.objects.get(action="project.created").actor_kind == "user"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_de": ""},
        {"name_de": "x" * 161},
        {"summary_de": "x" * 401},
        {"website": "javascript:alert(1)"},
        {"organisation": "99999"},
        {"themes": ["x"]},
        {"name_de": "a\x00b"},
    ],
)
def test_wrong_entries_are_said_and_nothing_is_written(signed_in: Callable[..., Client], wrong: dict[str, Any]) -> None:
    answer = signed_in("office").post(reverse("projects:add"), form_data(**wrong))

    assert answer.status_code == 200
    assert not Project.objects.exists()


def test_a_refusal_becomes_an_error_of_the_form(signed_in: Callable[..., Client]) -> None:
    project = make_project()

    answer = signed_in("office").post(reverse("projects:edit", args=[project.pk]), form_data(organisation=""))

    assert answer.status_code == 200
    assert "braucht eine Organisation oder einen Ort" in answer.content.decode()
    assert Project.objects.get().organisation is not None


@pytest.mark.parametrize(
    ("name", "published", "state"),
    [("publish", False, "published"), ("withdraw", True, "draft"), ("retire", True, "retired")],
)
def test_a_button_changes_the_state(signed_in: Callable[..., Client], name: str, published: bool, state: str) -> None:
    project = make_project(published=published)
    browser = signed_in("editor")
    record = reverse("projects:inspect", args=[project.pk])
    assert f"/{name}/" in browser.get(record).content.decode()

    answer = browser.post(reverse("projects:deed", args=[project.pk, name]))

    assert (answer.status_code, answer["Location"]) == (302, record)
    assert Project.objects.get().state == state


def test_a_refused_button_says_why(signed_in: Callable[..., Client]) -> None:
    project = make_project(published=False)
    Project.objects.update(organisation=None)

    answer = signed_in("office").post(reverse("projects:deed", args=[project.pk, "publish"]), follow=True)

    assert "braucht eine Organisation oder einen Ort" in answer.content.decode()
    assert Project.objects.get().state == "draft"


def test_a_button_pressed_twice_is_said(signed_in: Callable[..., Client]) -> None:
    project = make_project()

    answer = signed_in("office").post(reverse("projects:deed", args=[project.pk, "publish"]), follow=True)

    assert answer.status_code == 200
    assert Entry.objects.filter(action="project.published").count() == 1


def test_a_link_changes_nothing(signed_in: Callable[..., Client]) -> None:
    project = make_project(published=False)

    assert signed_in("office").get(reverse("projects:deed", args=[project.pk, "publish"])).status_code == 405
    assert signed_in("office").post(f"/office/projects/{project.pk}/explode/").status_code == 404


def test_the_record_shows_what_happened_and_the_public_address(signed_in: Callable[..., Client]) -> None:
    project = make_project()

    html = signed_in("office").get(reverse("projects:inspect", args=[project.pk])).content.decode()

    assert f"/projekte/{project.public_id}/" in html
    assert "Projekt veröffentlicht" in html
    assert "project.published" not in html


def test_a_regional_office_sees_and_changes_its_own_region_only(signed_in: Callable[..., Client]) -> None:
    own = make_project(name=translated(de="Eigenes"), district=make_district())
    other = make_project(name=translated(de="Fremdes"), district=make_district("03360", "Uelzen", region="lueneburg"))
    browser = signed_in("regional", region_code="weser-ems")

    html = browser.get(reverse(LIST)).content.decode()

    assert "Eigenes" in html
    assert "Fremdes" not in html
    for name in ("inspect", "edit"):
        assert browser.get(reverse(f"projects:{name}", args=[own.pk])).status_code == 200
        assert browser.get(reverse(f"projects:{name}", args=[other.pk])).status_code == 404
    assert browser.post(reverse("projects:deed", args=[other.pk, "retire"])).status_code == 404
    assert browser.post(reverse("projects:deed", args=[own.pk, "retire"])).status_code == 302
    assert list(Project.objects.order_by("pk").values_list("state", flat=True)) == ["retired", "published"]


def test_a_regional_office_cannot_add_to_another_region(signed_in: Callable[..., Client]) -> None:
    make_district()
    other = make_district("03360", "Uelzen", region="lueneburg")

    answer = signed_in("regional", region_code="weser-ems").post(reverse("projects:add"), form_data(district=other.pk))

    assert answer.status_code == 200
    assert not Project.objects.exists()


@pytest.mark.parametrize(("role", "written"), [("office", True), ("editor", False)])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_only_who_may_export_gets_the_list(
    signed_in: Callable[..., Client], role: str, written: bool, file_format: str
) -> None:
    make_project(name=translated(de="=2+2"))

    answer = export(signed_in(role), LIST.split(":")[0], file_format)

    assert Entry.objects.filter(action="list.exported").exists() is written
    text = content(answer).decode(errors="replace")
    if written and file_format == "csv":
        assert "'=2+2" in text
        assert "Kulturverein Süd e. V." in text
