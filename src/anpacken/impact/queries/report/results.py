"""What came of the year: figures, prizes, publications, press, outcomes, indicators."""

from __future__ import annotations

from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from anpacken.core.counts import Count
from anpacken.core.dates import in_words
from anpacken.core.texts import TranslatedText
from anpacken.impact.choices import PublicationKind
from anpacken.impact.figures import Span
from anpacken.impact.models import AllianceYear, Indicator, IndicatorPoint, Outcome, PressItem, Prize, Publication
from anpacken.impact.queries.figures import FigureStatement, statements
from anpacken.impact.queries.report.phrases import prose, said
from anpacken.impact.queries.report.tree import (
    FigureLine,
    IndicatorFacts,
    OutcomeFacts,
    PartLine,
    PointFacts,
    PressFacts,
    PrizeFacts,
    PublicationFacts,
    ThemeOutcomes,
)


def figures(year: AllianceYear) -> tuple[FigureLine, ...]:
    return tuple(figure_line(each) for each in statements(at=year.cut_off_on))


def figure_line(each: FigureStatement) -> FigureLine:
    return FigureLine(
        key=each.figure.key,
        label=str(each.figure.label),
        unit=str(each.figure.unit),
        total=str(each.total) if each.is_known else "–",
        value=each.total.value,
        grown=max(each.records.value, 0),
        is_estimate=each.total.is_estimate,
        opening=str(each.opening),
        records=str(each.records),
        basis=basis(each),
        source=said(each.source),
        definition=str(each.figure.definition),
        counting=str(each.figure.counting),
        split=tuple(
            PartLine(part.label, str(part.opening), str(part.records), str(part.total), part.total.value)
            for part in each.split
        ),
    )


def basis(each: FigureStatement) -> str:
    """One sentence on what the number consists of."""
    facts = {
        "opening": each.opening,
        "records": each.records,
        "day": in_words(each.as_of) if each.as_of else "",
        "until": in_words(each.at),
        "year": each.year.number if each.year else "",
    }
    if not each.is_known:
        return _("Not known at this day: the first reading is newer.")
    match each.figure.span:
        case Span.WITHIN_YEAR:
            return (
                _("Counted in alliance year %(year)s up to %(until)s.") % facts if each.year else _("No alliance year.")
            )
        case Span.STANDING:
            return _("As the register stood on %(until)s.") % facts
        case Span.READING:
            return _("Read on %(day)s.") % facts
        case Span.READING_AND_CHANGE:
            return _("%(opening)s read on %(day)s, change since: %(records)s.") % facts
    if each.as_of is None:
        return _("%(records)s from the records up to %(until)s.") % facts
    return _("%(opening)s up to %(day)s, since then %(records)s.") % facts


def prizes(year: AllianceYear) -> tuple[PrizeFacts, ...]:
    found = Prize.objects.filter(awarded_on__gte=year.starts_on, awarded_on__lte=year.cut_off_on)
    return tuple(_prize(each) for each in found.select_related("winner").order_by("awarded_on", "pk"))


def _prize(each: Prize) -> PrizeFacts:
    amount = number_format(each.endowment, force_grouping=True) if each.endowment else ""
    return PrizeFacts(
        award=said(each.award_name),
        name=said(each.name),
        motto=said(each.motto),
        when=in_words(each.awarded_on),
        winner=each.winner.name if each.winner else "",
        entry=each.winning_entry,
        endowment=_("%(amount)s euros") % {"amount": amount} if amount else "",
        jury=tuple(each.jury),
    )


def publications(year: AllianceYear) -> tuple[PublicationFacts, ...]:
    """Brochures and the like first, then the newsletters."""
    found = Publication.objects.filter(published_on__gte=year.starts_on, published_on__lte=year.cut_off_on)
    told = [publication_facts(each) for each in found.order_by("published_on", "pk")]
    return tuple(sorted(told, key=lambda each: each.is_newsletter))


def publication_facts(each: Publication) -> PublicationFacts:
    return PublicationFacts(
        kind=each.get_kind_display(),
        title=said(each.title),
        when=in_words(each.published_on, each.date_precision),
        summary=prose(each.summary),
        is_newsletter=each.kind == PublicationKind.NEWSLETTER,
        is_special_issue=each.is_special_issue,
    )


def press(year: AllianceYear) -> tuple[PressFacts, ...]:
    found = PressItem.objects.filter(published_on__gte=year.starts_on, published_on__lte=year.cut_off_on)
    return tuple(press_facts(each) for each in found.select_related("event").order_by("published_on", "pk"))


def press_facts(each: PressItem) -> PressFacts:
    about = each.event.title if each.event else TranslatedText()
    return PressFacts(each.outlet, in_words(each.published_on), said(about))


def outcomes(year: AllianceYear) -> tuple[ThemeOutcomes, ...]:
    """The year's outcomes by theme."""
    found = (
        Outcome.objects.filter(year=year)
        .select_related("theme")
        .order_by("theme__position", "theme_id", "position", "pk")
    )
    return tuple(
        ThemeOutcomes(said(theme.name), tuple(_outcome(each) for each in group))
        for theme, group in groupby(found, key=lambda each: each.theme)
    )


def _outcome(each: Outcome) -> OutcomeFacts:
    return OutcomeFacts(
        title=said(each.title),
        text=prose(each.text),
        source=said(each.source),
        when=in_words(each.happened_on, each.date_precision) if each.happened_on else "",
        link=prose(each.link_to_alliance),
    )


def indicators(*, until: AllianceYear | None = None) -> tuple[IndicatorFacts, ...]:
    """The indicators with their points in order; with `until` only the points up to that year's cut-off."""
    told = []
    for each in Indicator.objects.select_related("theme").prefetch_related("points"):
        points = [point for point in each.points.all() if until is None or point.as_of <= until.cut_off_on]
        if points:
            told.append(_indicator(each, points))
    return tuple(told)


def _indicator(each: Indicator, points: list[IndicatorPoint]) -> IndicatorFacts:
    return IndicatorFacts(
        name=said(each.name),
        unit=said(each.unit),
        note=prose(each.note),
        theme=said(each.theme.name if each.theme else TranslatedText()),
        points=tuple(
            PointFacts(in_words(point.as_of, point.date_precision), str(point.count), point.value) for point in points
        ),
        change=_change(points[0].count, points[-1].count) if len(points) > 1 else "",
        source=said(points[-1].source),
    )


def _change(first: Count, last: Count) -> str:
    if not first.value:
        return ""
    share = round((last.value - first.value) * 100 / first.value)
    return _("%(sign)s%(share)s %%") % {"sign": "+" if share > 0 else "−" if share < 0 else "±", "share": abs(share)}
