"""Outcomes in politics and society."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from anpacken.alliance.models import Theme
from anpacken.core.actors import Actor
from anpacken.core.dates import DatePrecision
from anpacken.core.texts import TranslatedText
from anpacken.impact.actions.saving import ensure_record, save_record
from anpacken.impact.models import AllianceYear, Outcome


def ensure_outcome(
    *,
    slug: str,
    year: AllianceYear,
    theme: Theme,
    title: TranslatedText | str,
    text: TranslatedText | str,
    source: TranslatedText | str,
    happened_on: date | None = None,
    date_precision: str = DatePrecision.DAY,
    link_to_alliance: TranslatedText | str = "",
    position: int = 0,
    by: Actor,
) -> Outcome:
    """The outcome with this slug, made if there is none yet."""
    return ensure_record(
        model=Outcome,
        key={"slug": slug},
        values={
            "year": year,
            "theme": theme,
            "title": TranslatedText.of(title),
            "text": TranslatedText.of(text),
            "source": TranslatedText.of(source),
            "happened_on": happened_on,
            "date_precision": DatePrecision(date_precision),
            "link_to_alliance": TranslatedText.of(link_to_alliance),
            "position": position,
        },
        by=by,
    )


def save(*, record: Outcome, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    save_record(record=record, changed=changed, save_related=save_related, by=by)
