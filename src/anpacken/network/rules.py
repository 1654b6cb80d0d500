"""When a project may be shown to everybody."""

from __future__ import annotations

from anpacken.core import languages
from anpacken.core.refusals import Refusal
from anpacken.network.choices import PROJECT_TRANSITIONS, ProjectState
from anpacken.network.errors import NobodyAndNowhere, SummaryMissing
from anpacken.network.models import Project


def objection_to_publishing(project: Project) -> Refusal | None:
    """Why the project, as it is written, may not be public; None if nothing speaks against it."""
    if not project.summary.has(languages.source()):
        return SummaryMissing()
    if project.organisation is None and project.municipality is None and project.district is None:
        return NobodyAndNowhere()
    return None


def can_be_published(project: Project) -> bool:
    """Whether "publish" would go through now."""
    follows = PROJECT_TRANSITIONS.allows(ProjectState(project.state), ProjectState.PUBLISHED)
    return follows and objection_to_publishing(project) is None


def can_become(project: Project, state: ProjectState) -> bool:
    """Whether the transition table allows `state` next."""
    return PROJECT_TRANSITIONS.allows(ProjectState(project.state), state)
