"""A documentation from a data file: once made it belongs to the office, and loading again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.documentation.actions import demands, documenting
from anpacken.documentation.choices import Agreed, HandoutKind
from anpacken.documentation.models import Demand, Documentation, Example, Film, Handout, Photo, PressReport
from anpacken.events.models import Event, Forum
from anpacken.media.models import Paper, Picture
from anpacken.network.models import Project


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    picture: Picture
    agreed: Agreed
    caption: TranslatedText


@dataclass(frozen=True, slots=True)
class FilmFacts:
    title: TranslatedText
    url: str
    minutes: int
    subtitles: TranslatedText
    transcript: Paper


@dataclass(frozen=True, slots=True)
class HandoutFacts:
    kind: HandoutKind
    title: TranslatedText
    paper: Paper


@dataclass(frozen=True, slots=True)
class PressFacts:
    medium: str
    published_on: date
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DemandFacts:
    wording: TranslatedText
    addressed_to: str = ""
    forum: Forum | None = None
    is_handed_on: bool = False


@dataclass(frozen=True, kw_only=True)
class DocumentationFacts:
    """Everything about one documentation, each part in its order. Findings stand with the event."""

    introduction: TranslatedText
    recording: Picture | None = None
    recording_description: TranslatedText = field(default_factory=TranslatedText)
    photos: Sequence[PhotoFacts] = ()
    films: Sequence[FilmFacts] = ()
    handouts: Sequence[HandoutFacts] = ()
    press: Sequence[PressFacts] = ()
    examples: Sequence[tuple[Project, TranslatedText]] = ()
    demands: Sequence[DemandFacts] = ()


def ensure(*, event: Event, facts: DocumentationFacts, is_published: bool, by: Actor, at: datetime) -> Documentation:
    """The documentation of an event, made from `facts` if there is none yet. Raises as `documenting.publish`."""
    with transaction.atomic():
        known = Documentation.objects.filter(event=event).first()
        if known is not None:
            return known
        made = Documentation.objects.create(
            event=event,
            introduction=facts.introduction,
            recording=facts.recording,
            recording_description=facts.recording_description,
            changed_at=at,
            revision=1,
        )
        _make_parts(made, facts)
        record(by=by, action="documentation.created", target=made, at=at, event=event.public_id)
        for number, said in enumerate(facts.demands):
            demand = Demand.objects.create(
                documentation=made,
                wording=said.wording,
                addressed_to=said.addressed_to,
                forum=said.forum,
                raised_on=event.starts_on,
                position=number,
            )
            if said.is_handed_on:
                demands.hand_on(demand=demand, by=by, at=at)
        if is_published:
            documenting.publish(documentation=made, by=by, at=at)
    return made


def _make_parts(made: Documentation, facts: DocumentationFacts) -> None:
    Photo.objects.bulk_create(
        Photo(documentation=made, picture=one.picture, agreed=one.agreed, caption=one.caption, position=number)
        for number, one in enumerate(facts.photos)
    )
    Film.objects.bulk_create(
        Film(
            documentation=made,
            title=one.title,
            url=one.url,
            minutes=one.minutes,
            subtitles=one.subtitles,
            transcript=one.transcript,
            position=number,
        )
        for number, one in enumerate(facts.films)
    )
    Handout.objects.bulk_create(
        Handout(documentation=made, kind=one.kind, title=one.title, paper=one.paper, position=number)
        for number, one in enumerate(facts.handouts)
    )
    PressReport.objects.bulk_create(
        PressReport(documentation=made, medium=one.medium, published_on=one.published_on, title=one.title, url=one.url)
        for one in facts.press
    )
    Example.objects.bulk_create(
        Example(documentation=made, project=project, note=note, position=number)
        for number, (project, note) in enumerate(facts.examples)
    )
