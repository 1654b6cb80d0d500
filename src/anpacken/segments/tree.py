"""The tree of conditions as it is saved: JSON, read by pydantic, small enough to be understood.

    {"all": [{"condition": "region", "operator": "any_of", "value": ["lueneburg"]},
             {"none": [{"condition": "tag", "operator": "any_of", "value": ["k3m…"]}]}]}

Values are texts, as somebody typed them; what they mean, and whether the record that they name is still there, is
asked by `segments.resolving`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from anpacken.segments.choices import GroupKind, Operator

MOST_DEEP = 5
MOST_LEAVES = 50
MOST_NODES = 120
MOST_VALUES = 200
LONGEST_VALUE = 200


class UnreadableTree(ValueError):
    """Says in a sentence for people what is wrong with a tree."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition. `of` narrows what is asked: which role, which purpose, which registrations."""

    condition: str
    operator: Operator
    value: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    kind: GroupKind
    nodes: tuple[Node, ...] = ()


Node = Leaf | Group

_Text = Annotated[str, Field(max_length=LONGEST_VALUE)]


class _LeafShape(BaseModel):
    model_config = ConfigDict(extra="forbid")

    condition: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z0-9_.]+$", strict=True)]
    operator: Operator
    value: Annotated[list[Annotated[_Text, Field(strict=True)]], Field(max_length=MOST_VALUES)] = []
    of: Annotated[str, Field(max_length=60, pattern=r"^[a-z0-9_.-]*$", strict=True)] = ""

    def node(self) -> Leaf:
        return Leaf(self.condition, self.operator, tuple(self.value), self.of)


class _GroupShape(BaseModel):
    model_config = ConfigDict(extra="forbid")

    of_all: list[_GroupShape | _LeafShape] | None = Field(None, alias="all")
    of_any: list[_GroupShape | _LeafShape] | None = Field(None, alias="any")
    of_none: list[_GroupShape | _LeafShape] | None = Field(None, alias="none")

    @model_validator(mode="after")
    def _one_kind(self) -> _GroupShape:
        if sum(nodes is not None for nodes in (self.of_all, self.of_any, self.of_none)) != 1:
            raise ValueError("A group is one of all, any and none.")
        return self

    def node(self) -> Group:
        kinds = {GroupKind.ALL: self.of_all, GroupKind.ANY: self.of_any, GroupKind.NONE: self.of_none}
        kind, nodes = next((kind, nodes) for kind, nodes in kinds.items() if nodes is not None)
        return Group(kind, tuple(each.node() for each in nodes))


def read(raw: Any) -> Group:
    """The tree that `raw` (JSON, already parsed) describes.

    Raises:
        UnreadableTree: it is none, or it is larger than anybody could oversee.
    """
    _measure(raw)
    try:
        return _GroupShape.model_validate(raw).node()
    except ValidationError as error:
        raise UnreadableTree(_("They are not written as conditions are.")) from error


def written(node: Node) -> dict[str, Any]:
    """The JSON of a tree."""
    if isinstance(node, Group):
        return {node.kind.value: [written(each) for each in node.nodes]}
    of = {"of": node.of} if node.of else {}
    return {"condition": node.condition, "operator": node.operator.value, "value": list(node.value), **of}


def leaves(node: Node) -> list[Leaf]:
    """All conditions of a tree, from the top down."""
    return [node] if isinstance(node, Leaf) else [leaf for each in node.nodes for leaf in leaves(each)]


def _measure(raw: Any) -> None:
    """Refuses what is too deep or too large before anything walks through it by recursion."""
    nodes, conditions, waiting = 0, 0, [(raw, 1)]
    while waiting:
        node, depth = waiting.pop()
        nodes += 1
        if nodes > MOST_NODES:
            raise UnreadableTree(_("There are too many groups and conditions."))
        if not isinstance(node, dict):
            raise UnreadableTree(_("They are not written as conditions are."))
        if "condition" in node:
            conditions += 1
            if conditions > MOST_LEAVES:
                raise UnreadableTree(_("There are more than %(most)d conditions.") % {"most": MOST_LEAVES})
            _is_flat(node)
            continue
        if depth > MOST_DEEP:
            raise UnreadableTree(_("Groups are nested more than %(most)d deep.") % {"most": MOST_DEEP})
        for parts in node.values():
            if not isinstance(parts, list):
                raise UnreadableTree(_("They are not written as conditions are."))
            waiting += [(part, depth + 1) for part in parts]


def _is_flat(leaf: dict[str, Any]) -> None:
    for value in leaf.values():
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts) or any("\x00" in text for text in texts):
            raise UnreadableTree(_("They are not written as conditions are."))
