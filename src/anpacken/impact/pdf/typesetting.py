"""From the report's tree to PDF bytes, with its map and its pictures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from anpacken.impact.errors import ReportNotTypeset
from anpacken.impact.queries.report import Report
from anpacken.impact.queries.report.tree import EventFacts, PictureFacts
from anpacken.media.models import Picture
from anpacken.places import maps
from anpacken.ui.printing import typesetting
from anpacken.ui.printing.typesetting import NotTypeset

TEMPLATES = Path(__file__).resolve().parent.parent / "typst"
MAP_COLOURS = maps.Colours(levels=("#efe8d9", "#cfe0de", "#8fb9b8", "#3f7f86", "#16525c"))
PICTURE_WIDTH = 1400
"""Pixels: 158 mm at 225 dots per inch."""


def fingerprint(report: Report) -> str:
    """What decides how the PDF looks, as a hash: what the report says, the templates, the typesetter."""
    return sha256(f"{typesetting.looks(TEMPLATES)}{json.dumps(_as_data(report), sort_keys=True)}".encode()).hexdigest()[
        :20
    ]


def _as_data(report: Report) -> dict[str, Any]:
    """The tree as JSON values, the map as a drawing in print colours without its points: they get numbers in print."""
    data = asdict(report)
    if report.map is not None:
        drawn = replace(report.map.drawn, points=())
        data["map"]["svg"] = maps.svg(drawn, title=report.words["map"], colours=MAP_COLOURS)
        data["map"]["ratio"] = drawn.width / drawn.height
        del data["map"]["drawn"]
    return data


def typeset(report: Report) -> bytes:
    """The report as a tagged PDF (PDF/UA-1).

    Raises:
        ReportNotTypeset: the typesetter refused or took too long; the reason is for the office.
    """
    try:
        with typesetting.desk(TEMPLATES) as root:
            return typesetting.run(root, "report.typ", _as_data(_with_pictures(report, root)))
    except NotTypeset as refusal:
        raise ReportNotTypeset(**refusal.facts) from refusal


def _with_pictures(report: Report, root: Path) -> Report:
    """The report with its pictures laid beside the templates in the size of print; lost ones are left out."""
    names = dict(_laid_pictures(report, root))
    chapters = tuple(
        replace(chapter, events=tuple(_pictured(event, names) for event in chapter.events))
        for chapter in report.chapters
    )
    return replace(report, chapters=chapters)


def _pictured(event: EventFacts, names: dict[str, str]) -> EventFacts:
    if event.picture is None:
        return event
    name = names.get(event.picture.name)
    picture: PictureFacts | None = replace(event.picture, name=name) if name else None
    return replace(event, picture=picture)


def _laid_pictures(report: Report, root: Path) -> Iterator[tuple[str, str]]:
    wanted = {event.picture.name for chapter in report.chapters for event in chapter.events if event.picture}
    pictures: Any = Picture.objects.filter(file__in=wanted)
    for number, picture in enumerate(pictures):
        try:
            with picture.get_rendition(f"max-{PICTURE_WIDTH}x{PICTURE_WIDTH}|format-jpeg").file.open("rb") as file:
                name = f"picture-{number}.jpg"
                (root / name).write_bytes(file.read())
        except OSError:
            continue
        yield picture.file.name, name
