"""The report's tree: what is in it, in which words, and what is not."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anpacken.core.texts import TranslatedText, translated
from anpacken.events.choices import EventFormat
from anpacken.impact.models import AllianceYear
from anpacken.impact.queries.report import report
from anpacken.impact.queries.report.events import CHAPTERS
from anpacken.impact.queries.report.phrases import and_list, prose
from anpacken.impact.queries.report.tree import Block
from tests.factories.impact import held


def test_every_kind_of_event_has_one_chapter() -> None:
    told = [kind for _key, kinds in CHAPTERS for kind in kinds]
    assert sorted(told) == sorted(EventFormat)


def test_the_events_of_the_year_are_told_by_kind(fourth_year: AllianceYear) -> None:
    told = report(fourth_year, language="de")
    assert [(chapter.key, [str(event.title) for event in chapter.events]) for chapter in told.chapters] == [
        ("conferences", ["Jahrestag"]),
        ("dialogues", ["Dialog Wohnen"]),
        ("public", ["Landesfest"]),
        ("workshops", ["Graffiti"]),
        ("awards", []),
    ]
    assert [str(row.title) for row in told.held] == ["Jahrestag", "Dialog Wohnen", "Landesfest", "Graffiti"]
    assert [str(row.title) for row in told.planned] == ["Filmtage"]


def test_counts_and_partners_are_said_with_their_words(fourth_year: AllianceYear) -> None:
    told = report(fourth_year, language="de")
    anniversary = told.chapters[0].events[0]
    assert [(fact.label, fact.value) for fact in anniversary.facts] == [
        ("Teilnehmende", "rund 500"),
        ("Stände", "mehr als 50"),
    ]
    assert (anniversary.when, anniversary.place) == ("6. November 2018", "Kongresshaus")
    dialogue = told.chapters[1].events[0]
    assert [(fact.label, fact.value) for fact in dialogue.facts][1] == (
        "Eingeladen von",
        "Amt für regionale Entwicklung",
    )
    assert (str(dialogue.forums[0].title), dialogue.forums[0].rounds) == ("Werkstatt Wohnen", "2 Durchgänge")
    assert told.dialogues[0].hosts == "ArE"
    fair = told.chapters[2].events[0]
    assert [(fact.label, fact.value) for fact in fair.facts] == [("Publikum des ganzen Festes", "rund 300.000")]


def test_the_workshop_plan_holds_what_was_held_and_what_is_planned(fourth_year: AllianceYear) -> None:
    rows = report(fourth_year, language="de").workshops
    assert [(row.when, row.artist, str(row.art), row.is_held) for row in rows] == [
        ("22. August 2019", "Die Malerin", "Graffiti", True),
        ("23. November und 14. Dezember 2019", "", "Film", False),
    ]


def test_figures_stand_at_the_cut_off(fourth_year: AllianceYear) -> None:
    lines = {line.key: line for line in report(fourth_year, language="de").figures}
    assert len(lines) == 13
    connected = lines["people_connected"]
    assert (connected.opening, connected.records, connected.total) == ("4.630", "rund 50", "rund 4.680")
    assert connected.basis == "4.630 bis zum 5. November 2018, seitdem rund 50."
    assert (lines["conferences"].total, lines["workshop_forums"].total) == ("16", "2")
    assert lines["facebook_likes"].basis == "Abgelesen am 10. Oktober 2019."
    assert lines["facebook_subscribers"].total == "–"
    assert next((part.label, part.total) for part in lines["publications"].split) == ("Broschüren", "1")


def test_awards_outcomes_and_indicators(fourth_year: AllianceYear) -> None:
    told = report(fourth_year, language="de")
    prize = told.prizes[0]
    assert (prize.winner, prize.entry, prize.endowment, prize.jury) == (
        "Amt für regionale Entwicklung",
        "Sport",
        "6.000 Euro",
        ("Ada", "Ben"),
    )
    assert [(str(group.theme), [str(one.title) for one in group.outcomes]) for group in told.outcomes] == [
        ("Sprache", ["Mehr Kurse"])
    ]
    # (11850 - 8961) / 8961 = 0.3224
    assert (told.indicators[0].change, [point.value for point in told.indicators[0].points]) == (
        "+32 %",
        ["8.961", "11.850"],
    )
    assert [(each.kind, each.when) for each in told.publications] == [
        ("Broschüre", "Juni 2019"),
        ("Newsletter-Ausgabe", "15. Januar 2019"),
    ]
    assert [(each.outlet, each.when) for each in told.press] == [("Göttinger Tageblatt", "9. Juni 2019")]


def test_in_english_a_text_without_translation_is_marked_as_german(fourth_year: AllianceYear) -> None:
    told = report(fourth_year, language="en")
    assert (str(told.title), told.title.lang, told.language) == ("Fourth year", "en", "en")
    assert (told.foreword.lang, told.outlook.lang) == ("en", "de")
    assert told.words["annual_report"] == "Annual report"
    assert told.figures[2].total == "about 4,680"


def test_queries_do_not_grow_with_events(fourth_year: AllianceYear) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            report(fourth_year, language="de")
        return len(seen)

    count()  # what a process keeps is asked for once
    few = count()
    for day in range(1, 25):
        held(date(2019, 3, day), title=f"Dialog {day}")
    assert count() == few


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A und B"), (["A", "", "B", "C"], "A, B und C")]
)
def test_names_in_a_row(names: list[str], said: str) -> None:
    assert and_list(names) == said


def test_long_texts_become_paragraphs_and_lists() -> None:
    told = prose(translated(de="Eins\nzwei\n\n- a\n- b\nDrei"))
    assert told.blocks == (Block("p", ("Eins zwei",)), Block("ul", ("a", "b")), Block("p", ("Drei",)))
    assert not prose(TranslatedText())
