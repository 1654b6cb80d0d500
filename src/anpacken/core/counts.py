"""Counts that say how sure they are: "560" and "about 560" are different facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class CountWord(models.TextChoices):
    """How exact a number is, in the words of whoever counted."""

    EXACT = "exact", gettext_lazy("exactly")
    ABOUT = "about", gettext_lazy("about")
    JUST_OVER = "just_over", gettext_lazy("just over")
    MORE_THAN = "more_than", gettext_lazy("more than")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things together with its word."""

    value: int
    word: CountWord = CountWord.EXACT

    @property
    def is_estimate(self) -> bool:
        return self.word != CountWord.EXACT

    @classmethod
    def total(cls, counts: Iterable[Count]) -> Count:
        """The sum. One estimate among the parts makes the sum an estimate ("about")."""
        parts = list(counts)
        word = CountWord.ABOUT if any(part.is_estimate for part in parts) else CountWord.EXACT
        return cls(sum(part.value for part in parts), word)

    def __str__(self) -> str:
        number = number_format(self.value, force_grouping=True)
        match self.word:
            case CountWord.ABOUT:
                return _("about %(number)s") % {"number": number}
            case CountWord.JUST_OVER:
                return _("just over %(number)s") % {"number": number}
            case CountWord.MORE_THAN:
                return _("more than %(number)s") % {"number": number}
            case _:
                return number
