"""Prizes, the alliance's special prize among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.impact.actions.saving import ensure_record, save_record
from anpacken.impact.errors import UnfitJury
from anpacken.impact.models import Prize
from anpacken.people.models import Organisation


def _check(jury: object) -> None:
    if not isinstance(jury, list) or not all(isinstance(name, str) and name.strip() for name in jury):
        raise UnfitJury


def ensure_prize(
    *,
    slug: str,
    award_name: TranslatedText | str,
    name: TranslatedText | str,
    awarded_on: date,
    is_special_prize: bool = False,
    motto: TranslatedText | str = "",
    winner: Organisation | None = None,
    winning_entry: str = "",
    endowment: int | None = None,
    jury: Sequence[str] = (),
    event: Event | None = None,
    by: Actor,
) -> Prize:
    """The prize with this slug, made if there is none yet. `jury` are the jurors' names, `endowment` is in euro.

    Raises:
        UnfitJury.
    """
    _check(list(jury))
    return ensure_record(
        model=Prize,
        key={"slug": slug},
        values={
            "awarded_on": awarded_on,
            "award_name": TranslatedText.of(award_name),
            "name": TranslatedText.of(name),
            "is_special_prize": is_special_prize,
            "motto": TranslatedText.of(motto),
            "winner": winner,
            "winning_entry": winning_entry,
            "endowment": endowment,
            "jury": list(jury),
            "event": event,
        },
        by=by,
    )


def save(*, record: Prize, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    _check(record.jury)
    save_record(record=record, changed=changed, save_related=save_related, by=by)
