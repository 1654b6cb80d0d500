from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anpacken.mail import rules


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Erika Beispiel", "Erika Beispiel"),
        ("  Erika \n  Beispiel ", "Erika Beispiel"),
        ("Förderverein Sonne e.V.", "Förderverein Sonne e.V."),
        ("Web 2.0", "Web 2.0"),
        ("Dr. J.R. Müller", "Dr. J.R. Müller"),
        ("https://evil.example/win", "evil. example/win"),
        ("HTTP://evil.example", "evil. example"),
        ("hthttp://tp://evil.example", "evil. example"),
        ("www.evil.example", "www. evil. example"),
        ("javascript:alert(1)", "alert(1)"),
        ("mailto:x@evil.example", "x@evil. example"),
        ("Data: collected", "Data: collected"),
        ("a\u202eb\u2066c", "abc"),
        ("zero\x00byte", "zerobyte"),
        ("سارا محمدی", "سارا محمدی"),
        ("", ""),
    ],
)
def test_a_name_holds_nothing_that_a_mail_program_makes_a_link_of(given, expected):
    assert rules.plain_name(given) == expected


@given(st.text())
def test_a_plain_name_is_one_line_without_scheme_and_stays_as_it_is(words):
    once = rules.plain_name(words)
    assert "\n" not in once
    assert "http://" not in once.lower()
    assert not rules.has_control_characters(once)
    assert rules.plain_name(once) == once


def test_paragraphs_can_be_kept():
    assert rules.plain_name("One  line\r\n\r\nhttps://x.example", keep_lines=True) == "One line\n\nx. example"


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\x00b", "a\u2028b", "a\tb"])
def test_control_characters_are_found(text):
    assert rules.has_control_characters(text)


def test_so_many_mails_may_go_to_one_address():
    assert rules.may_queue(sent_in_last_hour=999, limit_per_hour=None)
    assert rules.may_queue(sent_in_last_hour=2, limit_per_hour=3)
    assert not rules.may_queue(sent_in_last_hour=3, limit_per_hour=3)


def test_the_pauses_grow_over_eight_tries():
    minutes = [pause and pause / timedelta(minutes=1) for pause in map(rules.pause_after, range(1, 9))]
    assert minutes == [1, 5, 15, 60, 180, 360, 720, None]
