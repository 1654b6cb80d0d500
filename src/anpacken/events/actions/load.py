"""Taking events over from a data file: once made they belong to the office, and loading again changes nothing."""

from __future__ import annotations

from typing import TypeVar

from django.db import models, transaction

from anpacken.alliance.models import Theme
from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.counts import Count, CountWord
from anpacken.events import errors, rules
from anpacken.events.actions import seats
from anpacken.events.facts import EventFacts, SeriesFacts
from anpacken.events.models import Contribution, Event, EventDay, EventPartner, Forum, Series
from anpacken.events.queries.search import search_text_of
from anpacken.places.models import Region

M = TypeVar("M", bound=models.Model)


def ensure_series(facts: SeriesFacts, *, by: Actor) -> Series:
    """The series with this slug, made from `facts` if there is none yet; an existing one stays as it is."""
    with transaction.atomic():
        series, is_new = Series.objects.get_or_create(
            slug=facts.slug,
            defaults={
                "name": facts.name,
                "summary": facts.summary,
                "begun_on": facts.begun_on,
                "supported_by": facts.supported_by,
            },
        )
        if is_new:
            record(by=by, action="series.created", target=series)
    return series


def ensure(facts: EventFacts, *, by: Actor) -> Event:
    """The event with this slug, made from `facts` if there is none yet; an existing one stays as it is.

    Raises:
        FactUnknown: a series, theme, region or earlier event that it names does not exist.
        Refusal: its facts contradict each other.
    """
    with transaction.atomic():
        return Event.objects.filter(slug=facts.slug).first() or create(facts, by=by)


def create(facts: EventFacts, *, by: Actor) -> Event:
    """A new event from `facts`, in the state that they name. Raises as `ensure`; a taken slug is an IntegrityError."""
    with transaction.atomic():
        event = _event(facts)
        rules.check_facts(event)
        event.save(force_insert=True)
        event.themes.set([_named(Theme, "slug", slug, "theme", facts) for slug in facts.themes])
        _make_parts(event, facts)
        event.search_text = search_text_of(event)
        Event.objects.filter(pk=event.pk).update(search_text=event.search_text)
        record(by=by, action="event.created", target=event, state=event.state)
        seats.tell_pages(event)
    return event


def _event(facts: EventFacts) -> Event:
    return Event(
        slug=facts.slug,
        state=facts.state,
        format=facts.format,
        title=facts.title,
        motto=facts.motto,
        summary=facts.summary,
        body=facts.body,
        findings=facts.findings,
        art=facts.art,
        series=_named(Series, "slug", facts.series, "series", facts) if facts.series else None,
        follows=_named(Event, "slug", facts.follows, "event", facts) if facts.follows else None,
        region=_named(Region, "code", facts.region, "region", facts) if facts.region else None,
        municipality=facts.municipality,
        venue=facts.venue,
        address=facts.address,
        online_url=facts.online_url,
        spoken=list(facts.spoken),
        interpreted=list(facts.interpreted),
        access=list(facts.access),
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        date_precision=facts.precision,
        begins_at=facts.begins_at,
        ends_at=facts.ends_at,
        picture=facts.picture,
        takes_registrations=facts.takes_registrations,
        registration_url=facts.registration_url,
        capacity=facts.capacity,
        max_companions=facts.max_companions,
        max_children=facts.max_children,
        max_group=facts.max_group,
        registration_opens_at=facts.opens_at,
        registration_closes_at=facts.closes_at,
        offer_hours=facts.offer_hours,
        fills_gaps=facts.fills_gaps,
        offers_newsletter=facts.offers_newsletter,
        approved_by_office=facts.approved_by_office,
        confirmed_by_mail=facts.confirmed_by_mail,
        by_invitation=facts.by_invitation,
        revision=1,
        changed_at=clock.now(),
        **_count("participants", facts.participants),
        **_count("registered", facts.registered),
        **_count("reach", facts.reach),
        **_count("stands", facts.stands),
    )


def _make_parts(event: Event, facts: EventFacts) -> None:
    for day in facts.days:
        EventDay.objects.create(event=event, on=day.on, begins_at=day.begins_at, ends_at=day.ends_at)
    for position, (organisation, role) in enumerate(facts.partners):
        EventPartner.objects.create(event=event, organisation=organisation, role=role, position=position)
    for position, part in enumerate(facts.contributions):
        Contribution.objects.create(
            event=event,
            kind=part.kind,
            name=part.name,
            position_held=part.position_held,
            title=part.title,
            position=position,
        )
    for position, forum in enumerate(facts.forums):
        Forum.objects.create(
            event=event,
            title=forum.title,
            rounds=forum.rounds,
            is_expert_group=forum.is_expert_group,
            findings=forum.findings,
            position=position,
        )


def _count(name: str, count: Count | None) -> dict[str, int | str | None]:
    if count is None:
        return {name: None, f"{name}_word": CountWord.EXACT}
    return {name: count.value, f"{name}_word": count.word}


def _named(model: type[M], column: str, name: str, kind: str, facts: EventFacts) -> M:
    found: M | None = model._default_manager.filter(**{column: name}).first()
    if found is None:
        raise errors.FactUnknown(event=facts.slug, kind=kind, name=name)
    return found
