"""One search over events, projects, outcomes, publications and pages of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backend

from anpacken.core import clock, languages
from anpacken.core.dates import in_words
from anpacken.events.queries import listing
from anpacken.impact.models import Outcome, Publication
from anpacken.network.queries import projects
from anpacken.website.models import TextPage

MOST_PER_KIND = 100
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. Title and summary are texts in several languages, or plain ones."""

    kind: str
    title: Any
    summary: Any
    href: str
    when: str = ""


def everything(words: str) -> list[Hit]:
    """What all of the words stand in, kind by kind."""
    return [*_events(words), *_projects(words), *_outcomes(words), *_publications(words), *_pages(words)]


def _events(words: str) -> Iterator[Hit]:
    filters, today = listing.Filters(words=words), clock.today()
    for found in (listing.upcoming(filters, on=today), listing.past(filters, on=today)):
        for event in found[:MOST_PER_KIND]:
            when = in_words(event.starts_on, event.date_precision) if event.starts_on else ""
            yield Hit(_("Event"), event.title, event.summary, reverse("events:event", args=[event.public_id]), when)


def _projects(words: str) -> Iterator[Hit]:
    for project in projects.published(projects.Filters(words=words))[:MOST_PER_KIND]:
        href = reverse("network:project_detail", args=[project.public_id])
        yield Hit(_("Project"), project.name, project.summary, href)


def _outcomes(words: str) -> Iterator[Hit]:
    for outcome in _with_words(Outcome.objects.all(), words, "title", "text", "source")[:MOST_PER_KIND]:
        yield Hit(_("Outcome"), outcome.title, outcome.text, f"{reverse('impact:outcomes')}#{outcome.public_id}")


def _publications(words: str) -> Iterator[Hit]:
    for publication in _with_words(Publication.objects.all(), words, "title", "summary")[:MOST_PER_KIND]:
        href = f"{reverse('impact:publications')}#{publication.public_id}"
        when = in_words(publication.published_on, publication.date_precision)
        yield Hit(publication.get_kind_display(), publication.title, publication.summary, href, when)


def _pages(words: str) -> Iterator[Hit]:
    # Only letters and figures: SQLite's search reads quotation marks as its own, and fails on a single one.
    plain = " ".join(re.findall(r"\w+", words))
    if not plain:
        return
    pages = TextPage.objects.live().filter(locale__language_code=languages.active())
    keys = {page.pk for page in get_search_backend().search(plain, TextPage, operator="and")[:MOST_PER_KIND]}
    for page in pages.filter(pk__in=keys):
        yield Hit(_("Page"), page.title, page.search_description, page.url or "/")


def _with_words(rows: QuerySet[M], words: str, *texts: str) -> QuerySet[M]:
    """Those of `rows` in whose texts, in any language, each of the words stands."""
    columns = [f"{text}__{code}__text__icontains" for text in texts for code in languages.codes()]
    for word in words.split():
        rows = rows.filter(reduce(or_, (Q(**{column: word}) for column in columns)))
    return rows
