"""Records as the API says them, in the active language. Only what the public pages show as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from anpacken.api import schemas
from anpacken.core import languages
from anpacken.core.texts import TranslatedText
from anpacken.events import calendar, rules, wording
from anpacken.events import models as events
from anpacken.events.choices import Access, ContributionKind, EventFormat, PartnerRole
from anpacken.events.queries import detail
from anpacken.people.spoken import name as language_name


def absolute(name: str, *arguments: object) -> str:
    """The whole address of a page, in the active language."""
    return f"{settings.BASE_URL}{reverse(name, args=arguments)}"


def text(value: TranslatedText) -> schemas.Text | None:
    """A text with its own language; None for an empty one."""
    if not value:
        return None
    code = value.language_for()
    return schemas.Text(text=str(value), lang=code, dir=_direction(code))


def some_text(value: TranslatedText) -> schemas.Text:
    """The same where there is always one."""
    return text(value) or schemas.Text(text="", lang=languages.active(), dir=_direction(languages.active()))


def _direction(code: str) -> Literal["ltr", "rtl"]:
    return "rtl" if languages.direction(code) == "rtl" else "ltr"


def item(
    event: events.Event, days: Sequence[events.EventDay], themes: Iterable[object], *, at: datetime
) -> dict[str, object]:
    """An event as lists show it: the fields of `EventItem`."""
    word = rules.word(event, at=at)
    region, series = event.region, event.series
    return {
        "id": event.public_id,
        "url": absolute("events:event", event.public_id),
        "title": some_text(event.title),
        "motto": text(event.motto),
        "summary": text(event.summary),
        "format": schemas.Named(code=event.format, name=str(EventFormat(event.format).label)),
        "state": schemas.Named(code=word.value, name=str(word.label)),
        "when": wording.when(event, days),
        "starts_on": event.starts_on,
        "ends_on": event.ends_on,
        "date_precision": event.date_precision,
        "begins_at": event.begins_at,
        "ends_at": event.ends_at,
        "place": _place(event),
        "region": schemas.Named(code=region.code, name=region.name) if region else None,
        "themes": [schemas.Named(code=theme.slug, name=str(theme.name)) for theme in themes],  # type: ignore[attr-defined]
        "series": schemas.SeriesName(id=series.public_id, name=some_text(series.name)) if series else None,
        "spoken": _languages(event.spoken),
        "interpreted": _languages(event.interpreted),
        "accessibility": [
            schemas.Named(code=code, name=str(Access(code).label)) for code in event.access if code in Access.values
        ],
        "registration": registration(event, at=at),
        "calendar_url": absolute("events:event_calendar", event.public_id) if calendar.has_entry(event) else None,
        "changed_at": timezone.localtime(event.changed_at),
    }


def listed(event: events.Event, *, at: datetime) -> schemas.EventItem:
    """An event whose days and themes have been fetched."""
    return schemas.EventItem.model_validate(item(event, list(event.days.all()), event.themes.all(), at=at))


def registration(event: events.Event, *, at: datetime) -> schemas.Registration:
    stance = rules.stance(event, at=at)
    names: dict[str, str] = {
        rules.Stance.OPEN: _("Seats free"),
        rules.Stance.WAITING_LIST: _("Waiting list"),
        rules.Stance.NOT_YET: _("Registration opens soon"),
        rules.Stance.CLOSED: _("Registration closed"),
        rules.Stance.BY_INVITATION: _("By invitation"),
        "by_invitation": _("By invitation"),
        rules.Stance.ELSEWHERE: _("Registration elsewhere"),
        rules.Stance.CANCELLED: _("Cancelled"),
        rules.Stance.OVER: _("The event is over"),
    }
    ways = {
        rules.Stance.OPEN: (_("Register"), absolute("events:register", event.public_id)),
        rules.Stance.WAITING_LIST: (_("Join the waiting list"), absolute("events:register", event.public_id)),
        rules.Stance.ELSEWHERE: (_("To the host's registration"), event.registration_url),
    }
    action, url = ways.get(stance, (None, None))
    return schemas.Registration(
        code=stance.value,
        name=names.get(stance, _("No registration")),
        action=action,
        url=url,
        opens_at=_local(event.registration_opens_at),
        closes_at=_local(event.registration_closes_at),
    )


def one(event: events.Event, own: detail.Parts, *, at: datetime) -> dict[str, object]:
    """Everything about one event that `events` itself knows: what `EventDetail` says beside what stands around it."""
    count = event.participants_count
    artists = [part.name for part in own.contributions if part.kind == ContributionKind.ARTIST]
    return {
        **item(event, own.days, own.themes, at=at),
        "body": text(event.body),
        "findings": text(event.findings),
        "access_note": text(event.access_note),
        "days": [schemas.Day(date=day.on, begins_at=day.begins_at, ends_at=day.ends_at) for day in own.days],
        "hosts": _organisations(own, PartnerRole.HOST),
        "cohosts": _organisations(own, PartnerRole.COHOST),
        "supported_by": _organisations(own, PartnerRole.SUPPORTED_BY),
        "artists": _organisations(own, PartnerRole.ARTIST) + artists,
        "contributions": [
            schemas.Contribution(
                name=part.name,
                role=ContributionKind(part.kind).value,
                function=text(part.position_held),
                title=text(part.title),
            )
            for part in own.contributions
            if part.kind != ContributionKind.ARTIST
        ],
        "participants": schemas.Count(value=count.value, word=count.word.value, words=str(count)) if count else None,
        "follows": _named(event.follows) if event.follows is not None and event.follows.state != "draft" else None,
        "followed_by": [_named(later) for later in own.followed_by],
    }


def series(found: events.Series) -> schemas.Series:
    return schemas.Series(
        id=found.public_id,
        name=some_text(found.name),
        summary=text(found.summary),
        begun_on=found.begun_on,
        supported_by=found.supported_by,
        url=absolute("events:series", found.public_id),
        events_url=f"{absolute('api_v1:events')}?series={found.public_id}&when=all&lang={languages.active()}",
    )


def _named(event: events.Event) -> schemas.EventName:
    return schemas.EventName(
        id=event.public_id, title=some_text(event.title), url=absolute("events:event", event.public_id)
    )


def _organisations(own: detail.Parts, role: PartnerRole) -> list[str]:
    return [organisation.name for organisation in own.organisations(role)]


def _place(event: events.Event) -> schemas.Place:
    town = event.municipality
    return schemas.Place(
        words=wording.where(event),
        venue=event.venue,
        address=event.address,
        town=town.name if town else "",
        latitude=town.latitude if town else None,
        longitude=town.longitude if town else None,
        online_url=event.online_url or None,
    )


def _languages(codes: Iterable[str]) -> list[schemas.Named]:
    return [schemas.Named(code=code, name=language_name(code)) for code in codes]


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment is not None else None
