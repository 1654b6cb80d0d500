"""Markets of opportunities: one that has taken place, and a call for stands that is open."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image, ImageDraw

from anpacken.config.demo.loading.ledger import Found, Ledger, RecordGone
from anpacken.config.demo.schema.events import ProjectEntry
from anpacken.config.demo.schema.files import ProjectsFile
from anpacken.config.demo.schema.markets import ExhibitorEntry, MarketEntry, MarketsFile
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.market.actions import applications, calls, load, review, stands
from anpacken.market.actions.load import ExhibitorFacts, StandFacts
from anpacken.market.choices import ApplicationState
from anpacken.market.models import Application, Call
from anpacken.network.models import Project

CONTACT = "Demo-Ansprechperson"
_PAPER, _WALL, _STAGE, _DOOR = "#fbf8f1", "#46595d", "#c5d8d6", "#f4b740"


def load_markets(file: MarketsFile, projects: ProjectsFile, ledger: Ledger, *, by: Actor, at: datetime) -> int:
    """Makes the markets that were never brought. Made-up exhibitors say so in their names."""
    due = [entry for entry in file.markets if ledger.is_due("market", entry.event)]
    if not due:
        return 0
    profiles = {entry.slug: entry for entry in projects.projects}
    events = Found({event.slug: event for event in Event.objects.filter(slug__in=[entry.event for entry in due])})
    shown = {str(project.name): project for project in Project.objects.select_related("organisation")}
    for entry in due:
        event = events[entry.event]
        if entry.exhibitors:
            _held(entry, event, profiles, shown, by=by)
        else:
            _to_come(entry, event, profiles, by=by, at=at)
    return len(due)


def _held(
    entry: MarketEntry, event: Event, profiles: dict[str, ProjectEntry], shown: dict[str, Project], *, by: Actor
) -> None:
    closes = _morning(event) - timedelta(days=entry.closes_days_before)
    with clock.frozen(closes):
        call = load.ensure_held(
            event=event,
            text=entry.text.value,
            opens_at=closes - timedelta(days=60),
            closes_at=closes,
            exhibitors=[_facts(one, number, profiles, shown) for number, one in enumerate(entry.exhibitors, start=1)],
            on_plan=_along_the_walls(entry.stands),
            by=by,
            at=closes,
        )
        calls.upload_plan(call=call, upload=_hall(), credit="Demo", by=by, at=closes)


def _to_come(entry: MarketEntry, event: Event, profiles: dict[str, ProjectEntry], *, by: Actor, at: datetime) -> None:
    # A whole hour, as an office would set it.
    opens = (at - timedelta(days=entry.opened_days_ago or 1)).replace(minute=0, second=0, microsecond=0)
    with clock.frozen(opens):
        call = calls.set_up(
            call=Call(
                event=event,
                text=entry.text.value,
                opens_at=opens,
                closes_at=_morning(event) - timedelta(days=entry.closes_days_before),
                most_stands=entry.stands,
                moves_up=True,
            ),
            changed=[],
            by=by,
            at=opens,
        )
        calls.upload_plan(call=call, upload=_hall(), credit="Demo", by=by, at=opens)
        for stand, place in zip(
            stands.add(call=call, count=entry.stands, by=by, at=opens), _along_the_walls(entry.stands), strict=True
        ):
            stands.place(stand=stand, x=place.x, y=place.y, by=by, at=opens)
            stands.change(stand=stand, number=stand.number, has_power=place.has_power, by=by, at=opens)
    step = (at - opens) / (len(entry.applicants) + 1)
    made = []
    for number, one in enumerate(entry.applicants, start=1):
        facts = _facts(one, number, profiles, {})
        with clock.frozen(opens + step * number):
            made.append(_apply(call, facts, at=opens + step * number))
    # Two are decided, so that the plan and the decision mails have something to show.
    for application in [one for one in made if one is not None][:2]:
        review.decide(application=application, state=ApplicationState.ACCEPTED, by=by, at=at)


def _morning(event: Event) -> datetime:
    """Nine o'clock on the event's first day."""
    if event.starts_on is None:
        raise RecordGone(name=event.slug)
    return timezone.make_aware(datetime.combine(event.starts_on, time(9)))


def _apply(call: Call, facts: ExhibitorFacts, *, at: datetime) -> Application | None:
    values = {
        "organisation_name": facts.organisation_name,
        "title": facts.title,
        "shows": facts.shows,
        "contact_name": facts.contact_name,
        "phone": "",
        "tables": facts.tables,
        "needs_power": bool(facts.power_for),
        "power_for": facts.power_for,
        "brings": "",
        "people": facts.people,
        "support_needs": "",
    }
    return applications.apply(
        call=call, email=facts.email, values=values, language=facts.language, by=Actor.public(), at=at
    ).application


def _facts(
    one: ExhibitorEntry, number: int, profiles: dict[str, ProjectEntry], shown: dict[str, Project]
) -> ExhibitorFacts:
    project = None
    name, title, shows = one.name or "", one.title or "", one.shows.value.text("de") if one.shows else ""
    if one.project is not None:
        profile = profiles[one.project]
        title = profile.name.value.text("de")
        shows = profile.summary.value.text("de")
        project = shown.get(title)
        name = name or (project.organisation.name if project and project.organisation else title)
    return ExhibitorFacts(
        organisation_name=name,
        title=title,
        shows=shows,
        contact_name=CONTACT,
        email=f"stand-{number}-{slugify(name)[:30].strip('-')}@example.org",
        tables=one.tables,
        power_for=one.power or "",
        came=one.came,
        organisation=project.organisation if project else None,
        project=project,
    )


def _along_the_walls(count: int) -> list[StandFacts]:
    """Stands round the hall, from the entrance on; there is power along the left and the right wall."""
    across = (count + 2) // 4
    down = (count - 2 * across) // 2
    left = count - 2 * across - down
    return [
        *(StandFacts(0.06, 0.9 - 0.8 * (place + 0.5) / left, has_power=True) for place in range(left)),
        *(StandFacts(0.1 + 0.8 * (place + 0.5) / across, 0.07) for place in range(across)),
        *(StandFacts(0.94, 0.1 + 0.8 * (place + 0.5) / down, has_power=True) for place in range(down)),
        *(StandFacts(0.9 - 0.8 * (place + 0.5) / across, 0.93) for place in range(across)),
    ]


def _hall() -> SimpleUploadedFile:
    """A made-up hall: walls, a stage, tables to sit at, two doors."""
    picture = Image.new("RGB", (1600, 1000), _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 20, 1579, 979), outline=_WALL, width=10)
    pen.rectangle((1080, 330, 1330, 670), fill=_STAGE, outline=_WALL, width=4)
    for x in range(330, 1000, 190):
        for y in (350, 500, 650):
            pen.ellipse((x - 45, y - 45, x + 45, y + 45), outline=_WALL, width=4)
    for top in (20, 970):
        pen.rectangle((740, top - 6, 860, top + 16), fill=_DOOR)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return SimpleUploadedFile("demo-halle.png", file.getvalue(), "image/png")
