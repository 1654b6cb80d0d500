"""The annual report as data. The web page and the PDF are both made from this tree and from nothing else.

Everything is in words of one language already: numbers with their word, dates no more exact than they are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from anpacken.places.maps import DistrictMap


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language that it is really in (another one when it is not translated)."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one item) or a list (its items)."""

    kind: Literal["p", "ul"]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A long text in paragraphs and lists."""

    blocks: tuple[Block, ...]
    lang: str

    def __bool__(self) -> bool:
        return bool(self.blocks)


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PartLine:
    label: str
    opening: str
    records: str
    total: str
    value: int


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure with how it adds up. `value` and `grown` are whole numbers for bars: the total, and what is new."""

    key: str
    label: str
    unit: str
    total: str
    value: int
    grown: int
    is_estimate: bool
    opening: str
    records: str
    basis: str
    """One sentence: from which day on what was added, or within which year it was counted."""
    source: Said
    definition: str
    counting: str
    split: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True)
class Contributor:
    kind: str
    name: str
    position: Said
    title: Said


@dataclass(frozen=True, slots=True)
class ForumFacts:
    title: Said
    rounds: str
    findings: Prose


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture that may be shown: it has a credit and a text for those who cannot see it."""

    name: str
    """The file's name in the media storage."""
    alt: Said
    credit: str


@dataclass(frozen=True, slots=True)
class EventFacts:
    public_id: str
    kind: str
    title: Said
    motto: Said
    when: str
    place: str
    facts: tuple[Fact, ...]
    """Numbers and partners, each with its label."""
    contributors: tuple[Contributor, ...]
    forums: tuple[ForumFacts, ...]
    summary: Prose
    body: Prose
    findings: Prose
    picture: PictureFacts | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as one line of a table."""

    public_id: str
    when: str
    kind: str
    title: Said
    place: str
    town: str
    hosts: str
    participants: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """A line of the plan: date, municipality, artist, art."""

    public_id: str
    when: str
    municipality: str
    artist: str
    art: Said
    is_held: bool


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbered place on the map. `x` and `y` are shares (0 to 1) of its width and height."""

    number: int
    x: float
    y: float
    place: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportMap:
    drawn: DistrictMap
    """Districts, and a point for each town."""
    alt: str
    credit: str
    markers: tuple[Marker, ...]
    elsewhere: tuple[str, ...]
    """Events outside the drawing, or without a place that is known."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Events of some kinds, told one by one. The chapters on dialogues, workshops and awards show a list as well."""

    key: str
    title: str
    lead: str
    events: tuple[EventFacts, ...]


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    name: Said
    summary: Prose
    supported_by: str


@dataclass(frozen=True, slots=True)
class PrizeFacts:
    award: Said
    name: Said
    motto: Said
    when: str
    winner: str
    entry: str
    endowment: str
    jury: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    kind: str
    title: Said
    when: str
    summary: Prose
    is_newsletter: bool
    is_special_issue: bool


@dataclass(frozen=True, slots=True)
class PressFacts:
    outlet: str
    when: str
    event: Said


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    title: Said
    text: Prose
    source: Said
    when: str
    link: Prose
    """What the alliance has to do with it."""


@dataclass(frozen=True, slots=True)
class PointFacts:
    when: str
    value: str
    number: int


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    name: Said
    unit: Said
    note: Prose
    theme: Said
    points: tuple[PointFacts, ...]
    change: str
    """From the first to the last point in per cent, with its sign; empty for a single point."""
    source: Said

    @property
    def most(self) -> int:
        return max(point.number for point in self.points)


@dataclass(frozen=True, slots=True)
class ThemeOutcomes:
    theme: Said
    outcomes: tuple[OutcomeFacts, ...]


@dataclass(frozen=True, slots=True)
class Report:
    number: int
    language: str
    direction: str
    title: Said
    alliance: str
    slogan: Said
    period: str
    cut_off: str
    words: Mapping[str, str]
    """The report's own headings and sentences, by name. See `wording`."""
    foreword: Prose
    aims: tuple[Said, ...]
    review: Prose
    figures: tuple[FigureLine, ...]
    held: tuple[EventRow, ...]
    """Everything that was held, in order."""
    chapters: tuple[Chapter, ...]
    dialogues: tuple[EventRow, ...]
    map: ReportMap | None
    series: tuple[SeriesFacts, ...]
    workshops: tuple[WorkshopRow, ...]
    prizes: tuple[PrizeFacts, ...]
    publications: tuple[PublicationFacts, ...]
    press: tuple[PressFacts, ...]
    outcomes: tuple[ThemeOutcomes, ...]
    indicators: tuple[IndicatorFacts, ...]
    outlook: Prose
    planned: tuple[EventRow, ...]
    imprint: tuple[str, ...]
    credits: tuple[str, ...]

    def chapter(self, key: str) -> Chapter | None:
        return next((chapter for chapter in self.chapters if chapter.key == key), None)

    def sections(self) -> list[tuple[str, str]]:
        """The parts that there are, each with its anchor on the web page."""
        words = self.words
        parts = [
            ("foreword", words["foreword"], self.foreword),
            ("glance", words["glance"], self.figures),
            ("review", words["review"], self.review or self.held),
            ("map", words["map"], self.map),
            *((chapter.key, chapter.title, chapter) for chapter in self.chapters),
            ("print", words["public_relations"], self.publications or self.press),
            ("outcomes", words["outcomes"], self.outcomes),
            ("indicators", words["indicators"], self.indicators),
            ("outlook", words["outlook"], self.outlook or self.planned),
            ("figures", words["figures"], self.figures),
            ("imprint", words["imprint"], self.imprint),
        ]
        return [(title, f"#{anchor}") for anchor, title, content in parts if content]
