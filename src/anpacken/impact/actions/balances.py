"""Opening balances and readings of figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.counts import CountWord
from anpacken.core.dates import in_words
from anpacken.core.texts import TranslatedText
from anpacken.impact.actions.saving import ensure_record, save_record
from anpacken.impact.errors import BalanceOfCountedFigure, DayInFuture, UnknownPart
from anpacken.impact.figures import figure as definition_of
from anpacken.impact.models import OpeningBalance


def _check(figure: str, part: str, as_of: date) -> None:
    definition = definition_of(figure)
    if not definition.takes_balance:
        raise BalanceOfCountedFigure(figure=definition.label)
    if part not in definition.part_keys:
        raise UnknownPart(figure=definition.label, part=part, known=", ".join(definition.part_keys) or "–")
    if as_of > clock.today():
        raise DayInFuture(day=in_words(as_of))


def set_opening(
    *,
    figure: str,
    part: str = "",
    value: int,
    word: str = CountWord.EXACT,
    as_of: date,
    source: TranslatedText | str,
    by: Actor,
) -> OpeningBalance:
    """Says what a figure (or its part) stood at on the day `as_of`. A balance of that day that stands already stays.

    Raises:
        UnknownFigure, UnknownPart, BalanceOfCountedFigure, DayInFuture.
    """
    _check(figure, part, as_of)
    return ensure_record(
        model=OpeningBalance,
        key={"figure": figure, "part": part, "as_of": as_of},
        values={"value": value, "word": CountWord(word), "source": TranslatedText.of(source)},
        by=by,
    )


def save(*, record: OpeningBalance, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    _check(record.figure, record.part, record.as_of)
    save_record(record=record, changed=changed, save_related=save_related, by=by)
