"""What the API takes and says: the contract of version 1. A field may be added to it, none taken away or changed.

The descriptions stand in the schema that `/api/v1/openapi.json` gives and on the page that documents the API.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from anpacken.core.ids import ALPHABET, LENGTH
from anpacken.events.choices import EventFormat

CODE = r"^[-a-zA-Z0-9_]{1,60}$"
PUBLIC_ID = rf"^[{ALPHABET}]{{{LENGTH}}}$"
WITHOUT_NUL = r"^[^\x00]*$"
PER_PAGE = 25
PER_PAGE_AT_MOST = 100

Words = Annotated[str, Field(max_length=100, pattern=WITHOUT_NUL)]
Code = Annotated[str, Field(pattern=CODE)]


class LanguageQuery(Schema):
    """What every question may carry."""

    lang: str | None = Field(
        None,
        description="Language of the texts, a code from `/api/v1/`. Without it the header `Accept-Language` decides. "
        "Answers to questions with `lang` are kept and cost nothing.",
    )


class EventQuery(LanguageQuery):
    """How the list of events is narrowed."""

    when: Literal["upcoming", "past", "all"] = Field(
        "upcoming", description="What is to come (the next first), what has been (the latest first), or both."
    )
    format: EventFormat | None = Field(None, description="Kind of event, a code from `/api/v1/formats`.")
    region: Code | None = Field(None, description="A code from `/api/v1/regions`.")
    theme: Code | None = Field(None, description="A code from `/api/v1/themes`.")
    series: Annotated[str, Field(pattern=PUBLIC_ID)] | None = Field(None, description="An id from `/api/v1/series`.")
    q: Words | None = Field(None, description="Words that all stand in title, motto, summary, place or names.")
    since: date | None = Field(None, description="Not over before this day.")
    until: date | None = Field(None, description="Begins on this day at the latest.")
    page: int = Field(1, ge=1, le=1000, description="The first is 1. `next` and `previous` lead through the pages.")
    per_page: int = Field(PER_PAGE, ge=1, le=PER_PAGE_AT_MOST, description="At most 100; 25 if nothing is said.")


class Text(Schema):
    """A text with the language in which it really is: where nobody has translated it, that is another one."""

    text: str
    lang: str = Field(description="IETF tag of the text's own language.")
    dir: Literal["ltr", "rtl"]


class Named(Schema):
    """A code, which stays, and its name in the language asked for."""

    code: str
    name: str


class SeriesName(Schema):
    id: str
    name: Text


class Place(Schema):
    words: str = Field(description="Venue, street and town in one line; empty while the place is open.")
    venue: str
    address: str
    town: str
    latitude: float | None = Field(description="Of the town, WGS 84.")
    longitude: float | None
    online_url: str | None


class Registration(Schema):
    """How it stands with registering at the moment of the answer."""

    code: str = Field(
        description="`open`, `waiting_list`, `not_yet`, `closed`, `by_invitation`, `elsewhere` (the host takes "
        "registrations), `none`, `over`, `cancelled`. More may come: treat an unknown one like `none`."
    )
    name: str
    action: str | None = Field(description="What to write on a button to `url`.")
    url: str | None = Field(description="Where to register, if one can now.")
    opens_at: datetime | None
    closes_at: datetime | None


class EventItem(Schema):
    """An event as lists show it."""

    id: str = Field(description="Stays the same as long as the event exists.")
    url: str = Field(description="The event's page.")
    title: Text
    motto: Text | None
    summary: Text | None
    format: Named
    state: Named = Field(
        description="`announced`, `open`, `full`, `closed`, `cancelled`, `unsaid` (over, nothing said yet), `held`, "
        "`documented`."
    )
    when: str = Field(description="Days and hours in words, no more exactly than they are known.")
    starts_on: date | None = Field(description="Empty while the day is open.")
    ends_on: date | None
    date_precision: str = Field(description="How exactly `starts_on` is known: `day`, `month`, `season` or `year`.")
    begins_at: time | None = Field(description="Local time of the place.")
    ends_at: time | None
    place: Place
    region: Named | None
    themes: list[Named]
    series: SeriesName | None
    spoken: list[Named] = Field(description="Languages spoken.")
    interpreted: list[Named] = Field(description="Languages into which is interpreted.")
    accessibility: list[Named]
    registration: Registration
    calendar_url: str | None = Field(description="The event as a calendar entry (iCalendar).")
    changed_at: datetime


class EventList(Schema):
    items: list[EventItem]
    count: int = Field(description="Of all pages.")
    page: int
    pages: int
    next: str | None
    previous: str | None


class Day(Schema):
    date: date
    begins_at: time | None
    ends_at: time | None


class Image(Schema):
    url: str
    width: int
    height: int
    alt: Text
    credit: str = Field(description="Has to stand beside the picture.")


class Speaker(Schema):
    """Somebody in a public role. Nothing but what the programme itself says."""

    name: str
    role: str
    function: Text | None


class Contribution(Speaker):
    title: Text | None


class ProgrammeItem(Schema):
    id: str
    kind: Named
    title: Text
    abstract: Text | None
    date: date
    begins_at: time
    ends_at: time
    room: str
    round: int | None = Field(description="Of a workshop forum that is held in rounds.")
    speakers: list[Speaker]


class Programme(Schema):
    """The programme as it was released last."""

    version: int
    released_at: datetime
    url: str
    calendar_url: str
    items: list[ProgrammeItem]


class Exhibitor(Schema):
    stand: int | None
    organisation: str
    title: str
    shows: str
    lang: str = Field(description="Language in which `shows` was written.")
    project_url: str | None


class Market(Schema):
    """The market of opportunities, once its list of exhibitors is public."""

    url: str
    exhibitors: list[Exhibitor]


class EventName(Schema):
    id: str
    title: Text
    url: str


class Count(Schema):
    """A number with its word: "560" and "about 560" are different facts."""

    value: int
    word: str = Field(description="`exact`, `about`, `just_over` or `more_than`.")
    words: str


class EventDetail(EventItem):
    """One event with everything that its page shows."""

    body: Text | None
    findings: Text | None
    access_note: Text | None
    days: list[Day] = Field(description="Single days, when they are not one run or have hours of their own.")
    hosts: list[str]
    cohosts: list[str]
    supported_by: list[str]
    artists: list[str]
    contributions: list[Contribution]
    participants: Count | None
    picture: Image | None
    follows: EventName | None
    followed_by: list[EventName]
    programme: Programme | None
    market: Market | None


class Series(Schema):
    id: str
    name: Text
    summary: Text | None
    begun_on: date | None
    supported_by: str
    url: str
    events_url: str


class Theme(Named):
    description: Text | None


class Region(Named):
    office: Text


class SeriesList(Schema):
    items: list[Series]


class ThemeList(Schema):
    items: list[Theme]


class RegionList(Schema):
    items: list[Region]


class FormatList(Schema):
    items: list[Named]


class Service(Schema):
    """Where everything is."""

    name: str
    version: str
    languages: list[Named]
    documentation: str
    schema_url: str
    events: str
    series: str
    themes: str
    regions: str
    formats: str


class ProblemDetails(Schema):
    """RFC 9457, as `application/problem+json`."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = Field(description="`parameter` and `detail` of each parameter that was refused.")
