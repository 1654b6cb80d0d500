"""One search over events, projects, publications, outcomes and pages of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backend

from anpacken.core import languages
from anpacken.core.dates import in_words
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.impact.models import Outcome, Publication
from anpacken.network.choices import ProjectState
from anpacken.network.models import Project
from anpacken.website.models import TextPage

MOST_PER_KIND = 100


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    title: Any
    summary: Any
    href: str
    when: str = ""


def everything(words: str) -> list[Hit]:
    """What the words are found in, the nearest first within each kind. All words must be there."""
    return [*_events(words), *_projects(words), *_outcomes(words), *_publications(words), *_pages(words)]


def _found(words: str, queryset: QuerySet[Any]) -> Iterator[Any]:
    return iter(get_search_backend().search(words, queryset, operator="and")[:MOST_PER_KIND])


def _events(words: str) -> Iterator[Hit]:
    for event in _found(words, Event.objects.exclude(state=EventState.DRAFT)):
        when = in_words(event.starts_on, event.date_precision) if event.starts_on else ""
        yield Hit(_("Event"), event.title, event.summary, reverse("events:event_detail", args=[event.public_id]), when)


def _projects(words: str) -> Iterator[Hit]:
    for project in _found(words, Project.objects.filter(state=ProjectState.PUBLISHED)):
        yield Hit(_("Project"), project.name, project.summary, reverse("network:project_detail", args=[project.public_id]))


def _outcomes(words: str) -> Iterator[Hit]:
    for outcome in _found(words, Outcome.objects.all()):
        href = f"{reverse('impact:outcomes')}#{outcome.public_id}"
        yield Hit(_("Outcome"), outcome.title, outcome.text, href)


def _publications(words: str) -> Iterator[Hit]:
    for publication in _found(words, Publication.objects.all()):
        href = f"{reverse('impact:publications')}#{publication.public_id}"
        when = in_words(publication.published_on, publication.date_precision)
        yield Hit(publication.get_kind_display(), publication.title, publication.summary, href, when)


def _pages(words: str) -> Iterator[Hit]:
    for page in _found(words, TextPage.objects.live().filter(locale__language_code=languages.active())):
        yield Hit(_("Page"), page.title, page.search_description, page.url or "/")
