"""Entries about series, events and projects."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from anpacken.config.demo.schema.values import (
    ClockTime,
    Counted,
    Day,
    Entry,
    Line160,
    Slug,
    Text,
    Text80,
    Text160,
    Text200,
    Text400,
    Text600,
    WebAddress,
    When,
    Whole,
)
from anpacken.events.choices import Access, ContributionKind, EventFormat, EventState, PartnerRole

SpokenTag = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


class SeriesEntry(Entry):
    slug: Slug
    name: Text160
    summary: Text | None = None
    begun_on: Day | None = None
    supported_by: Line160 | None = None


class PartnerEntry(Entry):
    organisation: Slug
    role: Annotated[PartnerRole, Field(strict=False)]


class ContributionEntry(Entry):
    kind: Annotated[ContributionKind, Field(strict=False)]
    name: Line160
    position_held: Text200 | None = None
    title: Text200 | None = None


class ForumEntry(Entry):
    title: Text200
    rounds: Annotated[int, Field(ge=1, le=20)] = 1
    is_expert_group: bool = False
    findings: Text | None = None


class AnyEvent(Entry):
    """What held, planned and coming events have in common."""

    slug: Slug
    format: Annotated[EventFormat, Field(strict=False)]
    title: Text200
    motto: Text200 | None = None
    summary: Text600 | None = None
    body: Text | None = None
    findings: Text | None = None
    art: Text80 | None = None
    series: Slug | None = None
    follows: Slug | None = None
    themes: Annotated[list[Slug], Field(min_length=1)]
    region: Slug | None = None
    municipality: str | None = None
    venue: Line160 | None = None
    address: Line160 | None = None
    online_url: WebAddress | None = None
    begins_at: ClockTime | None = None
    ends_at: ClockTime | None = None
    spoken: list[SpokenTag] = Field(default_factory=list)
    interpreted: list[SpokenTag] = Field(default_factory=list)
    access: list[Annotated[Access, Field(strict=False)]] = Field(default_factory=list)
    partners: list[PartnerEntry] = Field(default_factory=list)
    contributions: list[ContributionEntry] = Field(default_factory=list)
    forums: list[ForumEntry] = Field(default_factory=list)


class EventEntry(AnyEvent):
    """An event of the alliance year, or one planned at its cut-off."""

    state: Annotated[EventState, Field(strict=False)]
    date: When
    participants: Counted | None = None
    registered: Counted | None = None
    reach: Counted | None = None
    stands: Counted | None = None

    @model_validator(mode="after")
    def _counts_belong_to_what_was_held(self) -> EventEntry:
        if self.state not in (EventState.HELD, EventState.ANNOUNCED):
            raise PydanticCustomError("state", "“state” must be held or announced.")
        counted = [
            name for name in ("participants", "registered", "reach", "stands") if getattr(self, name) is not None
        ]
        if self.state == EventState.ANNOUNCED and counted:
            raise PydanticCustomError(
                "counted_ahead",
                "is only announced and cannot have {names} yet. Remove them, or set “state: held”.",
                {"names": ", ".join(counted)},
            )
        if self.format == EventFormat.FAIR_STAND and self.participants is not None:
            raise PydanticCustomError(
                "fair_participants", "visitors of somebody else’s fair are no participants. Write them as “reach”."
            )
        if self.format != EventFormat.FAIR_STAND and self.reach is not None:
            raise PydanticCustomError("reach", "“reach” is for stands at a public event only. Write “participants”.")
        return self


class GroupEntry(Entry):
    """A made-up organisation that has registered a group; not all of its members have names yet."""

    organisation: Line160
    contact: Line160
    size: Annotated[int, Field(ge=2, le=50)]
    members: list[Line160] = []


class RegistrationEntry(Entry):
    """Seats, when registration opens and closes, and how many made-up people are there already."""

    capacity: Annotated[int, Field(ge=1, le=100_000)]
    opened_days_ago: Annotated[int, Field(ge=1, le=365)] | None = None
    opens_days_before: Annotated[int, Field(ge=1, le=365)] | None = None
    closes_days_before: Whole
    registered: Whole = 0
    waiting: Whole = 0
    # Who asks for a seat and waits for the office's word; only where it decides.
    requested: Whole = 0
    approved_by_office: bool = False
    offers_newsletter: bool = False
    max_children: Annotated[int, Field(ge=0, le=9)] = 0
    max_group: Annotated[int, Field(ge=0, le=50)] = 0
    group: GroupEntry | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> RegistrationEntry:
        if (self.opened_days_ago is None) == (self.opens_days_before is None):
            raise PydanticCustomError("opens", "needs either “opened_days_ago” or “opens_days_before”.")
        if self.opens_days_before is not None and (self.registered or self.waiting):
            raise PydanticCustomError("nobody_yet", "registration is not open yet, so nobody can be registered.")
        if self.registered > self.capacity:
            raise PydanticCustomError(
                "too_many",
                "{registered} registered on {capacity} seats. Put the others on “waiting”.",
                {"registered": self.registered, "capacity": self.capacity},
            )
        if self.requested and not self.approved_by_office:
            raise PydanticCustomError("nobody_decides", "“requested” needs “approved_by_office: true”.")
        if self.group is not None and self.group.size > self.max_group:
            raise PydanticCustomError("group", "the group is larger than “max_group”.")
        if self.waiting and self.registered < self.capacity:
            raise PydanticCustomError("seats_free", "people wait although seats are free. Raise “registered”.")
        return self


class UpcomingEntry(AnyEvent):
    """A made-up event `in_days` days ahead of the day of set-up, or on the next working days after that."""

    in_days: Annotated[int, Field(ge=2, le=365)]
    lasts_days: Annotated[int, Field(ge=1, le=5)] = 1
    begins_at: ClockTime
    ends_at: ClockTime
    registration: RegistrationEntry

    @model_validator(mode="after")
    def _can_still_be_registered_for(self) -> UpcomingEntry:
        if self.registration.closes_days_before >= self.in_days:
            raise PydanticCustomError("closed", "registration would be closed on the day of set-up already.")
        return self


class ProjectEntry(Entry):
    slug: Slug
    name: Text160
    summary: Text400
    body: Text | None = None
    organisation: Slug | None = None
    municipality: str | None = None
    district: str | None = None
    themes: Annotated[list[Slug], Field(min_length=1)]
    website: WebAddress | None = None
