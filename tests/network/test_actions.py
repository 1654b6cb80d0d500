from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anpacken.audit.models import Entry
from anpacken.core import page_cache
from anpacken.core.texts import translated
from anpacken.core.transitions import TransitionRefused
from anpacken.network.actions import projects
from anpacken.network.choices import ProjectState
from anpacken.network.errors import NobodyAndNowhere, PlaceInOtherDistrict, SummaryMissing
from anpacken.network.models import Project
from tests.factories.network import BY, make_district, make_municipality, make_organisation, make_project

pytestmark = pytest.mark.django_db

AT = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)


def nothing() -> None:
    pass


def deeds(project: Project) -> list[str]:
    return list(Entry.objects.filter(target_ref=project.public_id).order_by("pk").values_list("action", flat=True))


def test_a_new_project_is_a_draft_whatever_was_entered() -> None:
    project = Project(name=translated(de="Chor"), summary=translated(de="Singen"), state=ProjectState.PUBLISHED)

    projects.save(record=project, changed=["name", "summary"], save_related=nothing, by=BY, at=AT)

    stored = Project.objects.get()
    assert (stored.state, stored.updated_at) == ("draft", AT)
    entry = Entry.objects.get()
    assert (entry.action, entry.details, entry.at) == ("project.created", {"fields": ["name", "summary"]}, AT)


def test_saving_runs_what_belongs_to_it_and_keeps_the_state() -> None:
    project = make_project()
    done: list[str] = []
    project.name = translated(de="Chor am Fluss")
    project.state = ProjectState.RETIRED

    projects.save(record=project, changed=["name"], save_related=lambda: done.append("themes"), by=BY)

    stored = Project.objects.get()
    assert (str(stored.name), stored.state, done) == ("Chor am Fluss", "published", ["themes"])
    assert deeds(project) == ["project.created", "project.published", "project.changed"]


def test_the_way_through_all_states_stands_in_the_audit_log() -> None:
    project = make_project(published=False)

    projects.publish(project=project, by=BY, at=AT)
    projects.withdraw(project=project, by=BY, at=AT)
    projects.publish(project=project, by=BY, at=AT)
    projects.retire(project=project, by=BY, at=AT)
    projects.publish(project=project, by=BY, at=AT)

    assert (project.state, Project.objects.get().updated_at) == ("published", AT)
    assert deeds(project) == [
        "project.created",
        "project.published",
        "project.withdrawn",
        "project.published",
        "project.retired",
        "project.published",
    ]
    assert Entry.objects.get(action="project.retired").details == {"old": "published", "new": "retired"}


@pytest.mark.parametrize(("act", "state"), [(projects.retire, "draft"), (projects.withdraw, "draft")])
def test_what_is_not_public_cannot_be_taken_off(act: Callable[..., None], state: str) -> None:
    project = make_project(published=False)

    with pytest.raises(TransitionRefused):
        act(project=project, by=BY)

    assert Project.objects.get().state == state
    assert deeds(project) == ["project.created"]


def test_pressing_publish_twice_is_refused_and_recorded_once() -> None:
    project = make_project()

    with pytest.raises(TransitionRefused, match="veröffentlicht"):
        projects.publish(project=project, by=BY)

    assert deeds(project).count("project.published") == 1


def test_a_project_of_nobody_and_nowhere_is_not_published() -> None:
    project = make_project(published=False)
    Project.objects.update(organisation=None)

    with pytest.raises(NobodyAndNowhere):
        projects.publish(project=project, by=BY)

    assert Project.objects.get().state == "draft"


def test_a_public_project_keeps_what_it_needs_to_be_public() -> None:
    project = make_project()
    project.summary = translated(en="Only English")

    with pytest.raises(SummaryMissing):
        projects.save(record=project, changed=["summary"], save_related=nothing, by=BY)

    assert Project.objects.get().summary.text("de") == "Singen verbindet Menschen."
    assert "project.changed" not in deeds(project)


def test_the_district_follows_the_place() -> None:
    emsland = make_district()

    project = make_project(municipality=make_municipality("Rhede (Ems)", emsland))

    assert Project.objects.get(pk=project.pk).district == emsland


def test_moving_a_project_moves_its_district() -> None:
    emsland, uelzen = make_district(), make_district("03360", "Uelzen", region="lueneburg")
    project = make_project(municipality=make_municipality("Rhede (Ems)", emsland))
    project.municipality = make_municipality("Uelzen", uelzen)

    projects.save(record=project, changed=["municipality"], save_related=nothing, by=BY)

    assert Project.objects.get().district == uelzen


def test_another_district_than_that_of_the_place_is_refused() -> None:
    emsland, uelzen = make_district(), make_district("03360", "Uelzen", region="lueneburg")

    with pytest.raises(PlaceInOtherDistrict, match=r"Rhede \(Ems\) liegt woanders \(Landkreis Emsland\)"):
        make_project(municipality=make_municipality("Rhede (Ems)", emsland), district=uelzen)

    assert not Project.objects.exists()


def test_a_place_outside_the_state_brings_no_district() -> None:
    project = make_project(municipality=make_municipality("Berlin"))

    assert Project.objects.get(pk=project.pk).district is None


@pytest.mark.django_db(transaction=True)
def test_kept_pages_go_stale_with_every_deed() -> None:
    project = make_project(published=False, organisation=make_organisation())
    for act in (projects.publish, projects.retire):
        before = page_cache.stamp(["projects"]), page_cache.stamp([f"project:{project.public_id}"])

        act(project=project, by=BY)

        assert [page_cache.is_current(stamp) for stamp in before] == [False, False]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["publish", "withdraw", "retire"]), max_size=8))
def test_however_the_buttons_are_pressed_the_table_holds(steps: list[str]) -> None:
    target = {"publish": "published", "withdraw": "draft", "retire": "retired"}
    allowed = {("draft", "publish"), ("published", "withdraw"), ("published", "retire"), ("retired", "publish")}
    project = make_project(published=False)
    state = "draft"

    for step in steps:
        try:
            getattr(projects, step)(project=project, by=BY)
        except TransitionRefused:
            assert (state, step) not in allowed
        else:
            assert (state, step) in allowed
            state = target[step]

    assert Project.objects.get(pk=project.pk).state == state
