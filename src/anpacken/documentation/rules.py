"""What may be shown of an event, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from anpacken.documentation.choices import Agreed
from anpacken.documentation.models import Documentation, Film, Handout, Photo
from anpacken.media.models import Paper, Picture
from anpacken.media.rules import may_be_shown

Closed = Collection[int]
"""Keys of collections that hold what people handed in themselves: nothing in them was given for this."""


def picture_lacks(picture: Picture, closed: Closed) -> Iterator[str]:
    """What keeps a picture from being shown, in the words that complete "is missing"."""
    if not picture.credit.strip():
        yield _("who made it (credit)")
    if not picture.rights.strip():
        yield _("who allowed us to show it (rights)")
    if not picture.alt_text:
        yield _("an alternative text")
    if picture.collection_id in closed:
        yield _("leave to show it: it was handed in for something else")


def photo_lacks(photo: Photo, closed: Closed) -> Iterator[str]:
    yield from picture_lacks(photo.picture, closed)
    if photo.agreed == Agreed.UNCLEAR:
        yield _("whether the people in it agreed")
    if photo.agreed == Agreed.EVERYBODY and not photo.agreed_note.strip():
        yield _("where their consents are kept")


def recording_lacks(documentation: Documentation, closed: Closed) -> Iterator[str]:
    if documentation.recording is None:
        return
    yield from picture_lacks(documentation.recording, closed)
    if not documentation.recording_description:
        yield _("a description of what it says")


def film_lacks(film: Film, closed: Closed) -> Iterator[str]:
    if not film.subtitles and film.transcript is None:
        yield _("subtitles or what is said as text")
    if film.picture is not None:
        yield from picture_lacks(film.picture, closed)
    if film.transcript is not None:
        yield from paper_lacks(film.transcript, closed)


def handout_lacks(handout: Handout, closed: Closed) -> Iterator[str]:
    yield from paper_lacks(handout.paper, closed)


def paper_lacks(paper: Paper, closed: Closed) -> Iterator[str]:
    if paper.collection_id in closed:
        yield _("leave to show it: it was handed in for something else")


def may_show_picture(picture: Picture | None, closed: Closed) -> bool:
    return may_be_shown(picture) and picture is not None and not any(picture_lacks(picture, closed))
