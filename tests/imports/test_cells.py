"""What may stand in a cell, and what is said where it may not."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from anpacken.core.addresses import email_key
from anpacken.imports import cells, moments
from anpacken.imports.cells import Bad

LOCAL = st.text(st.sampled_from("abzAZ09._+-'äß \u202e"), max_size=66)
DOMAIN = st.sampled_from(
    ["example.org", "EXAMPLE.org", "müller.de", "localhost", "-x.de", "a..b", "", "x" * 64 + ".de"]
)


@given(LOCAL, DOMAIN)
@example("a" * 64, "example.org")
@example("a" * 65, "example.org")
@example("a.", "example.org")
@example("ada", "x." * 120 + "example.org")
def test_the_quick_way_to_an_address_is_the_long_one(local: str, domain: str) -> None:
    address = f"{local}@{domain}"
    try:
        wanted = email_key(address)
    except ValueError:
        with pytest.raises(ValueError):
            cells.key(address)
    else:
        assert cells.key(address) == wanted


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("  Ada   Muster ", "Ada Muster"),
        ("Müller-Lüdenscheidt", "Müller-Lüdenscheidt"),
        ("Jose\u0301", "José"),
        ("مريم", "مريم"),
        ("O'Brien", "O'Brien"),
        ("'+x Ada", None),
        ("=HYPERLINK(1)", "formula"),
        ("@Ada", "formula"),
        ("-Ada", "formula"),
        ("A\u202eda", "hidden_signs"),
        ("A\x00da", "hidden_signs"),
        ("A\ufffdda", "broken_signs"),
        ("Z\u0351\u0343\u0344\u0346\u0347a", "name_strange"),
        ("123", "name_strange"),
        ("www.example.org", "name_strange"),
        ("x" * 10_000, "too_long"),
    ],
)
def test_names(cell: str, name: str | None) -> None:
    if name in {None, "formula", "hidden_signs", "broken_signs", "name_strange", "too_long"}:
        with pytest.raises(Bad) as bad:
            cells.name(cell, 80)
        assert bad.value.code == (name or "formula")
    else:
        assert cells.name(cell, 80) == name


@pytest.mark.parametrize(
    ("whole", "first", "last"),
    [
        ("Ada Muster", "Ada", "Muster"),
        ("Muster, Ada", "Ada", "Muster"),
        ("Dr. Ada Maria Muster", "Dr. Ada Maria", "Muster"),
        ("Ludwig van der Beek", "Ludwig", "van der Beek"),
        ("von Trapp", "von", "Trapp"),
        ("Cher", "", "Cher"),
        ("Muster,", "", "Muster"),
    ],
)
def test_whole_names_are_parted(whole: str, first: str, last: str) -> None:
    assert cells.parted_name(whole) == (first, last)


def test_several_words_in_one_cell() -> None:
    assert cells.several('"VIP","Blog, neu"') == ["VIP", "Blog, neu"]
    assert cells.several(" a; b |c,\nd, a") == ["a", "b", "c", "d"]
    assert cells.several(" ,; ") == []


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2019-06-03", date(2019, 6, 3)),
        ("3.6.2019", date(2019, 6, 3)),
        ("03.06.2019, 10:05 Uhr", date(2019, 6, 3)),
        ("25/12/2019", date(2019, 12, 25)),
        ("12/25/2019", date(2019, 12, 25)),
        ("3/3/2019", date(2019, 3, 3)),
        ("2019-06-03 23:30:00+00", date(2019, 6, 4)),
        ("2019-06-03T10:00:00Z", date(2019, 6, 3)),
        ("2019-06-03 10:00:00.123456 UTC", date(2019, 6, 3)),
        ("2019-06-03 23:30:00.12345 +0000 UTC", date(2019, 6, 4)),
        ("2019-06-03 23:30:00 +0000 +0000", date(2019, 6, 4)),
        ("2019-06-03 23:30:00.5 +0200 CEST", date(2019, 6, 3)),
    ],
)
def test_days(cell: str, day: date) -> None:
    assert moments.day(cell) == day


@pytest.mark.parametrize(
    "cell", ["3/6/2019", "2019-02-30", "0000-01-01", "gestern", "99999-01-01", "1.1.19", "x" * 500]
)
def test_days_that_cannot_be_read(cell: str) -> None:
    with pytest.raises(ValueError):
        moments.day(cell)


def test_a_moment_without_a_zone_is_ours() -> None:
    assert moments.moment("2019-06-03 10:00:00") == timezone.make_aware(datetime(2019, 6, 3, 10, 0))
    assert moments.moment("2019-06-03") == timezone.make_aware(datetime(2019, 6, 3, 12, 0))


def test_yes_and_no() -> None:
    assert [cells.yes(word) for word in ("Ja", "enabled", "1", "nein", "blocklisted", " ")] == [
        True,
        True,
        True,
        False,
        False,
        None,
    ]
    with pytest.raises(Bad):
        cells.yes("vielleicht")
