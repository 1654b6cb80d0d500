"""The whole demo year, in one transaction, through the actions of the rooms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from anpacken.accounts.actions import roles, users
from anpacken.alliance import actions as alliances
from anpacken.alliance import queries as alliance_queries
from anpacken.alliance.models import Alliance
from anpacken.config.demo.loading.coming import load_upcoming
from anpacken.config.demo.loading.documentation import load_documentations
from anpacken.config.demo.loading.forums import load_choices
from anpacken.config.demo.loading.gatherings import load_gatherings
from anpacken.config.demo.loading.impact import load_impact
from anpacken.config.demo.loading.invitations import load_invitations
from anpacken.config.demo.loading.ledger import Ledger
from anpacken.config.demo.loading.letters import load_letters
from anpacken.config.demo.loading.lookback import load_lookback
from anpacken.config.demo.loading.markets import load_markets
from anpacken.config.demo.loading.people import Postcodes, at_noon, load_organisations, load_supporters
from anpacken.config.demo.loading.programme import load_events
from anpacken.config.demo.loading.programmes import load_programmes
from anpacken.config.demo.loading.projects import load_projects
from anpacken.config.demo.loading.questions import load_questions
from anpacken.config.demo.loading.surveys import load_surveys
from anpacken.config.demo.schema.alliance import AllianceEntry
from anpacken.config.demo.schema.files import AccountsFile, AllianceFile, SiteFile, Year
from anpacken.config.demo.schema.values import Text
from anpacken.core import clock, languages, page_cache
from anpacken.core.actors import Actor
from anpacken.places import shipped
from anpacken.places.actions import geography
from anpacken.places.models import Postcode
from anpacken.website.actions import pages

BY = Actor.command("demo")


@dataclass(frozen=True, slots=True)
class Report:
    """How many entries the load brought. All zero when everything had been brought before."""

    supporters: int = 0
    events: int = 0
    projects: int = 0
    impact: int = 0
    upcoming: int = 0
    entries: int = 0


@transaction.atomic
def prepare(*, name: str | None = None, by: Actor) -> None:
    """What every installation needs before anybody can work: rights, geography, the site's root pages."""
    roles.sync_groups()
    geography.load(by=by)
    pages.ensure_site(name=name or alliance_queries.current().name, by=by)


@transaction.atomic
def load(year: Year, *, at: datetime, by: Actor = BY) -> Report:
    """Brings everything of `year` that was never brought; coming events are dated from the day of `at`.

    All or nothing. Records of the year are entered as of their own days, so that timelines read as they would
    have, had the platform been there.

    Raises:
        Refusal: a new entry does not fit what the office has made of the records since.
    """
    ledger = Ledger.open()
    with clock.frozen(at_noon(year.alliance.alliance.founded_on)):
        alliance = _load_alliance(year.alliance, ledger, by=by)
    prepare(name=alliance.name, by=by)
    _load_site(year.site, ledger, by=by)
    _load_accounts(year.accounts, ledger, by=by)
    organisations = load_organisations(year.organisations, ledger, by=by)
    supporters = load_supporters(year.supporters, _postcodes(), ledger, by=by)
    events = load_events(year.events, organisations, ledger, by=by)
    with clock.frozen(at_noon(year.impact.year.cut_off_on)):
        projects = load_projects(year.projects, organisations, ledger, by=by)
        impact = load_impact(year.impact, organisations, ledger, by=by)
    upcoming = load_upcoming(year.upcoming, year.supporters, organisations, ledger, by=by, at=at)
    load_lookback(year.lookback, year.supporters, organisations, ledger, by=by, at=at)
    load_markets(year.markets, year.projects, ledger, by=by, at=at)
    load_questions(year.questions, ledger, seed=year.supporters.seed, by=by, at=at)
    load_programmes(year.programmes, ledger, by=by, at=at)
    load_gatherings(year.lookback, year.supporters, ledger, by=by)
    load_documentations(year.documentation, year.projects, ledger, by=by, at=at)
    load_choices(ledger, seed=year.supporters.seed, by=by, at=at)
    load_letters(year.letters, ledger, by=by, at=at)
    load_invitations(year.invitations, organisations, ledger, by=by, at=at)
    load_surveys(year.surveys, ledger, seed=year.supporters.seed, by=by, at=at)
    ledger.close(alliance=alliance, by=by)
    if ledger.now:
        transaction.on_commit(page_cache.forget_everything)
    return Report(supporters, events, projects, impact, upcoming, len(ledger.now))


def _load_alliance(file: AllianceFile, ledger: Ledger, *, by: Actor) -> Alliance:
    ledger.is_due("alliance", "alliance")
    alliance = alliances.set_up(_facts(file.alliance), by)
    for position, aim in enumerate(file.aims, start=1):
        if ledger.is_due("aim", str(position)):
            alliances.ensure_aim(position=position, text=aim.value, by=by)
    for position, theme in enumerate(file.themes, start=1):
        if ledger.is_due("theme", theme.slug):
            alliances.ensure_theme(
                slug=theme.slug,
                name=theme.name.value,
                description=theme.description.value if theme.description else None,
                position=position,
                is_field_of_action=theme.is_field_of_action,
                by=by,
            )
    return alliance


def _facts(entry: AllianceEntry) -> alliances.AllianceFacts:
    values: dict[str, Any] = {name: getattr(entry, name) for name in AllianceEntry.model_fields}
    texts = {name: each.value for name, each in values.items() if isinstance(each, Text)}
    return alliances.AllianceFacts(**{**values, **texts})


def _load_site(file: SiteFile, ledger: Ledger, *, by: Actor) -> None:
    spoken = [code for code in languages.codes() if code in file.home]
    for code in spoken:
        if ledger.is_due("home", code):
            home = file.home[code]
            pages.write_home(language=code, title=home.title, lead=home.lead, introduction=home.introduction, by=by)
    for page in file.pages:
        for code, text in page.texts().items():
            if code in spoken and ledger.is_due("page", f"{page.key}.{code}"):
                pages.ensure_text_page(
                    key=page.key,
                    language=code,
                    slug=text.slug,
                    title=text.title,
                    body=[
                        {"type": "heading", "value": block.heading}
                        if block.heading
                        else {"type": "text", "value": block.text or ""}
                        for block in text.body
                    ],
                    by=by,
                )


def _load_accounts(file: AccountsFile, ledger: Ledger, *, by: Actor) -> None:
    for account in file.accounts:
        if ledger.is_due("account", account.email):
            users.ensure(
                email=account.email,
                password=file.password,
                first_name=account.first_name,
                last_name=account.last_name,
                role=account.role,
                scope=account.region,
                by=by,
            )


def _postcodes() -> Postcodes:
    towns = {town.postcode: town.name for town in shipped.municipalities()}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for district, code in Postcode.objects.order_by("code").values_list("district__ags", "code").distinct():
        found[district].append((code, towns.get(code, "")))
    return found
