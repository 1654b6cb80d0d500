"""Refusals: a deed that the rules do not allow, said so that the person knows what to do."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import Promise


class Refusal(Exception):
    """Base of every refused deed.

    A subclass is named after the refused fact (`EventFull`), has a stable `code` and a translatable
    `sentence` that says what happened and what to do. `%(name)s` placeholders are filled from `facts`.
    Views turn a refusal into a form error on `field` (or on the whole form), never into a 500.
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str | Promise] = ""
    field: ClassVar[str | None] = None

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.code)

    @property
    def message(self) -> str:
        """The sentence in the active language."""
        return str(self.sentence) % self.facts

    def __str__(self) -> str:
        return self.message
