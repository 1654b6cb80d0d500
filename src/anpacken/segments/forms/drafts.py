"""A segment while it is being built: rows of a form, with or without scripts, and the tree that they make.

Each row says where it stands: `row=7.3` is row 7 in group 3. A group has `r7.group`, a condition `r7.condition`,
`r7.of`, `r7.operator`, `r7.value` (as often as there are values) and, for records, `r7.words`. What makes no sense is
left out or put right, so that nothing that is sent here can do more than fill in a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from anpacken.segments.choices import GroupKind, Operator, SegmentSubject, ValueKind
from anpacken.segments.conditions import Catalogue, Condition
from anpacken.segments.resolving import Place, Resolved, resolve
from anpacken.segments.tree import LONGEST_VALUE, MOST_DEEP, MOST_LEAVES, MOST_NODES, MOST_VALUES, Group, Leaf, Node

ROOT = 1
_ROW = re.compile(r"([1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")


@dataclass(slots=True)
class Row:
    """A group (`group` is set) or a condition."""

    id: int
    parent: int = 0
    group: GroupKind | None = None
    condition: str = ""
    of: str = ""
    operator: str = ""
    values: list[str] = field(default_factory=list)
    words: str = ""
    found: list[tuple[str, str]] = field(default_factory=list)
    error: str = ""


@dataclass(slots=True)
class Draft:
    subject: SegmentSubject
    rows: dict[int, Row]
    focus: str = ""
    """The name of the field or the value of the button that should have the focus next."""
    said: str = ""
    """What was just done, for whoever does not see it."""

    def children(self, group: int) -> list[Row]:
        return [row for row in self.rows.values() if row.parent == group]

    def depth(self, row: Row) -> int:
        return 1 if row.parent == 0 else 1 + self.depth(self.rows[row.parent])

    def node(self, row: Row) -> Node:
        if row.group is not None:
            return self.group(row)
        operator = Operator(row.operator) if row.operator in Operator.values else Operator.IS
        return Leaf(row.condition, operator, tuple(row.values), row.of)

    def tree(self) -> Group:
        return self.group(self.rows[ROOT])

    def group(self, row: Row) -> Group:
        return Group(row.group or GroupKind.ALL, tuple(self.node(child) for child in self.children(row.id)))

    def places(self) -> Iterator[tuple[Place, Row]]:
        """Each row with its place in the tree."""
        waiting: list[tuple[Place, Row]] = [((), self.rows[ROOT])]
        while waiting:
            place, row = waiting.pop()
            yield place, row
            waiting += [((*place, number), child) for number, child in enumerate(self.children(row.id))]

    def resolved(self, catalogue: Catalogue) -> Resolved:
        """Whether all of it can be asked; what cannot is said beside its row."""
        resolved = resolve(self.tree(), self.subject, catalogue)
        words = {problem.place: problem.words for problem in resolved.problems}
        for place, row in self.places():
            row.error = words.get(place, "")
            if row.error and row.group is None and not row.condition:
                row.error = _("Please choose what to ask about.")
            elif row.error and row.found:
                row.error = _("Several fit. Please choose one.")
        return resolved


def begun(subject: SegmentSubject = SegmentSubject.PERSON) -> Draft:
    """A draft with one condition that is still to be chosen."""
    return Draft(subject, {ROOT: Row(ROOT, 0, GroupKind.ALL), 2: Row(2, ROOT)})


def from_tree(tree: Group, subject: SegmentSubject, catalogue: Catalogue) -> Draft:
    """The rows of a saved tree."""
    rows: dict[int, Row] = {}

    def lay(node: Node, parent: int) -> None:
        row = Row(len(rows) + 1, parent)
        rows[row.id] = row
        if isinstance(node, Group):
            row.group = node.kind
            for each in node.nodes:
                lay(each, row.id)
            return
        row.condition, row.of, row.operator, row.values = node.condition, node.of, node.operator.value, [*node.value]

    lay(tree, 0)
    draft = Draft(subject, rows)
    _put_right(draft, catalogue)
    return draft


def from_form(data: MultiValueDict[str, str], catalogue: Catalogue) -> Draft:
    """The rows of a form as it was sent."""
    sent = data.get("subject", "")
    subject = SegmentSubject(sent) if sent in SegmentSubject.values else SegmentSubject.PERSON
    rows: dict[int, Row] = {}
    for text in data.getlist("row")[:MOST_NODES]:
        match = _ROW.fullmatch(text)
        if match is None:
            continue
        number, parent = int(match[1]), int(match[2])
        stands = number == ROOT and parent == 0 if not rows else parent in rows and rows[parent].group is not None
        if number in rows or not stands:
            continue
        row = _row(data, number, parent)
        if number == ROOT and row.group is None:
            row.group = GroupKind.ALL
        rows[number] = row
    if not rows:
        return begun(subject)
    draft = Draft(subject, rows)
    _put_right(draft, catalogue)
    return draft


def _row(data: MultiValueDict[str, str], number: int, parent: int) -> Row:
    row = Row(number, parent)
    group = data.get(f"r{number}.group")
    if group is not None:
        row.group = GroupKind(group) if group in GroupKind.values else GroupKind.ALL
        return row
    row.condition = data.get(f"r{number}.condition", "")[:60]
    row.of = data.get(f"r{number}.of", "")[:60]
    row.operator = data.get(f"r{number}.operator", "")[:20]
    row.values = [text[:LONGEST_VALUE] for text in data.getlist(f"r{number}.value")[:MOST_VALUES]]
    row.words = data.get(f"r{number}.words", "")[:LONGEST_VALUE].replace("\x00", "").strip()
    return row


def _put_right(draft: Draft, catalogue: Catalogue) -> None:
    """Chooses the first of what must be chosen but does not fit (any more), as a select does."""
    for row in draft.rows.values():
        condition = catalogue.get(row.condition, draft.subject)
        if row.group is not None or condition is None:
            continue
        if row.operator not in condition.offered():
            row.operator = condition.offered()[0].value
        ofs = catalogue.ofs(condition)
        if row.of not in ofs:
            row.of = next(iter(ofs), "")
        if condition.kind == ValueKind.RECORD:
            _look_up(row, condition, catalogue)


def _look_up(row: Row, condition: Condition, catalogue: Catalogue) -> None:
    """The record that the words mean: the one chosen before, the one called so, or the only one that fits."""
    value = next((text for text in row.values if text), "")
    name = catalogue.name(condition, value) if value else None
    if not row.words or row.words == name:
        row.words = name or ""
        row.values = [value] if value else []
        return
    found = condition.find(row.words) or condition.find(_IN_BRACKETS.sub("", row.words))
    exact = [each for each in found if each.label.casefold() == row.words.casefold()]
    chosen = [each for each in found if each.value == value]
    fits = chosen or (exact if len(exact) == 1 else found)
    row.values = [fits[0].value] if len(fits) == 1 else []
    if len(fits) == 1:
        row.words = fits[0].label
    else:
        row.found = [(each.value, each.label) for each in found]


def change(draft: Draft, deed: str) -> bool:
    """Does what a button of the builder says, such as `add-condition:3`; tells whether it was one."""
    name, _colon, number = deed.partition(":")
    deeds = {
        "add-condition": _add_condition,
        "add-group": _add_group,
        "remove": _remove,
        "up": _up,
        "down": _down,
    }
    row = draft.rows.get(int(number)) if number.isascii() and number.isdecimal() and len(number) < 5 else None
    if name not in deeds or row is None:
        return False
    deeds[name](draft, row)
    return True


def _next(draft: Draft) -> int:
    return max(draft.rows) + 1


def _add_condition(draft: Draft, row: Row) -> None:
    if row.group is None:
        return
    if sum(each.group is None for each in draft.rows.values()) >= MOST_LEAVES or len(draft.rows) >= MOST_NODES:
        draft.said = _("There are as many conditions as there may be.")
        return
    made = Row(_next(draft), row.id)
    draft.rows[made.id] = made
    draft.focus, draft.said = f"r{made.id}.condition", _("Condition added.")


def _add_group(draft: Draft, row: Row) -> None:
    if row.group is None or draft.depth(row) >= MOST_DEEP or len(draft.rows) + 2 > MOST_NODES:
        draft.said = _("Groups cannot be nested any deeper.")
        return
    made = Row(_next(draft), row.id, GroupKind.ANY)
    draft.rows[made.id] = made
    _add_condition(draft, made)
    draft.focus, draft.said = f"r{made.id}.group", _("Group added.")


def _remove(draft: Draft, row: Row) -> None:
    if row.id == ROOT:
        return
    siblings = draft.children(row.parent)
    position = siblings.index(row)
    gone = [row.id]
    for number in gone:
        gone += [child.id for child in draft.children(number)]
    for number in gone:
        del draft.rows[number]
    left = draft.children(row.parent)
    after = left[min(position, len(left) - 1)] if left else None
    names = {True: "group", False: "condition"}
    draft.focus = f"r{after.id}.{names[after.group is not None]}" if after else f"add-condition:{row.parent}"
    draft.said = _("Removed.")


def _up(draft: Draft, row: Row) -> None:
    _move(draft, row, -1)


def _down(draft: Draft, row: Row) -> None:
    _move(draft, row, 1)


def _move(draft: Draft, row: Row, by: int) -> None:
    siblings = draft.children(row.parent)
    place = siblings.index(row) + by
    if row.id == ROOT or not 0 <= place < len(siblings):
        return
    other = siblings[place]
    order = list(draft.rows)
    first, second = order.index(row.id), order.index(other.id)
    order[first], order[second] = order[second], order[first]
    # A row stands below its group in the form, whatever was moved.
    moved = {number: draft.rows[number] for number in order}
    draft.rows = dict(_from_the_top(moved, 0))
    last = place in {0, len(siblings) - 1}
    draft.focus = f"{'up' if (by < 0) is not last else 'down'}:{row.id}"
    draft.said = _("Moved to place %(place)d of %(many)d.") % {"place": place + 1, "many": len(siblings)}


def _from_the_top(rows: dict[int, Row], parent: int) -> Iterator[tuple[int, Row]]:
    for row in rows.values():
        if row.parent == parent:
            yield row.id, row
            yield from _from_the_top(rows, row.id)
