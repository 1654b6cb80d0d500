"""Somebody's story: what every room knows of it, in one line of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from anpacken.people import chapters
from anpacken.people.chapters import Moment, Subject
from anpacken.people.queries.identities import asked_once


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a timeline, the newest first."""

    moments: list[Moment]
    older: datetime | None
    """What to pass as `before` for the next page; None when there is nothing older."""


def moments(subject: Subject, *, before: datetime | None = None, most: int = 50, kind: str = "") -> list[Moment]:
    """The newest moments older than `before`, the newest first. See `page`."""
    return page(subject, before=before, most=most, kind=kind).moments


def page(subject: Subject, *, before: datetime | None = None, most: int = 50, kind: str = "") -> Page:
    """About `most` moments older than `before` (None: from now on), of all chapters or of the one called `kind`.

    Each chapter is asked once, whatever it holds. What happened at the same moment is never torn apart, so that no
    page can lose it: a page is a little shorter than `most`, or longer when it is all one moment.
    """
    told: list[Moment] = []
    with asked_once():
        for chapter in chapters.every():
            if kind in ("", chapter.name):
                told += chapter.moments(subject, before=before, most=most + 1)
    told.sort(key=lambda one: one.at, reverse=True)
    if len(told) <= most:
        return Page(told, None)
    edge = told[most].at
    whole = [one for one in told[:most] if one.at > edge] or [one for one in told if one.at == edge]
    return Page(whole, whole[-1].at)
