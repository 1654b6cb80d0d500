"""The questions about forums in a form, and what their answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.forums import errors, rules
from anpacken.forums.choices import FIRST, SECOND, Mode
from anpacken.forums.queries import places as queries
from anpacken.programme.models import Item

RANKS = {Mode.DRAWN: (FIRST, SECOND), Mode.FIRST_COME: (FIRST,)}


def field_name(number: int, rank: int) -> str:
    return f"forum_{number}_{rank}"


def choice_fields(mode: Mode, slots: list[Item]) -> dict[str, forms.Field]:
    """One question per round, or two where wishes are drawn. Nobody has to choose."""
    fields: dict[str, forms.Field] = {}
    for number, of_round in queries.by_round(slots).items():
        for rank in RANKS[mode]:
            options = [("", _nothing(rank)), *((slot.public_id, _named(slot, mode)) for slot in of_round)]
            fields[field_name(number, rank)] = forms.ChoiceField(
                label=_label(number, rank, mode), choices=options, required=False
            )
    return fields


def read_choice(given: Mapping[str, Any], slots: list[Item], mode: Mode) -> dict[tuple[int, int], Item]:
    """The slots chosen in a valid form, by round and rank; a second wish alone counts as a first."""
    known = {slot.public_id: slot for slot in slots}
    found: dict[tuple[int, int], Item] = {}
    for number in queries.by_round(slots):
        named = [known.get(str(given.get(field_name(number, rank)) or "")) for rank in RANKS[mode]]
        for rank, slot in enumerate([slot for slot in named if slot is not None], start=1):
            found[number, rank] = slot
    return found


def check_choice(given: Mapping[str, Any], slots: list[Item], mode: Mode) -> dict[str, str]:
    """What does not fit together, by name of the field."""
    chosen = read_choice(given, slots, mode)
    for number in queries.by_round(slots):
        first, second = chosen.get((number, FIRST)), chosen.get((number, SECOND))
        if first is not None and second is not None and first.pk == second.pk:
            return {field_name(number, SECOND): errors.SameForumTwice().message}
    try:
        rules.check_together([slot for (_number, rank), slot in chosen.items() if rank == FIRST])
    except (errors.SameForumTwice, errors.TimesOverlap) as refusal:
        last = max(number for number, _rank in chosen)
        return {field_name(last, FIRST): refusal.message}
    return {}


def _nothing(rank: int) -> Any:
    return gettext_lazy("no wish") if rank == FIRST else gettext_lazy("no second wish")


def _named(slot: Item, mode: Mode) -> str:
    name = str(slot.forum)
    is_full = mode == Mode.FIRST_COME and slot.places is not None and slot.taken >= slot.places
    return _("%(forum)s (full)") % {"forum": name} if is_full else name


def _label(number: int, rank: int, mode: Mode) -> Any:
    if mode == Mode.FIRST_COME:
        return _("Forum in round %(round)d") % {"round": number}
    if rank == FIRST:
        return _("Round %(round)d: first wish") % {"round": number}
    return _("Round %(round)d: second wish") % {"round": number}
