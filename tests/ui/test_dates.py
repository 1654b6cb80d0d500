from __future__ import annotations

from datetime import UTC, date, datetime

from django.utils import translation

from anpacken.ui.dates import Leaf, leaf


def test_one_day() -> None:
    assert leaf(date(2018, 11, 6)) == Leaf("2018-11-06", "Di", "6", "Nov 2018", "6. November 2018")


def test_days_of_one_month() -> None:
    assert leaf(date(2019, 6, 14), date(2019, 6, 16)) == Leaf(
        "2019-06-14", "", "14–16", "Jun 2019", "14. Juni 2019 – 16. Juni 2019"
    )


def test_days_of_two_months_in_english() -> None:
    with translation.override("en"):
        shown = leaf(date(2019, 9, 30), date(2019, 10, 2))
    assert (shown.big, shown.bottom, shown.words) == ("30–2", "Sep – Oct 2019", "Sept. 30, 2019 – Oct. 2, 2019")


def test_no_more_exact_than_known() -> None:
    assert leaf(date(2020, 9, 1), precision="month") == Leaf("2020-09", "September", "2020", "", "September 2020")
    assert leaf(date(2019, 7, 1), precision="season") == Leaf("2019", "Sommer", "2019", "", "Sommer 2019")
    assert leaf(date(2020, 1, 1), precision="year") == Leaf("2020", "", "2020", "", "2020")


def test_a_moment_counts_in_local_time() -> None:
    assert leaf(datetime(2019, 6, 30, 22, 30, tzinfo=UTC)).iso == "2019-07-01"
