"""Transition tables: which state may follow which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal

S = TypeVar("S", bound=str)


class TransitionRefused(Refusal):
    code = "transition_refused"
    sentence = _("This cannot change from “%(old)s” to “%(new)s”. Reload the page to see how it stands now.")


class Transitions(Generic[S]):
    """The allowed changes of one kind of state, kept beside its `TextChoices`.

    A state that is missing as a key is final. Staying in a state is never a transition.
    """

    def __init__(self, table: Mapping[S, Iterable[S]]) -> None:
        self._table = {old: frozenset(new) for old, new in table.items()}

    def allows(self, old: S, new: S) -> bool:
        return new in self._table.get(old, frozenset())

    def after(self, old: S) -> frozenset[S]:
        """The states that may follow `old`."""
        return self._table.get(old, frozenset())

    def check(self, old: S, new: S) -> None:
        """Raises `TransitionRefused` when `new` may not follow `old`."""
        if not self.allows(old, new):
            raise TransitionRefused(old=getattr(old, "label", old), new=getattr(new, "label", new))
