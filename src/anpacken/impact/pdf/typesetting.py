"""From the report's tree to PDF bytes, by way of the typesetter's process."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from anpacken.core import clock
from anpacken.impact.errors import ReportNotTypeset
from anpacken.impact.queries.report import Report
from anpacken.impact.queries.report.tree import EventFacts, PictureFacts
from anpacken.media.models import Picture
from anpacken.places import maps

HERE = Path(__file__).resolve().parent.parent
TEMPLATES = HERE / "typst"
FONTS = HERE / "fonts"
MAP_COLOURS = maps.Colours(levels=("#efe8d9", "#cfe0de", "#8fb9b8", "#3f7f86", "#16525c"))
SECONDS = 60
"""How long the typesetter may take; it needs about one."""
PICTURE_WIDTH = 1400
"""Pixels: 158 mm at 225 dots per inch."""


def fingerprint(report: Report) -> str:
    """What decides how the PDF looks, as a hash: what the report says, the templates, the typesetter."""
    return sha256(f"{_looks()}{json.dumps(_as_data(report), sort_keys=True)}".encode()).hexdigest()[:20]


def _as_data(report: Report) -> dict[str, Any]:
    """The tree as JSON values, the map as a drawing in print colours without its points: they get numbers in print."""
    data = asdict(report)
    if report.map is not None:
        drawn = replace(report.map.drawn, points=())
        data["map"]["svg"] = maps.svg(drawn, title=report.words["map"], colours=MAP_COLOURS)
        data["map"]["ratio"] = drawn.width / drawn.height
        del data["map"]["drawn"]
    return data


@cache
def _looks() -> str:
    files = sorted([*TEMPLATES.glob("*.typ"), *FONTS.glob("*.ttf")])
    parts = [version("typst"), *(f"{path.name}:{sha256(path.read_bytes()).hexdigest()}" for path in files)]
    return "\n".join(parts)


def typeset(report: Report) -> bytes:
    """The report as a tagged PDF (PDF/UA-1).

    Raises:
        ReportNotTypeset: the typesetter refused or took too long; the reason is for the office.
    """
    with tempfile.TemporaryDirectory(prefix="anpacken-report-") as folder:
        root = Path(folder)
        for template in TEMPLATES.glob("*.typ"):
            shutil.copy(template, root)
        order = {"report": _as_data(_with_pictures(report, root)), "moment": int(clock.now().timestamp())}
        return _run(root, json.dumps(order))


def _run(root: Path, order: str) -> bytes:
    output = root / "report.pdf"
    command = [sys.executable, "-m", "anpacken.impact.pdf.process", str(root), str(FONTS), str(output)]
    try:
        done = subprocess.run(  # noqa: S603  our own module with our own paths
            command, input=order, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ReportNotTypeset(reason=f"no answer within {SECONDS} s") from None
    if done.returncode or not output.exists():
        raise ReportNotTypeset(reason=_last_lines(done.stderr))
    return output.read_bytes()


def _last_lines(text: str) -> str:
    return " ".join(line.strip() for line in text.strip().splitlines()[-5:])[:400] or "no reason given"


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
