"""Connecting an application with the register of people and the profiles of projects."""

from __future__ import annotations

from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core import languages
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.market import errors
from anpacken.market.actions.calls import held, tell_pages
from anpacken.market.models import Application
from anpacken.network.actions import projects
from anpacken.network.models import Project
from anpacken.people.models import Organisation

SUMMARY_AT_MOST = 400


def link(
    *, application: Application, organisation: Organisation | None, project: Project | None, by: Actor, at: datetime
) -> Application:
    """Says which organisation of the register applied, and which project it shows; None takes a link away."""
    with held(application.call_id) as call:
        current = call.applications.get(pk=application.pk)
        current.organisation, current.project = organisation, project
        current.save(update_fields=["organisation", "project"])
        record(by=by, action="stand_application.linked", target=current, at=at)
        tell_pages(call)
    return current


def draft_project(*, application: Application, by: Actor, at: datetime) -> Project:
    """Makes the draft of a project's profile from what the applicant wrote. It is public once the office says so.

    Raises:
        ProjectLinked: the application has a profile already.
    """
    with held(application.call_id) as call:
        current = call.applications.select_related("organisation").get(pk=application.pk)
        if current.project_id is not None:
            raise errors.ProjectLinked
        source = languages.source()
        project = Project(
            name=TranslatedText().with_text(source, current.title or current.organisation_name),
            summary=TranslatedText().with_text(source, " ".join(current.shows.split())[:SUMMARY_AT_MOST]),
            organisation=current.organisation,
        )
        projects.save(
            record=project, changed=["name", "summary", "organisation"], save_related=lambda: None, by=by, at=at
        )
        current.project = project
        current.save(update_fields=["project"])
        record(by=by, action="stand_application.project_drafted", target=current, at=at)
        tell_pages(call)
    return project
