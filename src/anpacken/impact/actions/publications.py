"""Publications and newsletter issues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from anpacken.core.actors import Actor
from anpacken.core.dates import DatePrecision
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.impact.actions.saving import ensure_record, save_record
from anpacken.impact.choices import PublicationKind
from anpacken.impact.models import Publication


def ensure_publication(
    *,
    slug: str,
    kind: str,
    title: TranslatedText | str,
    published_on: date,
    date_precision: str = DatePrecision.DAY,
    summary: TranslatedText | str = "",
    is_special_issue: bool = False,
    event: Event | None = None,
    by: Actor,
) -> Publication:
    """The publication with this slug, made if there is none yet."""
    return ensure_record(
        model=Publication,
        key={"slug": slug},
        values={
            "kind": PublicationKind(kind),
            "published_on": published_on,
            "title": TranslatedText.of(title),
            "date_precision": DatePrecision(date_precision),
            "summary": TranslatedText.of(summary),
            "is_special_issue": is_special_issue,
            "event": event,
        },
        by=by,
    )


def save(*, record: Publication, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    save_record(record=record, changed=changed, save_related=save_related, by=by)
