"""The only writers of projects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record as write_audit
from anpacken.core import clock, page_cache
from anpacken.core.actors import Actor
from anpacken.network.choices import PROJECT_TRANSITIONS, ProjectState
from anpacken.network.errors import PlaceInOtherDistrict
from anpacken.network.models import Project
from anpacken.network.rules import objection_to_publishing


@transaction.atomic
def save(
    *,
    record: Project,
    changed: Sequence[str],
    save_related: Callable[[], None],
    by: Actor,
    at: datetime | None = None,
) -> None:
    """Saves what was entered about a project. The state is not entered: it changes by the actions below.

    The district follows the place unless somebody chose one.

    Raises:
        PlaceInOtherDistrict: the chosen district is not that of the place.
        SummaryMissing, NobodyAndNowhere: a published project would lose what it needs to be public.
    """
    is_new = record._state.adding
    record.state = ProjectState.DRAFT if is_new else Project.objects.select_for_update().get(pk=record.pk).state
    _settle_district(record, changed)
    if record.state == ProjectState.PUBLISHED:
        _object_if_unfit(record)
    record.updated_at = at or clock.now()
    record.save()
    save_related()
    deed = "created" if is_new else "changed"
    write_audit(by=by, action=f"project.{deed}", target=record, at=at, fields=list(changed))
    _pages_changed(record)


def publish(*, project: Project, by: Actor, at: datetime | None = None) -> None:
    """Shows the project to everybody.

    Raises:
        TransitionRefused: it is published already.
        SummaryMissing, NobodyAndNowhere: something is missing.
    """
    _change(project, ProjectState.PUBLISHED, "project.published", by, at)


def retire(*, project: Project, by: Actor, at: datetime | None = None) -> None:
    """Takes a project that is over off the pages; it stays in the office.

    Raises:
        TransitionRefused: it is not published.
    """
    _change(project, ProjectState.RETIRED, "project.retired", by, at)


def withdraw(*, project: Project, by: Actor, at: datetime | None = None) -> None:
    """Makes a published project a draft again.

    Raises:
        TransitionRefused: it is not published.
    """
    _change(project, ProjectState.DRAFT, "project.withdrawn", by, at)


@transaction.atomic
def _change(project: Project, state: ProjectState, action: str, by: Actor, at: datetime | None) -> None:
    locked = Project.objects.select_for_update().get(pk=project.pk)
    old = ProjectState(locked.state)
    PROJECT_TRANSITIONS.check(old, state)
    if state == ProjectState.PUBLISHED:
        _object_if_unfit(locked)
    locked.state = state
    locked.updated_at = at or clock.now()
    locked.save(update_fields=["state", "updated_at"])
    project.state, project.updated_at = locked.state, locked.updated_at
    write_audit(by=by, action=action, target=locked, at=at, old=old.value, new=state.value)
    _pages_changed(locked)


def _object_if_unfit(project: Project) -> None:
    objection = objection_to_publishing(project)
    if objection is not None:
        raise objection


def _settle_district(project: Project, changed: Sequence[str]) -> None:
    place = project.municipality
    if place is None or place.district is None or place.district == project.district:
        return
    if project.district is not None and "district" in changed:
        raise PlaceInOtherDistrict(place=place.name, district=place.district.full_name)
    project.district = place.district


def _pages_changed(project: Project) -> None:
    page_cache.changed("projects", f"project:{project.public_id}")
