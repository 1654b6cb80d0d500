"""From the saved tree to conditions that can be asked: every name looked up, every value read.

What cannot be asked is a problem with its place in the tree. A segment with a problem is broken and reaches nobody:
a condition that is gone must never let through those whom it kept out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from anpacken.core.folding import fold
from anpacken.segments.choices import (
    COMPLEMENTS,
    IN_DAYS,
    WITH_TWO_VALUES,
    WITHOUT_VALUE,
    GroupKind,
    Operator,
    SegmentSubject,
    ValueKind,
)
from anpacken.segments.conditions import Catalogue, Condition
from anpacken.segments.models import Segment
from anpacken.segments.tree import Group, Leaf, Node, UnreadableTree, read

MOST_DAYS = 36_500
MOST_NUMBER = Decimal(10) ** 11
Place = tuple[int, ...]
"""Where something stands in a tree: the positions on the way down, () for the whole."""


@dataclass(frozen=True, slots=True)
class Problem:
    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition, ready to be asked. `operator` is a positive one; `negated` says that the others are meant."""

    condition: Condition
    operator: Operator
    value: Any
    of: str
    negated: bool


@dataclass(frozen=True, slots=True)
class AskedGroup:
    kind: GroupKind
    parts: tuple[Asked | AskedGroup, ...]


@dataclass(slots=True)
class Resolved:
    """`asked` is None as long as there is a problem."""

    asked: AskedGroup | None
    problems: list[Problem] = field(default_factory=list)


class _Unfit(ValueError):
    """A value that its condition cannot take; says so in a sentence."""


def resolve(tree: Group, subject: SegmentSubject, catalogue: Catalogue) -> Resolved:
    """Looks up everything that `tree` names."""
    problems: list[Problem] = []
    asked = _group(tree, (), subject, catalogue, problems)
    return Resolved(None if problems else asked, problems)


def resolve_segment(segment: Segment, catalogue: Catalogue | None = None) -> Resolved:
    """The same for what is saved, however it came there."""
    try:
        tree = read(segment.conditions)
        subject = SegmentSubject(segment.subject)
    except UnreadableTree as error:
        return Resolved(None, [Problem((), str(error))])
    except ValueError:
        return Resolved(None, [Problem((), _("It is not said whom the segment is about."))])
    return resolve(tree, subject, catalogue or Catalogue())


def _group(
    group: Group, place: Place, subject: SegmentSubject, catalogue: Catalogue, problems: list[Problem]
) -> AskedGroup:
    if not group.nodes:
        # “None of nothing” would be everybody.
        problems.append(Problem(place, _("Nothing is asked here yet. Please add a condition.")))
    parts: list[Asked | AskedGroup] = []
    for number, node in enumerate(group.nodes):
        part = _node(node, (*place, number), subject, catalogue, problems)
        if part is not None:
            parts.append(part)
    return AskedGroup(group.kind, tuple(parts))


def _node(
    node: Node, place: Place, subject: SegmentSubject, catalogue: Catalogue, problems: list[Problem]
) -> Asked | AskedGroup | None:
    if isinstance(node, Group):
        return _group(node, place, subject, catalogue, problems)
    try:
        return _leaf(node, subject, catalogue)
    except _Unfit as unfit:
        problems.append(Problem(place, str(unfit)))
        return None


def _leaf(leaf: Leaf, subject: SegmentSubject, catalogue: Catalogue) -> Asked:
    condition = catalogue.get(leaf.condition, subject)
    if condition is None:
        if leaf.condition in catalogue.conditions:
            raise _Unfit(_("This cannot be asked about everybody whom the segment is about."))
        raise _Unfit(_("What was asked here is not known any more."))
    if leaf.operator not in condition.offered():
        raise _Unfit(_("Please choose how to compare."))
    ofs = catalogue.ofs(condition)
    if (leaf.of in ofs) is not bool(ofs):
        raise _Unfit(_("Please choose what exactly is meant."))
    positive = COMPLEMENTS.get(leaf.operator)
    value = _value(leaf, condition, catalogue)
    return Asked(condition, positive or leaf.operator, value, leaf.of, positive is not None)


def _value(leaf: Leaf, condition: Condition, catalogue: Catalogue) -> Any:
    """The typed value: None, a text, a list of texts, a number or a pair, a day or a pair, or days.

    Raises:
        _Unfit: it is missing, or none of this kind.
    """
    if leaf.operator in WITHOUT_VALUE:
        return None
    values = [text.strip() for text in leaf.value if text.strip()]
    if any("\x00" in text for text in values):
        raise _Unfit(_("This holds a character that no text has."))
    if leaf.operator in IN_DAYS:
        return _days(_single(values))
    if condition.kind in {ValueKind.CHOICE, ValueKind.MANY}:
        return _chosen(values, condition, catalogue)
    if condition.kind == ValueKind.RECORD:
        return _record(values, condition, catalogue)
    if condition.kind == ValueKind.TEXT:
        return _text(_single(values))
    readers: dict[ValueKind, Callable[[str], Any]] = {ValueKind.NUMBER: _number, ValueKind.DATE: _day}
    reader = readers[condition.kind]
    if leaf.operator not in WITH_TWO_VALUES:
        return reader(_single(values))
    if len(values) != 2:
        raise _Unfit(_("Please fill in both."))
    first, last = (reader(text) for text in values)
    if last < first:
        raise _Unfit(_("The second lies before the first. Please check both."))
    return first, last


def _single(values: list[str]) -> str:
    if len(values) != 1:
        raise _Unfit(_("Please fill this in."))
    return values[0]


def _text(text: str) -> str:
    if not fold(text):
        raise _Unfit(_("There is no letter or digit to look for."))
    return text


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise _Unfit(_("Please write a number.")) from error
    if not number.is_finite() or abs(number) > MOST_NUMBER:
        raise _Unfit(_("Please write a number."))
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _Unfit(_("Please write a day, such as 2019-10-31.")) from error


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 5 or not 0 < int(text) <= MOST_DAYS:
        raise _Unfit(_("Please write a number of days, from 1 to 36500."))
    return int(text)


def _chosen(values: list[str], condition: Condition, catalogue: Catalogue) -> list[str]:
    if not values:
        raise _Unfit(_("Please choose at least one."))
    if not condition.is_open:
        known = catalogue.choices(condition)
        if any(value not in known for value in values):
            raise _Unfit(_("One of what was chosen here is gone. Please choose anew."))
    return list(dict.fromkeys(values))


def _record(values: list[str], condition: Condition, catalogue: Catalogue) -> str:
    value = _single(values)
    if catalogue.name(condition, value) is None:
        raise _Unfit(_("What was named here is not there (any more). Please choose anew."))
    return value
