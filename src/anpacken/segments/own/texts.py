"""Texts of which a condition speaks, as lookups that find the same on both databases."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_

from django.db.models import Q

from anpacken.core.folding import fold
from anpacken.segments.choices import Operator
from anpacken.segments.conditions import Ask

NOBODY = Q(pk__in=[])


def folded(ask: Ask) -> Q:
    """The name, whatever its capitals and accents."""
    words = fold(ask.value or "")
    if ask.operator == Operator.FILLED:
        return ~Q(name_key="")
    if ask.operator == Operator.CONTAINS:
        return reduce(lambda found, word: found & Q(name_key__contains=word), words.split(), Q(pk__isnull=False))
    return Q(name_key__startswith=words) if ask.operator == Operator.STARTS else Q(name_key=words)


def column(name: str) -> Callable[[Ask], Q]:
    """A condition on a column of the subject that holds text and is empty when unknown."""

    def found(ask: Ask) -> Q:
        return within(name, ask)

    return found


def within(name: str, ask: Ask) -> Q:
    """Whether the text in column `name` fits; never true of an empty one."""
    if ask.operator == Operator.FILLED:
        return Q(**{f"{name}__gt": ""})
    lookups = {Operator.CONTAINS: "icontains", Operator.STARTS: "istartswith", Operator.IS: "iexact"}
    lookup = f"{name}__{lookups[ask.operator]}"
    return reduce(or_, (Q(**{lookup: form}) for form in _forms(ask.value)))


def _forms(text: str) -> list[str]:
    """The ways in which a text may be written. SQLite's LIKE takes "ü" and "Ü" for different letters."""
    return [text] if text.isascii() else sorted({text, text.lower(), text.upper(), text.capitalize(), text.title()})
