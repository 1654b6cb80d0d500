"""Entries about made-up events by invitation, and about who has answered."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from anpacken.config.demo.schema.events import UpcomingEntry
from anpacken.config.demo.schema.values import Entry, Text, Whole


class InvitingEntry(UpcomingEntry):
    """A coming event to which everybody from a `district` is invited; in the order of the register the first have
    `accepted`, the next `declined`."""

    district: Annotated[str, Field(pattern=r"^\d{5}$")]
    segment: Annotated[str, Field(min_length=1, max_length=120)]
    greeting: Text
    invited_days_ago: Annotated[int, Field(ge=1, le=60)]
    accepted: Whole = 0
    declined: Whole = 0


class InvitationsFile(Entry):
    invitations: list[InvitingEntry]
