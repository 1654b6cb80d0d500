"""The year's report: texts, balances, prizes, publications, press, outcomes and indicators."""

from __future__ import annotations

from collections.abc import Mapping

from anpacken.alliance.models import Theme
from anpacken.config.demo.loading.ledger import Found, Ledger
from anpacken.config.demo.schema.files import ImpactFile
from anpacken.config.demo.schema.values import value_of
from anpacken.core.actors import Actor
from anpacken.core.dates import DatePrecision
from anpacken.events.models import Event
from anpacken.impact.actions import balances, indicators, outcomes, press, prizes, publications, years
from anpacken.impact.models import AllianceYear
from anpacken.people.models import Organisation


def load_impact(file: ImpactFile, organisations: Mapping[str, Organisation], ledger: Ledger, *, by: Actor) -> int:
    """Makes what was never brought and returns how many entries that were."""
    before = len(ledger.now)
    events = Found({event.slug: event for event in Event.objects.all()})
    _load_year(file, ledger, by=by)
    _load_balances(file, ledger, by=by)
    _load_prizes(file, organisations, events, ledger, by=by)
    _load_publications(file, events, ledger, by=by)
    _load_outcomes(file, ledger, by=by)
    return len(ledger.now) - before


def _load_year(file: ImpactFile, ledger: Ledger, *, by: Actor) -> None:
    year = file.year
    if ledger.is_due("year", str(year.number)):
        years.ensure_year(
            number=year.number,
            starts_on=year.starts_on,
            ends_on=year.ends_on,
            cut_off_on=year.cut_off_on,
            title=year.title.value,
            foreword=year.foreword.value,
            review=year.review.value,
            outlook=year.outlook.value,
            is_published=True,
            by=by,
        )


def _load_balances(file: ImpactFile, ledger: Ledger, *, by: Actor) -> None:
    for opening in file.openings:
        if ledger.is_due("opening", f"{opening.figure}.{opening.part}".rstrip(".")):
            balances.set_opening(
                figure=opening.figure,
                part=opening.part,
                value=opening.value.count.value,
                word=opening.value.count.word,
                as_of=opening.as_of,
                source=opening.source.value,
                by=by,
            )


def _load_prizes(
    file: ImpactFile,
    organisations: Mapping[str, Organisation],
    events: Mapping[str, Event],
    ledger: Ledger,
    *,
    by: Actor,
) -> None:
    for prize in file.prizes:
        if ledger.is_due("prize", prize.slug):
            prizes.ensure_prize(
                slug=prize.slug,
                award_name=prize.award_name.value,
                name=prize.name.value,
                awarded_on=prize.awarded_on,
                is_special_prize=prize.is_special_prize,
                motto=value_of(prize.motto),
                winner=organisations[prize.winner] if prize.winner else None,
                winning_entry=prize.winning_entry or "",
                endowment=prize.endowment,
                jury=prize.jury,
                event=events[prize.event] if prize.event else None,
                by=by,
            )


def _load_publications(file: ImpactFile, events: Mapping[str, Event], ledger: Ledger, *, by: Actor) -> None:
    for publication in file.publications:
        if ledger.is_due("publication", publication.slug):
            publications.ensure_publication(
                slug=publication.slug,
                kind=publication.kind,
                title=publication.title.value,
                published_on=publication.published.on,
                date_precision=publication.published.precision,
                summary=publication.summary.value,
                is_special_issue=publication.is_special_issue,
                event=events[publication.event] if publication.event else None,
                by=by,
            )
    for item in file.press:
        if ledger.is_due("press", f"{item.outlet} {item.published_on}"):
            press.ensure_press_item(
                outlet=item.outlet,
                published_on=item.published_on,
                event=events[item.event] if item.event else None,
                by=by,
            )


def _load_outcomes(file: ImpactFile, ledger: Ledger, *, by: Actor) -> None:
    themes = Found({theme.slug: theme for theme in Theme.objects.all()})
    for position, outcome in enumerate(file.outcomes, start=1):
        if ledger.is_due("outcome", outcome.slug):
            outcomes.ensure_outcome(
                slug=outcome.slug,
                year=AllianceYear.objects.get(number=file.year.number),
                theme=themes[outcome.theme],
                title=outcome.title.value,
                text=outcome.text.value,
                source=outcome.source.value,
                happened_on=outcome.date.on if outcome.date else None,
                date_precision=outcome.date.precision if outcome.date else DatePrecision.DAY,
                link_to_alliance=value_of(outcome.link_to_alliance),
                position=position,
                by=by,
            )
    for position, indicator in enumerate(file.indicators, start=1):
        if ledger.is_due("indicator", indicator.slug):
            indicators.ensure_indicator(
                slug=indicator.slug,
                name=indicator.name.value,
                unit=indicator.unit.value,
                note=value_of(indicator.note),
                theme=themes[indicator.theme] if indicator.theme else None,
                position=position,
                points=[
                    indicators.Point(
                        as_of=point.as_of,
                        value=point.value.count.value,
                        word=point.value.count.word,
                        date_precision=point.precision,
                        source=point.source.value,
                    )
                    for point in indicator.points
                ],
                by=by,
            )
