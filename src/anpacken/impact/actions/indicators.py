"""Indicators: numbers about the state of things that others measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from anpacken.alliance.models import Theme
from anpacken.core.actors import Actor
from anpacken.core.counts import CountWord
from anpacken.core.dates import DatePrecision
from anpacken.core.texts import TranslatedText
from anpacken.impact.actions.saving import ensure_record, save_record
from anpacken.impact.models import Indicator, IndicatorPoint


@dataclass(frozen=True, slots=True)
class Point:
    """One value of an indicator, at or up to a day."""

    as_of: date
    value: int
    word: str = CountWord.EXACT
    date_precision: str = DatePrecision.MONTH
    source: TranslatedText | str = field(default_factory=TranslatedText)

    def values(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "word": CountWord(self.word),
            "date_precision": DatePrecision(self.date_precision),
            "source": TranslatedText.of(self.source),
        }


def ensure_indicator(
    *,
    slug: str,
    name: TranslatedText | str,
    unit: TranslatedText | str = "",
    note: TranslatedText | str = "",
    theme: Theme | None = None,
    position: int = 0,
    points: Sequence[Point] = (),
    by: Actor,
) -> Indicator:
    """The indicator with this slug, made with these points if there is none yet."""
    with transaction.atomic():
        standing = Indicator.objects.filter(slug=slug).first()
        if standing is not None:
            return standing
        indicator = ensure_record(
            model=Indicator,
            key={"slug": slug},
            values={
                "name": TranslatedText.of(name),
                "unit": TranslatedText.of(unit),
                "note": TranslatedText.of(note),
                "theme": theme,
                "position": position,
            },
            by=by,
        )
        IndicatorPoint.objects.bulk_create(
            IndicatorPoint(indicator=indicator, as_of=point.as_of, **point.values()) for point in points
        )
    return indicator


def save(*, record: Indicator, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    save_record(record=record, changed=changed, save_related=save_related, by=by)
