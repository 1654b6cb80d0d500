"""An undefined variable in one of our templates is a mistake and fails the test that renders it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.template.base import FilterExpression, Node

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "anpacken"
# Filters that say what is to happen when there is nothing.
ANSWERS = {"default", "default_if_none", "yesno"}


class UndefinedVariable(AssertionError):
    """A template of ours used a name that nobody gave it."""


def _node_of(frame: Any) -> Node | None:
    """The nearest template node that is being rendered."""
    while frame is not None:
        owner = frame.f_locals.get("self")
        if isinstance(owner, Node) and hasattr(owner, "origin"):
            return owner
        frame = frame.f_back
    return None


class Undefined(str):
    """Django's `string_if_invalid`: empty in other people's templates, an error in ours.

    Django asks for its truth exactly where it has met an unknown name, so that is where we look which
    template the name stands in. `{{ name|default:"…" }}` is allowed: it says what it wants.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        caller = sys._getframe(1)
        if caller.f_code is not FilterExpression.resolve.__code__:
            return False
        expression: FilterExpression = caller.f_locals["self"]
        if expression.filters and getattr(expression.filters[0][0], "_filter_name", "") in ANSWERS:
            return False
        node = _node_of(caller)
        if node is None or not Path(str(node.origin)).is_relative_to(PACKAGE):
            return False
        place = (
            f"{Path(str(node.origin)).relative_to(PACKAGE)}, line {node.token.lineno}" if node.token else node.origin
        )
        raise UndefinedVariable(f"{{{{ {expression.token} }}}} is not defined in {place}.")
