"""The documentation of an event, as the public sees it and as the office does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from anpacken.documentation import rules
from anpacken.documentation.choices import DocumentationState
from anpacken.documentation.models import (
    Became,
    Demand,
    Documentation,
    Example,
    Film,
    Handout,
    Photo,
    PressReport,
)
from anpacken.events.choices import EventState
from anpacken.events.models import Event, Forum
from anpacken.media import queries as media
from anpacken.media.models import Picture
from anpacken.network.choices import ProjectState


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not shown until what it lacks is there."""

    what: str
    lacks: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the public sees."""

    event: Event
    documentation: Documentation
    forums: list[Forum]
    recording: Picture | None
    photos: list[Photo]
    films: list[Film]
    handouts: list[Handout]
    press: list[PressReport]
    examples: list[Example]
    demands: list[Demand]
    followed_by: list[Event]
    problems: list[Problem] = field(default_factory=list)

    @property
    def has_findings(self) -> bool:
        return bool(self.event.findings) or any(forum.findings for forum in self.forums)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read, see or take along."""
        return not (
            self.has_findings
            or self.documentation.introduction
            or self.recording
            or self.photos
            or self.films
            or self.handouts
            or self.press
            or self.examples
            or self.demands
        )


def of_event(event: Event) -> Documentation | None:
    return Documentation.objects.filter(event=event).select_related("event", "recording").first()


def public(public_id: str) -> Documentation:
    """The published documentation of an event that was held. Raises `Documentation.DoesNotExist`."""
    return Documentation.objects.select_related("event", "recording").get(
        event__public_id=public_id, event__state=EventState.HELD, state=DocumentationState.PUBLISHED
    )


def shown(documentation: Documentation) -> Shown:
    """Everything of it that may be shown, each in its order, and what may not with the reason."""
    event, closed = documentation.event, media.closed_collections()
    photos = list(documentation.photos.prefetch_related(Prefetch("picture", media.for_list("card"))))
    films = list(
        documentation.films.select_related("transcript").prefetch_related(Prefetch("picture", media.for_list("card")))
    )
    handouts = list(documentation.handouts.select_related("paper"))
    examples = documentation.examples.filter(project__state=ProjectState.PUBLISHED)
    later = event.followed_by.exclude(state__in=[EventState.DRAFT, EventState.CANCELLED])
    return Shown(
        event=event,
        documentation=documentation,
        forums=list(Forum.objects.filter(event=event)),
        recording=None if any(rules.recording_lacks(documentation, closed)) else documentation.recording,
        photos=[one for one in photos if not any(rules.photo_lacks(one, closed))],
        films=[one for one in films if not any(rules.film_lacks(one, closed))],
        handouts=[one for one in handouts if not any(rules.handout_lacks(one, closed))],
        press=list(documentation.press.all()),
        examples=list(examples.select_related("project__organisation")),
        demands=list(documentation.demands.select_related("forum")),
        followed_by=list(later.order_by("starts_on", "pk")),
        problems=list(_problems(documentation, photos, films, handouts, closed)),
    )


def _problems(
    documentation: Documentation,
    photos: Iterable[Photo],
    films: Iterable[Film],
    handouts: Iterable[Handout],
    closed: rules.Closed,
) -> Iterator[Problem]:
    if lacks := list(rules.recording_lacks(documentation, closed)):
        yield Problem(_("Graphic recording “%(name)s”") % {"name": documentation.recording}, lacks)
    for photo in photos:
        if lacks := list(rules.photo_lacks(photo, closed)):
            yield Problem(_("Photo “%(name)s”") % {"name": photo.picture.title}, lacks)
    for film in films:
        if lacks := list(rules.film_lacks(film, closed)):
            yield Problem(_("Film “%(name)s”") % {"name": film.title}, lacks)
    for handout in handouts:
        if lacks := list(rules.handout_lacks(handout, closed)):
            yield Problem(_("Document “%(name)s”") % {"name": handout.title}, lacks)


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of a forum, or of the event as a whole (`forum` None), and what became of that later."""

    forum: Forum | None
    event: Event
    became: Became | None = None

    @property
    def text(self) -> object:
        return self.forum.findings if self.forum is not None else self.event.findings


def earlier_findings(event: Event) -> list[Finding]:
    """The findings of the event that `event` follows on from, with what became of them."""
    if event.follows is None or event.follows.state != EventState.HELD:
        return []
    became = {one.forum_id: one for one in Became.objects.filter(event=event)}
    first = event.follows
    forums = [Finding(forum, first, became.get(forum.pk)) for forum in Forum.objects.filter(event=first)]
    every = [Finding(None, first, became.get(None)), *forums]
    return [one for one in every if one.text or one.became]
