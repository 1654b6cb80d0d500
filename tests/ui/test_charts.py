"""Where bars end and which round numbers stand on an axis, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from anpacken.ui.charts import Bar, Series, bars, countdown_ticks, day_ticks, lines, round_ticks, share

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, [0, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (20, [0, 5, 10, 15, 20]),
        (21, [0, 10, 20, 30]),
        (655, [0, 200, 400, 600, 800]),
        (10_000, [0, 5000, 10_000]),
    ],
)
def test_numbers_of_an_axis_are_round(most: int, ticks: list[int]) -> None:
    assert round_ticks(most) == ticks


def test_days_are_counted_down_in_usual_steps() -> None:
    assert countdown_ticks(85) == [80, 60, 40, 20, 0]
    assert countdown_ticks(4) == [4, 3, 2, 1, 0]
    assert countdown_ticks(0) == [0]
    assert countdown_ticks(400) == [360, 270, 180, 90, 0]


def test_a_short_time_has_days_and_a_long_one_months() -> None:
    assert day_ticks(date(2026, 3, 2), date(2026, 3, 10)) == [date(2026, 3, day) for day in (2, 4, 6, 8, 10)]
    assert day_ticks(date(2026, 11, 20), date(2027, 2, 25)) == [
        date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)
    ]  # fmt: skip
    assert day_ticks(date(2024, 1, 1), date(2026, 12, 31)) == [
        date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1)
    ]  # fmt: skip


def test_shares_are_rounded_and_never_deny_what_is_there() -> None:
    assert [share(part, 200) for part in (0, 1, 2, 100, 199, 200)] == [
        "0\u202f%", "1\u202f%", "1\u202f%", "50\u202f%", "100\u202f%", "100\u202f%"
    ]  # fmt: skip
    assert share(1, 1000) == "unter 1\u202f%"
    assert share(5, 0) == ""
    with translation.override("en"):
        assert share(1, 4) == "25%"


def test_bars_are_as_long_as_their_share_of_the_longest() -> None:
    chart = bars([Bar("Lüneburg", 1200), Bar("Weser-Ems", 300), Bar("ohne", 0)])
    assert [line.lengths[0].width for line in chart.lines] == ["100.00", "25.00", "0.00"]
    assert [line.lengths[0].number for line in chart.lines] == ["1.200", "300", "0"]
    assert [line.lengths[0].share for line in chart.lines] == ["80\u202f%", "20\u202f%", "0\u202f%"]
    assert not chart.is_compared


def test_what_is_compared_is_drawn_by_share() -> None:
    """20 of 40 is more than 30 of 100."""
    chart = bars([Bar("a", 20, 30), Bar("b", 20, 70)], name="2026", compared_name="2025")
    assert chart.names == ("2026", "2025")
    assert [[length.width for length in line.lengths] for line in chart.lines] == [
        ["71.43", "42.86"],
        ["71.43", "100.00"],
    ]


def test_numbers_that_are_no_parts_have_no_share() -> None:
    chart = bars([Bar("a", 4), Bar("b", 1)], whole=0)
    assert [(line.lengths[0].share, line.lengths[0].width) for line in chart.lines] == [("", "100.00"), ("", "25.00")]


def test_lines_over_the_days_before() -> None:
    chart = lines([Series("jetzt", [(10, 0), (5, 40)]), Series("damals", [(4, 10), (0, 80)])], zero="Der Tag")
    assert [line.path for line in chart.lines] == ["M1.00 88.00 L50.00 48.50", "M59.80 78.12 L99.00 9.00"]
    assert [(tick.place, tick.label, tick.anchor) for tick in chart.across] == [
        ("1.00", "10", "start"), ("20.60", "8", "middle"), ("40.20", "6", "middle"),
        ("59.80", "4", "middle"), ("79.40", "2", "middle"), ("99.00", "0", "end"),
    ]  # fmt: skip
    assert [tick.label for tick in chart.upwards] == ["0", "20", "40", "60", "80"]
    assert chart.rows == (
        ("10", ("0", "–")), ("5", ("40", "–")), ("4", ("–", "10")), ("Der Tag", ("–", "80"))
    )  # fmt: skip
    assert chart.in_words == "jetzt: 40; damals: 80"


def test_lines_over_days_are_dated_in_the_readers_way() -> None:
    series = [Series("", [(date(2026, 3, 2), 1), (date(2026, 3, 6), 5)])]
    assert [tick.label for tick in lines(series).across][-1] == "06.03.2026"
    one_day = lines([Series("", [(date(2026, 3, 2), 3)])])
    assert (one_day.lines[0].path, len(one_day.across)) == ("M1.00 9.00 L1.00 9.00", 1)


def test_a_long_table_is_thinned_out_and_keeps_the_last_day() -> None:
    chart = lines([Series("", [(day, 100 - day) for day in range(100, -1, -1)])])
    assert len(chart.rows) == 35
    assert chart.rows[-1] == ("0", ("100",))
    assert chart.rows[1] == ("97", ("3",))


def test_nothing_is_drawn_of_nothing() -> None:
    assert lines([Series("leer", [])]).lines == ()
    assert bars([]).lines == ()
