"""What remains of some events, and what became of it at a follow-up."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from anpacken.config.demo.loading.ledger import Found, Ledger, RecordGone
from anpacken.config.demo.schema.documentation import DocumentationEntry, DocumentationFile, DrawnEntry
from anpacken.config.demo.schema.files import ProjectsFile
from anpacken.config.demo.schema.values import value_of
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.documentation.actions import documenting, load
from anpacken.documentation.actions.load import (
    DemandFacts,
    DocumentationFacts,
    FilmFacts,
    HandoutFacts,
    PhotoFacts,
    PressFacts,
)
from anpacken.documentation.choices import Agreed
from anpacken.events.models import Event, Forum
from anpacken.media.actions import papers, pictures
from anpacken.media.models import Paper, Picture
from anpacken.network.models import Project

_PAPER, _DEEP, _SOFT, _SAFFRON, _SIGNAL = "#fbf8f1", "#0e3b43", "#c5d8d6", "#f4b740", "#c0361a"
_CREDIT, _RIGHTS = "Zeichnung: Demo", "Für die Demonstration gezeichnet, frei verwendbar"


def load_documentations(
    file: DocumentationFile, projects: ProjectsFile, ledger: Ledger, *, by: Actor, at: datetime
) -> int:
    """Makes the documentations that were never brought, each two days after its event, and returns how many."""
    due = [entry for entry in file.documentations if ledger.is_due("documentation", entry.event)]
    became = [entry for entry in file.became if ledger.is_due("became", f"{entry.event}-{entry.forum or 'whole'}")]
    slugs = {entry.event for entry in due} | {entry.event for entry in became}
    events = Found({event.slug: event for event in Event.objects.filter(slug__in=slugs)})
    names = {entry.slug: entry.name.value.text("de") for entry in projects.projects}
    shown = Found({project.name.text("de"): project for project in Project.objects.all()})
    for entry in due:
        _load(entry, events[entry.event], {slug: shown[name] for slug, name in names.items() if name in shown}, by, at)
    texts: dict[str, dict[int | None, TranslatedText]] = defaultdict(dict)
    for each in became:
        forum = _forums(events[each.event].follows_id)[each.forum - 1].pk if each.forum else None
        texts[each.event][forum] = each.text.value
    for slug, said in texts.items():
        documenting.write_became(event=events[slug], texts=said, by=by, at=at)
    return len(due)


def _forums(event_id: int | None) -> Sequence[Forum]:
    return list(Forum.objects.filter(event=event_id))


def _load(entry: DocumentationEntry, event: Event, projects: dict[str, Project], by: Actor, at: datetime) -> None:
    if event.starts_on is None:
        raise RecordGone(name=entry.event)
    moment = min(timezone.make_aware(datetime.combine(event.starts_on + timedelta(days=2), time(17))), at)
    facts = _facts(entry, event, projects, by, moment)
    load.ensure(event=event, facts=facts, is_published=entry.published, by=by, at=moment)


def _facts(
    entry: DocumentationEntry, event: Event, projects: dict[str, Project], by: Actor, moment: datetime
) -> DocumentationFacts:
    forums = _forums(event.pk)
    return DocumentationFacts(
        introduction=entry.introduction.value,
        recording=_picture(entry.recording, event, by, moment) if entry.recording else None,
        recording_description=value_of(entry.recording_description),
        photos=[
            PhotoFacts(
                picture=_picture(one, event, by, moment),
                agreed=Agreed.NOBODY if one.agreed else Agreed.UNCLEAR,
                caption=value_of(one.caption),
            )
            for one in entry.photos
        ],
        films=[
            FilmFacts(
                title=film.title.value,
                url=film.url,
                minutes=film.minutes,
                subtitles=film.subtitles.value,
                transcript=_paper(film.transcript, f"{event.slug}-film", film.title.value, by, moment),
            )
            for film in entry.films
        ],
        handouts=[
            HandoutFacts(
                one.kind,
                one.title.value,
                _paper(one.text, f"{event.slug}-{number}", one.title.value, by, moment),
            )
            for number, one in enumerate(entry.handouts, start=1)
        ],
        press=[PressFacts(one.medium, one.published_on, one.title or "", one.url or "") for one in entry.press],
        examples=[(projects[one.project], value_of(one.note)) for one in entry.examples if one.project in projects],
        demands=[
            DemandFacts(
                wording=one.wording.value,
                addressed_to=one.addressed_to or "",
                forum=forums[one.forum - 1] if one.forum else None,
                is_handed_on=one.handed_on,
            )
            for one in entry.demands
        ],
    )


def _paper(text: str, name: str, title: TranslatedText, by: Actor, at: datetime) -> Paper:
    upload = SimpleUploadedFile(f"{name}.txt", text.encode(), "text/plain")
    return papers.take(upload=upload, title=title.text("de"), language="de", credit="Demo", by=by, at=at)


def _picture(one: DrawnEntry, event: Event, by: Actor, at: datetime) -> Picture:
    return pictures.take(
        upload=SimpleUploadedFile(f"{event.slug}-{one.motif}.png", _drawn(one.motif), "image/png"),
        title=f"Demo: {one.motif}, {event.slug}",
        credit=_CREDIT,
        rights=_RIGHTS,
        alt_text=one.alt_text.value,
        collection="",
        by=by,
        at=at,
    )


@cache
def _drawn(motif: str) -> bytes:
    picture = Image.new("RGB", (1280, 720), _PAPER)
    pen = ImageDraw.Draw(picture)
    {"hall": _hall, "market": _market, "recording": _recording}[motif](pen)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _hall(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 0, 1280, 330), fill=_DEEP)
    pen.rectangle((240, 70, 1040, 260), fill=_SOFT)
    pen.polygon([(600, 200), (680, 200), (700, 330), (580, 330)], fill=_SAFFRON)
    for row in range(5):
        for seat in range(15 - row % 2):
            x, y = 60 + seat * 84 + (row % 2) * 42, 400 + row * 68
            pen.ellipse((x - 22, y - 22, x + 22, y + 22), fill=(_SOFT, _SAFFRON, _DEEP, _SIGNAL)[(row + seat) % 4])


def _market(pen: ImageDraw.ImageDraw) -> None:
    for row in range(2):
        for stand in range(5):
            x, y = 60 + stand * 240, 60 + row * 420
            pen.rectangle((x, y + 60, x + 180, y + 170), fill=_SOFT, outline=_DEEP, width=4)
            pen.polygon([(x - 12, y + 60), (x + 90, y), (x + 192, y + 60)], fill=(_SAFFRON, _SIGNAL)[stand % 2])
    for person in range(16):
        x, y = 80 + person * 74, 300 + (person * 37) % 110
        pen.ellipse((x - 18, y - 18, x + 18, y + 18), fill=(_DEEP, _SIGNAL, _SAFFRON)[person % 3])
        pen.rectangle((x - 14, y + 18, x + 14, y + 62), fill=(_DEEP, _SIGNAL, _SAFFRON)[person % 3])


def _recording(pen: ImageDraw.ImageDraw) -> None:
    for x, y, colour in ((40, 40, _SOFT), (680, 40, _SAFFRON), (40, 400, _SAFFRON), (680, 400, _SOFT)):
        pen.rounded_rectangle((x, y, x + 560, y + 280), 40, fill=colour)
    # A heart, a speech bubble, a ladder, two hands.
    pen.polygon([(200, 130), (250, 80), (300, 130), (250, 210)], fill=_SIGNAL)
    pen.rounded_rectangle((900, 90, 1140, 200), 30, fill=_DEEP)
    pen.polygon([(940, 200), (980, 200), (930, 250)], fill=_DEEP)
    for rung in range(5):
        pen.line((200, 640 - rung * 45, 300, 640 - rung * 45), fill=_DEEP, width=10)
    pen.line((200, 660, 200, 440), fill=_DEEP, width=12)
    pen.line((300, 660, 300, 440), fill=_DEEP, width=12)
    pen.ellipse((900, 480, 1000, 620), fill=_DEEP)
    pen.ellipse((1030, 480, 1130, 620), fill=_SIGNAL)
    pen.ellipse((520, 240, 760, 480), fill=_PAPER, outline=_SIGNAL, width=12)
    for x, y in ((400, 250), (880, 250), (400, 470), (880, 470)):
        pen.line((x, y, 640 + (x - 640) // 2, 360 + (y - 360) // 2), fill=_SIGNAL, width=8)
