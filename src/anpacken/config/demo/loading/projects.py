"""Profiles of projects and initiatives."""

from __future__ import annotations

from collections.abc import Mapping

from anpacken.alliance.models import Theme
from anpacken.config.demo.loading.ledger import Found, Ledger
from anpacken.config.demo.schema.events import ProjectEntry
from anpacken.config.demo.schema.files import ProjectsFile
from anpacken.config.demo.schema.values import value_of
from anpacken.core.actors import Actor
from anpacken.network.actions import projects
from anpacken.network.models import Project
from anpacken.people.models import Organisation
from anpacken.places.actions import geography
from anpacken.places.models import District


def load_projects(file: ProjectsFile, organisations: Mapping[str, Organisation], ledger: Ledger, *, by: Actor) -> int:
    """Makes and publishes the projects that were never brought."""
    themes = Found({theme.slug: theme for theme in Theme.objects.all()})
    due = [entry for entry in file.projects if ledger.is_due("project", entry.slug)]
    for entry in due:
        project = Project(
            name=entry.name.value,
            summary=entry.summary.value,
            body=value_of(entry.body),
            organisation=organisations[entry.organisation] if entry.organisation else None,
            municipality=geography.municipality(entry.municipality) if entry.municipality else None,
            district=District.objects.get(name=entry.district) if entry.district else None,
            website=entry.website or "",
        )
        _save(project, entry, themes, by=by)
        projects.publish(project=project, by=by)
    return len(due)


def _save(project: Project, entry: ProjectEntry, themes: Mapping[str, Theme], *, by: Actor) -> None:
    def set_themes() -> None:
        project.themes.set([themes[slug] for slug in entry.themes])

    changed = ["name", "summary", "body", "organisation", "municipality", "district", "website", "themes"]
    projects.save(record=project, changed=changed, save_related=set_themes, by=by)
