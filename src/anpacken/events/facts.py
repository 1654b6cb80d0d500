"""An event as somebody else hands it over: the demo's data file, later an import."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from anpacken.core.counts import Count
from anpacken.core.dates import DatePrecision
from anpacken.core.texts import TranslatedText
from anpacken.events.choices import Access, ContributionKind, EventFormat, EventState, PartnerRole
from anpacken.media.models import Picture
from anpacken.people.models import Organisation
from anpacken.places.models import Municipality


@dataclass(frozen=True, kw_only=True)
class SeriesFacts:
    slug: str
    name: TranslatedText
    summary: TranslatedText = field(default_factory=TranslatedText)
    begun_on: date | None = None
    supported_by: str = ""


@dataclass(frozen=True, kw_only=True)
class DayFacts:
    """A single day of an event whose days are not one run or have hours of their own."""

    on: date
    begins_at: time | None = None
    ends_at: time | None = None


@dataclass(frozen=True, kw_only=True)
class ContributionFacts:
    """Somebody in a public role: `ContributionFacts(kind=ContributionKind.KEYNOTE, name="…")`."""

    kind: ContributionKind
    name: str
    position_held: TranslatedText = field(default_factory=TranslatedText)
    title: TranslatedText = field(default_factory=TranslatedText)


@dataclass(frozen=True, kw_only=True)
class ForumFacts:
    """A workshop forum. Held in two rounds it counts as two forums."""

    title: TranslatedText
    rounds: int = 1
    is_expert_group: bool = False
    findings: TranslatedText = field(default_factory=TranslatedText)


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """Everything about one event. `series`, `follows` and `themes` are slugs, `region` a region's code;
    organisations, the municipality and the picture are records. Order counts in `partners` (logos),
    `contributions` and `forums`. `starts_on` None: the day is open."""

    slug: str
    format: EventFormat
    title: TranslatedText
    state: EventState = EventState.ANNOUNCED
    motto: TranslatedText = field(default_factory=TranslatedText)
    summary: TranslatedText = field(default_factory=TranslatedText)
    body: TranslatedText = field(default_factory=TranslatedText)
    findings: TranslatedText = field(default_factory=TranslatedText)
    art: TranslatedText = field(default_factory=TranslatedText)
    series: str = ""
    follows: str = ""
    themes: tuple[str, ...] = ()
    region: str = ""
    municipality: Municipality | None = None
    venue: str = ""
    address: str = ""
    online_url: str = ""
    spoken: tuple[str, ...] = ()
    interpreted: tuple[str, ...] = ()
    access: tuple[Access, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    precision: DatePrecision = DatePrecision.DAY
    begins_at: time | None = None
    ends_at: time | None = None
    days: tuple[DayFacts, ...] = ()
    partners: tuple[tuple[Organisation, PartnerRole], ...] = ()
    contributions: tuple[ContributionFacts, ...] = ()
    forums: tuple[ForumFacts, ...] = ()
    participants: Count | None = None
    registered: Count | None = None
    reach: Count | None = None
    stands: Count | None = None
    picture: Picture | None = None
    takes_registrations: bool = False
    registration_url: str = ""
    capacity: int | None = None
    max_companions: int = 4
    max_children: int = 0
    max_group: int = 0
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    offer_hours: int = 48
    fills_gaps: bool = False
    offers_newsletter: bool = False
    approved_by_office: bool = False
    confirmed_by_mail: bool = False
    by_invitation: bool = False
