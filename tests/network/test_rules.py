from __future__ import annotations

import pytest

from anpacken.core.texts import TranslatedText, translated
from anpacken.network import rules
from anpacken.network.choices import PROJECT_TRANSITIONS, ProjectState
from anpacken.network.errors import NobodyAndNowhere, SummaryMissing
from anpacken.network.models import Project
from anpacken.people.models import Organisation
from anpacken.places.models import District, Municipality

pytestmark = pytest.mark.once

SUMMARY = translated(de="Singen verbindet Menschen.")


@pytest.mark.parametrize(
    "where", [{"organisation": Organisation()}, {"municipality": Municipality()}, {"district": District()}]
)
def test_a_summary_and_one_of_organisation_place_and_district_are_enough(where: dict[str, object]) -> None:
    assert rules.objection_to_publishing(Project(summary=SUMMARY, **where)) is None


@pytest.mark.parametrize("summary", [TranslatedText(), translated(en="Singing connects people.")])
def test_without_a_summary_in_the_first_language_it_may_not_be_public(summary: TranslatedText) -> None:
    objection = rules.objection_to_publishing(Project(summary=summary, organisation=Organisation()))

    assert isinstance(objection, SummaryMissing)
    assert objection.field == "summary"


def test_without_organisation_and_place_it_may_not_be_public() -> None:
    objection = rules.objection_to_publishing(Project(summary=SUMMARY))

    assert isinstance(objection, NobodyAndNowhere)
    assert objection.message == (
        "Ein veröffentlichtes Projekt braucht eine Organisation oder einen Ort, damit man es finden kann. "
        "Tragen Sie zuerst eins davon ein."
    )


@pytest.mark.parametrize(
    ("state", "allowed"),
    [(ProjectState.DRAFT, True), (ProjectState.PUBLISHED, False), (ProjectState.RETIRED, True)],
)
def test_what_is_public_cannot_be_published_again(state: ProjectState, allowed: bool) -> None:
    project = Project(summary=SUMMARY, organisation=Organisation(), state=state)

    assert rules.can_be_published(project) is allowed


def test_the_table_of_states() -> None:
    allowed = {(old, new) for old in ProjectState for new in ProjectState if PROJECT_TRANSITIONS.allows(old, new)}

    assert allowed == {
        (ProjectState.DRAFT, ProjectState.PUBLISHED),
        (ProjectState.PUBLISHED, ProjectState.RETIRED),
        (ProjectState.PUBLISHED, ProjectState.DRAFT),
        (ProjectState.RETIRED, ProjectState.PUBLISHED),
    }
