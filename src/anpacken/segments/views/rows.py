"""What the builder's template shows of a draft, and a saved segment in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from anpacken.segments.choices import (
    IN_DAYS,
    WITH_MANY_VALUES,
    WITH_TWO_VALUES,
    WITHOUT_VALUE,
    GroupKind,
    Operator,
    SegmentSubject,
    ValueKind,
)
from anpacken.segments.conditions import Catalogue, Condition
from anpacken.segments.forms.drafts import ROOT, Draft, Row
from anpacken.segments.resolving import Resolved
from anpacken.segments.tree import MOST_DEEP, Group, Leaf, Node

Options = list[tuple[str, str]]


@dataclass(slots=True)
class ShownRow:
    """One row of the builder. `number` tells it from others, as in “2.1”."""

    row: Row
    number: str
    is_first: bool
    is_last: bool
    parts: list[ShownRow] = field(default_factory=list)
    may_nest: bool = False
    groups: list[tuple[str, list[Condition]]] = field(default_factory=list)
    condition: Condition | None = None
    operators: Options = field(default_factory=list)
    ofs: Options = field(default_factory=list)
    choices: Options = field(default_factory=list)
    input: str = ""
    """Which kind of field is shown: none, choices, days, text, number, date, record."""
    is_pair: bool = False

    @property
    def kinds(self) -> Options:
        return [(kind.value, str(kind.label)) for kind in GroupKind]

    @property
    def focus_group(self) -> str:
        return f"r{self.row.id}.group"

    @property
    def focus_condition(self) -> str:
        return f"r{self.row.id}.condition"

    @property
    def focus_up(self) -> str:
        return f"up:{self.row.id}"

    @property
    def focus_down(self) -> str:
        return f"down:{self.row.id}"

    @property
    def focus_add(self) -> str:
        return f"add-condition:{self.row.id}"

    @property
    def is_root(self) -> bool:
        return self.row.id == ROOT

    @property
    def value(self) -> str:
        return self.row.values[0] if self.row.values else ""

    @property
    def second(self) -> str:
        return self.row.values[1] if len(self.row.values) > 1 else ""


def shown(draft: Draft, catalogue: Catalogue) -> ShownRow:
    """The draft from its outermost group down."""
    return _shown(draft, draft.rows[ROOT], "", 0, 1, catalogue)


def _shown(draft: Draft, row: Row, number: str, position: int, many: int, catalogue: Catalogue) -> ShownRow:
    made = ShownRow(row, number, position == 0, position == many - 1)
    if row.group is not None:
        children = draft.children(row.id)
        made.may_nest = draft.depth(row) < MOST_DEEP
        made.parts = [
            _shown(draft, child, f"{number}{'.' if number else ''}{at + 1}", at, len(children), catalogue)
            for at, child in enumerate(children)
        ]
        return made
    made.groups = catalogue.groups(draft.subject)
    made.condition = condition = catalogue.get(row.condition, draft.subject)
    if condition is None:
        return made
    operator = Operator(row.operator)
    made.operators = [(each.value, str(each.label)) for each in condition.offered()]
    made.ofs = list(catalogue.ofs(condition).items())
    made.input = _input(condition, operator)
    made.is_pair = operator in WITH_TWO_VALUES
    if made.input == "choices":
        known = catalogue.choices(condition)
        kept = [(value, value) for value in row.values if value not in known] if condition.is_open else []
        made.choices = [*known.items(), *kept]
    return made


def _input(condition: Condition, operator: Operator) -> str:
    if operator in WITHOUT_VALUE:
        return "none"
    if operator in WITH_MANY_VALUES:
        return "choices"
    return "days" if operator in IN_DAYS else condition.kind.value


@dataclass(slots=True)
class Line:
    """A condition or a group in words."""

    words: str
    parts: list[Line] = field(default_factory=list)
    error: str = ""


def in_words(tree: Group, subject: SegmentSubject, resolved: Resolved, catalogue: Catalogue) -> Line:
    """A saved tree as nested lists of words, with what is wrong beside it."""
    errors = {problem.place: problem.words for problem in resolved.problems}

    def line(node: Node, place: tuple[int, ...]) -> Line:
        if isinstance(node, Leaf):
            return Line(_leaf(node, subject, catalogue), error=errors.get(place, ""))
        parts = [line(part, (*place, number)) for number, part in enumerate(node.nodes)]
        return Line(str(GroupKind(node.kind).label), parts, errors.get(place, ""))

    return line(tree, ())


def _leaf(leaf: Leaf, subject: SegmentSubject, catalogue: Catalogue) -> str:
    condition = catalogue.get(leaf.condition, subject)
    if condition is None:
        return _("(no longer known)")
    values = [_value(condition, leaf.operator, value, catalogue) for value in leaf.value if value]
    of = catalogue.ofs(condition).get(leaf.of, "")
    said = [f"{condition.label}{f' ({of})' if of else ''}:", str(leaf.operator.label)]
    if leaf.operator in IN_DAYS and values:
        return f"{said[0]} {said[1].replace('…', values[0])}"
    if leaf.operator not in WITHOUT_VALUE:
        said.append((" – " if leaf.operator in WITH_TWO_VALUES else ", ").join(values))
    return " ".join(said)


def _value(condition: Condition, operator: Operator, value: str, catalogue: Catalogue) -> str:
    if operator in WITH_MANY_VALUES:
        return catalogue.choices(condition).get(value, value)
    if condition.kind == ValueKind.RECORD:
        return catalogue.name(condition, value) or _("(gone)")
    if condition.kind == ValueKind.DATE and operator not in IN_DAYS:
        return _day(value)
    return f"“{value}”" if condition.kind == ValueKind.TEXT else value


def _day(value: str) -> str:
    try:
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    except ValueError:
        return value
