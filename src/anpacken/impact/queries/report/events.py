"""The events of an alliance year, as the report tells and lists them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.core.counts import Count
from anpacken.events.choices import ContributionKind, EventFormat, EventState, PartnerRole
from anpacken.events.models import Event, Forum
from anpacken.impact.models import AllianceYear
from anpacken.impact.queries.report.phrases import and_list, event_days, place, prose, said
from anpacken.impact.queries.report.tree import (
    Chapter,
    Contributor,
    EventFacts,
    EventRow,
    Fact,
    ForumFacts,
    PictureFacts,
    SeriesFacts,
    WorkshopRow,
)

CHAPTERS: tuple[tuple[str, tuple[EventFormat, ...]], ...] = (
    (
        "conferences",
        (
            EventFormat.ANNIVERSARY,
            EventFormat.CENTRAL_CONFERENCE,
            EventFormat.FOLLOW_UP,
            EventFormat.EXPERT_MEETING,
            EventFormat.NETWORK_MEETING,
            EventFormat.THANK_YOU,
            EventFormat.PARTNER_CONGRESS,
        ),
    ),
    ("dialogues", (EventFormat.REGIONAL_DIALOGUE,)),
    ("public", (EventFormat.FAIR_STAND, EventFormat.ACTION_DAY)),
    ("workshops", (EventFormat.CULTURE_WORKSHOP,)),
    ("awards", (EventFormat.AWARD_CEREMONY,)),
)
"""Which kinds of event the report tells in which chapter, in the order of the chapters."""

HOSTS = frozenset({PartnerRole.HOST, PartnerRole.COHOST})


def held(year: AllianceYear) -> list[Event]:
    """What was held from the beginning of the year up to its cut-off."""
    return list(
        _with_all(
            Event.objects.filter(state=EventState.HELD, starts_on__gte=year.starts_on, starts_on__lte=year.cut_off_on)
        )
    )


def planned(year: AllianceYear) -> list[Event]:
    """What came after the cut-off up to the end of the next calendar year, whether it has been held since or not."""
    until = date(year.ends_on.year + 1, 12, 31)
    return list(
        _with_all(
            Event.objects.filter(
                state__in=[EventState.ANNOUNCED, EventState.HELD],
                starts_on__gt=year.cut_off_on,
                starts_on__lte=until,
            )
        )
    )


def _with_all(events: QuerySet[Event]) -> QuerySet[Event]:
    return (
        events.select_related("municipality", "region", "picture", "series")
        .prefetch_related("partners__organisation", "contributions", "forums", "days")
        .order_by("starts_on", "pk")
    )


def chapters(
    events: Sequence[Event], titles: dict[str, str], leads: dict[str, str], *, listed: frozenset[str]
) -> tuple[Chapter, ...]:
    """The chapters that have events, and those that have something to list."""
    told = (
        Chapter(key, titles[key], leads[key], tuple(facts(event) for event in events if event.format in formats))
        for key, formats in CHAPTERS
    )
    return tuple(chapter for chapter in told if chapter.events or chapter.key in listed)


def facts(event: Event) -> EventFacts:
    return EventFacts(
        public_id=event.public_id,
        kind=event.get_format_display(),
        title=said(event.title),
        motto=said(event.motto),
        when=event_days(event),
        place=place(event),
        facts=tuple(_facts(event)),
        contributors=tuple(
            Contributor(each.get_kind_display(), each.name, said(each.position_held), said(each.title))
            for each in event.contributions.all()
        ),
        forums=tuple(_forum(forum) for forum in event.forums.all()),
        summary=prose(event.summary),
        body=prose(event.body),
        findings=prose(event.findings),
        picture=_picture(event),
    )


def _facts(event: Event) -> Iterable[Fact]:
    """The numbers and names of an event that are there, each with its label."""
    counts: list[tuple[str, Count | None]] = [
        (_("Took part"), event.participants_count),
        (_("Had registered"), event.registered_count),
        (_("Stands"), event.stands_count),
        (_("Visitors of the whole fair"), event.reach_count),
    ]
    yield from (Fact(label, str(count)) for label, count in counts if count is not None)
    for role in PartnerRole:
        names = [partner.organisation.name for partner in event.partners.all() if partner.role == role]
        if names:
            yield Fact(_role_label(role), and_list(names))


def _role_label(role: PartnerRole) -> str:
    return {
        PartnerRole.HOST: _("Invited by"),
        PartnerRole.COHOST: _("Together with"),
        PartnerRole.ARTIST: _("Artists"),
        PartnerRole.SUPPORTED_BY: _("Supported by"),
    }[role]


def _forum(forum: Forum) -> ForumFacts:
    rounds = ngettext("one round", "%(count)d rounds", forum.rounds) % {"count": forum.rounds}
    return ForumFacts(said(forum.title), rounds, prose(forum.findings))


def _picture(event: Event) -> PictureFacts | None:
    picture = event.picture
    if picture is None or not picture.credit or not picture.alt_text:
        return None
    return PictureFacts(picture.file.name, said(picture.alt_text), picture.credit)


def row(event: Event) -> EventRow:
    hosts = [partner.organisation for partner in event.partners.all() if partner.role in HOSTS]
    count = event.participants_count
    return EventRow(
        public_id=event.public_id,
        when=event_days(event),
        kind=event.get_format_display(),
        title=said(event.title),
        place=place(event),
        town=event.municipality.name if event.municipality else event.venue,
        hosts=and_list(host.short_name or host.name for host in hosts),
        participants="" if count is None else str(count),
        is_held=event.state == EventState.HELD,
    )


def dialogues(events: Iterable[Event]) -> tuple[EventRow, ...]:
    return tuple(row(event) for event in events if event.format == EventFormat.REGIONAL_DIALOGUE)


def workshops(events: Iterable[Event]) -> tuple[WorkshopRow, ...]:
    """The plan of the workshop series: date, municipality, artist, art."""
    return tuple(
        WorkshopRow(
            public_id=event.public_id,
            when=event_days(event),
            municipality=event.municipality.name if event.municipality else _("place open"),
            artist=_artists(event),
            art=said(event.art),
            is_held=event.state == EventState.HELD,
        )
        for event in events
        if event.format == EventFormat.CULTURE_WORKSHOP
    )


def _artists(event: Event) -> str:
    on_stage = [each.name for each in event.contributions.all() if each.kind == ContributionKind.ARTIST]
    partners = [each.organisation.name for each in event.partners.all() if each.role == PartnerRole.ARTIST]
    return and_list(dict.fromkeys([*on_stage, *partners]))


def series(events: Iterable[Event]) -> tuple[SeriesFacts, ...]:
    """The series that the workshops belong to."""
    found = {event.series.pk: event.series for event in events if event.series is not None}
    return tuple(SeriesFacts(said(each.name), prose(each.summary), each.supported_by) for each in found.values())
