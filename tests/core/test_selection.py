"""A few answers out of a given list, in one column."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from anpacken.core.selection import SelectionField

FIELD = SelectionField("Zugang", options=lambda: [("ramp", "Rampe"), ("loop", "Höranlage"), ("quiet", "Ruheraum")])


def test_what_was_chosen_is_kept_in_the_order_of_the_list_and_once() -> None:
    assert FIELD.clean(["quiet", "ramp", "quiet"], None) == ["ramp", "quiet"]
    assert FIELD.clean([], None) == []


@pytest.mark.parametrize("value", [["lift"], "ramp", None, {"ramp": 1}])
def test_what_is_not_on_the_list_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        FIELD.clean(value, None)


def test_a_form_offers_the_list_to_tick() -> None:
    field = FIELD.formfield()
    assert [code for code, _name in field.choices] == ["ramp", "loop", "quiet"]
    assert field.required is False
    assert field.clean(["loop"]) == ["loop"]


def test_the_list_itself_stays_out_of_migrations() -> None:
    assert "options" not in FIELD.deconstruct()[3]
