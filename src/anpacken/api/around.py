"""What stands around an event, as the API says it: the released programme, the market, the picture."""

from __future__ import annotations

from django.utils import timezone

from anpacken.api import schemas
from anpacken.api.shown import absolute, some_text, text
from anpacken.events.models import Event
from anpacken.market.models import Application
from anpacken.market.queries import markets
from anpacken.media import shown as media
from anpacken.network.choices import ProjectState
from anpacken.programme.queries import released


def programme(event: Event) -> schemas.Programme | None:
    """The programme as released last; None as long as there is none."""
    found = released.latest(event)
    if found is None:
        return None
    return schemas.Programme(
        version=found.number,
        released_at=timezone.localtime(found.released_at),
        url=absolute("programme:programme", event.public_id),
        calendar_url=absolute("programme:programme_calendar", event.public_id),
        items=[
            schemas.ProgrammeItem(
                id=entry.public_id,
                kind=schemas.Named(code=entry.kind.value, name=str(entry.kind.label)),
                title=some_text(entry.title),
                abstract=text(entry.abstract),
                date=entry.on,
                begins_at=entry.begins_at,
                ends_at=entry.ends_at,
                room=entry.room,
                round=entry.round,
                speakers=[
                    schemas.Speaker(name=speaker.name, role=speaker.kind, function=text(speaker.position_held))
                    for speaker in entry.speakers
                ],
            )
            for entry in found.entries
        ],
    )


def market(event: Event) -> schemas.Market | None:
    """Who exhibits, once the list is public. Nothing about who answers for a stand."""
    call = markets.of_event(event)
    if call is None or call.published_at is None:
        return None
    return schemas.Market(
        url=absolute("market:market", event.public_id),
        exhibitors=[_exhibitor(each) for each in markets.exhibitors(call)],
    )


def _exhibitor(each: Application) -> schemas.Exhibitor:
    stand, project = getattr(each, "stand", None), each.project
    is_shown = project is not None and project.state == ProjectState.PUBLISHED
    return schemas.Exhibitor(
        stand=stand.number if stand else None,
        organisation=each.organisation_name,
        title=each.title,
        shows=each.shows,
        lang=each.language,
        project_url=absolute("network:project_detail", project.public_id) if project is not None and is_shown else None,
    )


def picture(event: Event) -> schemas.Image | None:
    """The event's picture, with what has to be said beside it."""
    found = event.picture
    file = media.as_file(found, "wide")
    if found is None or file is None:
        return None
    return schemas.Image(
        url=file.url, width=file.width, height=file.height, alt=some_text(found.alt_text), credit=found.credit
    )
