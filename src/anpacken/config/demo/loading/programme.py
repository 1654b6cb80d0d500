"""Series, events and projects of the year."""

from __future__ import annotations

from collections.abc import Mapping

from anpacken.config.demo.loading.ledger import Ledger
from anpacken.config.demo.loading.people import at_noon
from anpacken.config.demo.schema.events import AnyEvent, EventEntry
from anpacken.config.demo.schema.files import EventsFile
from anpacken.config.demo.schema.values import count_of, value_of
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.events.actions import load as events
from anpacken.events.facts import ContributionFacts, DayFacts, EventFacts, ForumFacts, SeriesFacts
from anpacken.people.models import Organisation
from anpacken.places.actions import geography


def load_events(file: EventsFile, organisations: Mapping[str, Organisation], ledger: Ledger, *, by: Actor) -> int:
    """Makes series and events that were never brought. An event that another follows stands before it in the file."""
    for series in file.series:
        if ledger.is_due("series", series.slug):
            facts = SeriesFacts(
                slug=series.slug,
                name=series.name.value,
                summary=value_of(series.summary),
                begun_on=series.begun_on,
                supported_by=series.supported_by or "",
            )
            events.ensure_series(facts, by=by)
    due = [event for event in file.events if ledger.is_due("event", event.slug)]
    for event in due:
        with clock.frozen(at_noon(event.date.until or event.date.from_) if event.state == "held" else clock.now()):
            events.ensure(_facts(event, organisations), by=by)
    return len(due)


def _facts(event: EventEntry, organisations: Mapping[str, Organisation]) -> EventFacts:
    when = event.date
    return EventFacts(
        **shared_facts(event, organisations),  # type: ignore[arg-type]
        state=event.state,
        starts_on=when.from_,
        ends_on=when.until,
        precision=when.precision,
        days=tuple(DayFacts(on=day) for day in when.days),
        participants=count_of(event.participants),
        registered=count_of(event.registered),
        reach=count_of(event.reach),
        stands=count_of(event.stands),
    )


def shared_facts(event: AnyEvent, organisations: Mapping[str, Organisation]) -> dict[str, object]:
    """What the year's own events and the coming ones have in common."""
    texts: dict[str, TranslatedText] = {
        name: value_of(getattr(event, name)) for name in ("title", "motto", "summary", "body", "findings", "art")
    }
    return {
        **texts,
        "slug": event.slug,
        "format": event.format,
        "series": event.series or "",
        "follows": event.follows or "",
        "themes": tuple(event.themes),
        "region": event.region or "",
        "municipality": geography.municipality(event.municipality) if event.municipality else None,
        "venue": event.venue or "",
        "address": event.address or "",
        "online_url": event.online_url or "",
        "spoken": tuple(event.spoken),
        "interpreted": tuple(event.interpreted),
        "access": tuple(event.access),
        "begins_at": event.begins_at,
        "ends_at": event.ends_at,
        "partners": tuple((organisations[partner.organisation], partner.role) for partner in event.partners),
        "contributions": tuple(
            ContributionFacts(
                kind=part.kind, name=part.name, position_held=value_of(part.position_held), title=value_of(part.title)
            )
            for part in event.contributions
        ),
        "forums": tuple(
            ForumFacts(
                title=forum.title.value,
                rounds=forum.rounds,
                is_expert_group=forum.is_expert_group,
                findings=value_of(forum.findings),
            )
            for forum in event.forums
        ),
    }
