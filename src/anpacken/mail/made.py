"""Attachments that are made when a mail leaves, and stored nowhere: a ticket is its registration, typeset.

A room registers a maker in its `AppConfig.ready` and queues `{"name", "type", "made": "events.ticket", "of": …}`, with
the public id of the record that it is made of.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from anpacken.core.refusals import Refusal

Maker = Callable[[str, str], bytes | None]
"""Makes the attachment of what a public id names, in a language; None when there is nothing to attach any more."""

logger = logging.getLogger("anpacken.mail")
_makers: dict[str, Maker] = {}


def register(name: str, maker: Maker) -> None:
    """Adds a maker under a name such as `events.ticket`."""
    _makers[name] = maker


def filled(attachments: Sequence[Mapping[str, Any]], language: str) -> list[dict[str, Any]]:
    """`attachments` with what is to be made now. What cannot be made is left out: the mail goes without it."""
    found = [_filled(attachment, language) for attachment in attachments]
    return [attachment for attachment in found if attachment is not None]


def _filled(attachment: Mapping[str, Any], language: str) -> dict[str, Any] | None:
    if "made" not in attachment:
        return dict(attachment)
    maker = _makers.get(attachment["made"])
    try:
        content = maker(attachment["of"], language) if maker is not None else None
    except Refusal as refusal:
        logger.error("An attachment (%s) could not be made: %s", attachment["made"], refusal.code)  # noqa: TRY400
        return None
    if content is None:
        return None
    written = base64.b64encode(content).decode("ascii")
    return {"name": attachment["name"], "type": attachment["type"], "base64": written}
