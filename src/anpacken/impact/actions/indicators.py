"""Indicators: numbers about the state of things that others measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from anpacken.alliance.models import Theme
from anpacken.audit.actions import record as write_audit
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.counts import CountWord
from anpacken.core.dates import DatePrecision
from anpacken.core.texts import TranslatedText
from anpacken.impact.actions.saving import TAGS, ensure_record, save_record
from anpacken.impact.models import Indicator, IndicatorPoint


@dataclass(frozen=True, slots=True)
class Point:
    """One value of an indicator, at or up to a day."""

    as_of: date
    value: int
    word: str = CountWord.EXACT
    date_precision: str = DatePrecision.MONTH
    source: TranslatedText | str = field(default_factory=TranslatedText)

    def values(self) -> dict[str, object]:
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
    """The indicator `slug` with at least these points; points of other days stay as they are."""
    with transaction.atomic():
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
        for point in points:
            _ensure_point(indicator, point, by)
    return indicator


def _ensure_point(indicator: Indicator, point: Point, by: Actor) -> None:
    row = IndicatorPoint.objects.filter(indicator=indicator, as_of=point.as_of).first()
    if row is not None and all(getattr(row, name) == value for name, value in point.values().items()):
        return
    IndicatorPoint.objects.update_or_create(indicator=indicator, as_of=point.as_of, defaults=point.values())
    write_audit(by=by, action="indicator.point_set", target=indicator, as_of=point.as_of.isoformat(), value=point.value)
    page_cache.changed(*TAGS)


def save(*, record: Indicator, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    save_record(record=record, changed=changed, save_related=save_related, by=by)
