from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anpacken.core.texts import translated
from anpacken.network.actions import projects as actions
from anpacken.network.models import Project
from anpacken.network.queries import projects
from anpacken.network.queries.projects import Filters
from tests.factories.network import (
    BY,
    make_district,
    make_municipality,
    make_organisation,
    make_project,
    make_theme,
)

pytestmark = pytest.mark.django_db


def names(filters: Filters | None = None) -> list[str]:
    return [str(project.name) for project in projects.published(filters)]


def test_only_what_is_public_is_listed_the_latest_change_first() -> None:
    make_project(name=translated(de="Alt"))
    make_project(name=translated(de="Neu"))
    make_project(name=translated(de="Entwurf"), published=False)
    actions.retire(project=make_project(name=translated(de="Vorbei")), by=BY)

    assert names() == ["Neu", "Alt"]


def test_theme_region_and_district_narrow_the_list() -> None:
    language, women = make_theme(), make_theme("frauen", "Frauen", "Women")
    make_project(name=translated(de="A"), district=make_district(), themes=[language, women])
    make_project(name=translated(de="B"), district=make_district("03401", "Delmenhorst"), themes=[women])
    make_project(name=translated(de="C"), district=make_district("03360", "Uelzen", region="lueneburg"))
    make_project(name=translated(de="D"))

    assert names(Filters(theme="frauen")) == ["B", "A"]
    assert names(Filters(theme="sprache")) == ["A"]
    assert names(Filters(region="weser-ems")) == ["B", "A"]
    assert names(Filters(region="lueneburg")) == ["C"]
    assert names(Filters(district="03401")) == ["B"]
    assert names(Filters(theme="frauen", region="lueneburg")) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("grüße", True),
        ("GRÜSSE", True),
        ("grusse", True),
        ("greetings", True),
        ("ärzte café", True),
        ("arzte CAFE", True),
        ("kulturverein sud", True),
        ("Grüße Kulturverein", True),
        ("begleiten", True),
        ("grüße nirgends", False),
        ("%", False),
        ("_", False),
        ("'", False),
        ("\\", False),
        ("   ", True),
        ("ß", True),
    ],
)
def test_words_are_found_in_all_languages_whatever_case_and_accents(words: str, found: bool) -> None:
    make_project(
        name=translated(de="Grüße aus aller Welt", en="Greetings from everywhere"),
        summary=translated(de="Ärzte im Café"),
        body=translated(de="Wir begleiten."),
        organisation=make_organisation("Kulturverein Süd e. V."),
    )

    assert bool(names(Filters(words=words))) is found


def test_a_renamed_organisation_is_found_under_its_new_name() -> None:
    organisation = make_organisation("Alter Verein")
    make_project(organisation=organisation)
    organisation.name = "Neuer Bund"
    organisation.save()

    assert names(Filters(words="neuer bund")) == ["Chor der Vielfalt"]
    assert names(Filters(words="alter verein")) == []


def test_counts_by_district_follow_the_filters() -> None:
    language, women = make_theme(), make_theme("frauen", "Frauen", "Women")
    for theme in (language, women):
        make_project(district=make_district(), themes=[theme, make_theme("teilhabe", "Teilhabe", "Participation")])
    make_project(district=make_district("03360", "Uelzen", region="lueneburg"), themes=[women])
    make_project(district=make_district(), published=False)
    make_project()

    assert projects.counts_by_district() == {"03454": 2, "03360": 1}
    assert projects.counts_by_district(Filters(theme="frauen")) == {"03454": 1, "03360": 1}
    assert projects.counts_by_district(Filters(words="nirgends")) == {}


def test_the_map_keeps_theme_and_words_and_leaves_the_place_open() -> None:
    assert Filters("chor", "sprache", "weser-ems", "03454").anywhere() == Filters("chor", "sprache")


def test_neighbours_are_of_the_same_region_and_the_nearest_come_first() -> None:
    emsland, delmenhorst = make_district(), make_district("03401", "Delmenhorst")
    project = make_project(name=translated(de="Ich"), district=emsland)
    make_project(name=translated(de="Nebenan"), district=emsland)
    for name in ("Eins", "Zwei", "Drei"):
        make_project(name=translated(de=name), district=delmenhorst)
    make_project(name=translated(de="Weit weg"), district=make_district("03360", "Uelzen", region="lueneburg"))
    make_project(name=translated(de="Entwurf"), district=emsland, published=False)

    assert [str(found.name) for found in projects.neighbours(project)] == ["Nebenan", "Drei", "Zwei"]


def test_a_project_of_the_whole_state_has_no_neighbours() -> None:
    project = make_project()
    make_project()

    assert projects.neighbours(project) == []


def test_a_profile_is_found_by_its_public_id_while_it_is_public() -> None:
    project = make_project()
    assert projects.profile(project.public_id) == project

    actions.withdraw(project=project, by=BY)

    with pytest.raises(Project.DoesNotExist):
        projects.profile(project.public_id)


def test_a_list_of_thirty_costs_as_many_queries_as_a_list_of_one() -> None:
    theme, place = make_theme(), make_municipality("Rhede (Ems)", make_district())

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            for project in projects.published():
                str(project.organisation), str(project.municipality), str(project.district and project.district.region)
                [str(one.name) for one in project.themes.all()]
                str(project.picture)
        return len(captured)

    make_project(themes=[theme], municipality=place, organisation=make_organisation("Verein 0"))
    one = cost()
    for number in range(1, 30):
        make_project(themes=[theme], municipality=place, organisation=make_organisation(f"Verein {number}"))

    assert cost() == one == 2
