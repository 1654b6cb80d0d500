"""One class per data file, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from anpacken.config.demo.schema.alliance import (
    AccountEntry,
    AllianceEntry,
    OrganisationEntry,
    SupportersEntry,
    ThemeEntry,
)
from anpacken.config.demo.schema.documentation import DocumentationFile
from anpacken.config.demo.schema.events import EventEntry, ProjectEntry, SeriesEntry, UpcomingEntry
from anpacken.config.demo.schema.impact import (
    IndicatorEntry,
    OpeningEntry,
    OutcomeEntry,
    PressEntry,
    PrizeEntry,
    PublicationEntry,
    YearEntry,
)
from anpacken.config.demo.schema.invitations import InvitationsFile
from anpacken.config.demo.schema.letters import LettersFile
from anpacken.config.demo.schema.lookback import LookbackFile
from anpacken.config.demo.schema.markets import MarketsFile
from anpacken.config.demo.schema.programmes import ProgrammeEntry
from anpacken.config.demo.schema.questions import QuestionsFile
from anpacken.config.demo.schema.site import HomeEntry, PageEntry
from anpacken.config.demo.schema.surveys import SurveysFile
from anpacken.config.demo.schema.values import Entry, Text


class AllianceFile(Entry):
    alliance: AllianceEntry
    aims: list[Text]
    themes: list[ThemeEntry]


class OrganisationsFile(Entry):
    organisations: list[OrganisationEntry]


class EventsFile(Entry):
    series: list[SeriesEntry]
    events: list[EventEntry]


class UpcomingFile(Entry):
    upcoming: list[UpcomingEntry]


class ProgrammesFile(Entry):
    programmes: list[ProgrammeEntry]


class ProjectsFile(Entry):
    projects: list[ProjectEntry]


class ImpactFile(Entry):
    year: YearEntry
    openings: list[OpeningEntry]
    prizes: list[PrizeEntry]
    publications: list[PublicationEntry]
    press: list[PressEntry]
    outcomes: list[OutcomeEntry]
    indicators: list[IndicatorEntry]


class SiteFile(Entry):
    home: dict[str, HomeEntry]
    pages: list[PageEntry]


class AccountsFile(Entry):
    password: Annotated[str, Field(min_length=12, max_length=80)]
    accounts: list[AccountEntry]


@dataclass(frozen=True, slots=True)
class Year:
    """Everything that the demo's folder says."""

    alliance: AllianceFile
    organisations: OrganisationsFile
    events: EventsFile
    upcoming: UpcomingFile
    lookback: LookbackFile
    documentation: DocumentationFile
    programmes: ProgrammesFile
    projects: ProjectsFile
    markets: MarketsFile
    questions: QuestionsFile
    letters: LettersFile
    invitations: InvitationsFile
    surveys: SurveysFile
    impact: ImpactFile
    site: SiteFile
    supporters: SupportersEntry
    accounts: AccountsFile
