"""The annual report of an alliance year, assembled once for the web page and for the PDF."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from anpacken.alliance import queries as alliance_queries
from anpacken.alliance.models import Aim, Alliance
from anpacken.core import languages
from anpacken.core.dates import in_words
from anpacken.impact.models import AllianceYear
from anpacken.impact.queries.report import events, results
from anpacken.impact.queries.report.maps import report_map
from anpacken.impact.queries.report.phrases import period, prose, said
from anpacken.impact.queries.report.tree import Report
from anpacken.impact.queries.report.wording import chapter_leads, chapter_titles, words

__all__ = ["Report", "report"]


def report(year: AllianceYear, *, language: str) -> Report:
    """The report of `year` in `language`. A dozen or two of queries, however much happened in the year."""
    with translation.override(language):
        return _report(year, languages.language(languages.active()))


def _report(year: AllianceYear, language: languages.Language) -> Report:
    alliance = alliance_queries.current()
    held, planned = events.held(year), events.planned(year)
    dialogues, workshops = events.dialogues([*held, *planned]), events.workshops([*held, *planned])
    prizes = results.prizes(year)
    lists = {"dialogues": dialogues, "workshops": workshops, "awards": prizes}
    drawn = report_map(held)
    cut_off = in_words(year.cut_off_on)
    return Report(
        number=year.number,
        language=language.code,
        direction=language.direction,
        title=said(year.title),
        alliance=alliance.name,
        slogan=said(alliance.slogan),
        period=period(year.starts_on, year.ends_on),
        cut_off=cut_off,
        words=words(number=year.number, cut_off=cut_off, events=len(held), planned=len(planned)),
        foreword=prose(year.foreword),
        aims=tuple(said(aim.text) for aim in Aim.objects.all()),
        review=prose(year.review),
        figures=results.figures(year),
        held=tuple(events.row(event) for event in held),
        chapters=events.chapters(
            held, chapter_titles(), chapter_leads(), listed=frozenset(key for key, rows in lists.items() if rows)
        ),
        dialogues=dialogues,
        map=drawn,
        series=events.series([*held, *planned]),
        workshops=workshops,
        prizes=prizes,
        publications=results.publications(year),
        press=results.press(year),
        outcomes=results.outcomes(year),
        indicators=results.indicators(until=year),
        outlook=prose(year.outlook),
        planned=tuple(events.row(event) for event in planned),
        imprint=tuple(_imprint(alliance)),
        credits=tuple(_credits(drawn.credit if drawn else "")),
    )


def _imprint(alliance: Alliance) -> list[str]:
    lines = [
        str(alliance.office_name) or alliance.name,
        alliance.host_name,
        ", ".join(part for part in (alliance.street, f"{alliance.postcode} {alliance.city}".strip()) if part),
        alliance.phone,
        alliance.email,
        _("Responsible for the content: %(name)s") % {"name": alliance.responsible} if alliance.responsible else "",
    ]
    return [line for line in lines if line]


def _credits(map_credit: str) -> list[str]:
    lines = [
        _("Map: %(credit)s") % {"credit": map_credit} if map_credit else "",
        _("Font: Commissioner by Kostas Bartsokas, SIL Open Font License 1.1"),
    ]
    return [line for line in lines if line]
