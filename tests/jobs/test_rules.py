from __future__ import annotations

from datetime import timedelta

from anpacken.jobs import rules


def test_the_pause_grows_to_an_hour_and_stays_there():
    assert [rules.pause_after(n) for n in (1, 2, 3, 4, 5, 99)] == [
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=15),
        timedelta(minutes=60),
        timedelta(minutes=60),
        timedelta(minutes=60),
    ]


def test_a_task_is_tried_five_times():
    assert [rules.may_try_again(n) for n in (0, 1, 4, 5, 6)] == [True, True, True, False, False]


def test_a_lease_outlives_several_missed_beats():
    assert rules.LEASE >= 5 * rules.PULSE


def _caught(error: Exception) -> str:
    try:
        raise error
    except Exception as caught:
        return rules.told(caught)


def test_an_error_is_told_by_class_message_and_place():
    first, second = _caught(ValueError("No such region")).split("\n")
    assert first == "ValueError: No such region"
    assert second.startswith("  jobs/test_rules.py:")
    assert second.endswith(" _caught")


def test_an_error_tells_nothing_about_persons():
    text = _caught(ValueError("duplicate key for erika@example.org, 089 1234567\nDETAIL: Key (name)=(Erika) exists"))
    assert text.split("\n")[0] == "ValueError: duplicate key for …@…, …"
    assert "Erika" not in text


def test_a_long_message_is_cut():
    assert len(_caught(ValueError("x" * 5000)).split("\n")[0]) == len("ValueError: ") + 300 + 1


def test_the_cause_is_told_too():
    error = ValueError("outer")
    error.__cause__ = KeyError("inner")
    assert rules.told(error) == "ValueError: outer\nbecause of KeyError: 'inner'"
