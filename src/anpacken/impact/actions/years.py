"""Alliance years: their dates, their texts, and whether their report is public."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.impact.actions.saving import ensure_record, save_record
from anpacken.impact.errors import YearDatesContradict, YearHasNoTitle, YearsOverlap
from anpacken.impact.models import AllianceYear


def _check(year: AllianceYear) -> None:
    if not year.starts_on < year.ends_on or not year.starts_on <= year.cut_off_on <= year.ends_on:
        raise YearDatesContradict
    others = AllianceYear.objects.exclude(number=year.number).exclude(pk=year.pk)
    other = others.filter(starts_on__lte=year.ends_on, ends_on__gte=year.starts_on).first()
    if other is not None:
        raise YearsOverlap(number=other.number)
    if year.is_published and not year.title:
        raise YearHasNoTitle


def ensure_year(
    *,
    number: int,
    starts_on: date,
    ends_on: date,
    cut_off_on: date,
    title: TranslatedText | str,
    foreword: TranslatedText | str = "",
    review: TranslatedText | str = "",
    outlook: TranslatedText | str = "",
    is_published: bool = True,
    by: Actor,
) -> AllianceYear:
    """The alliance year `number`, made with these dates and texts if there is none yet.

    Raises:
        YearDatesContradict, YearsOverlap, YearHasNoTitle.
    """
    values = {
        "starts_on": starts_on,
        "ends_on": ends_on,
        "cut_off_on": cut_off_on,
        "title": TranslatedText.of(title),
        "foreword": TranslatedText.of(foreword),
        "review": TranslatedText.of(review),
        "outlook": TranslatedText.of(outlook),
        "is_published": is_published,
    }
    _check(AllianceYear(number=number, **values))
    return ensure_record(model=AllianceYear, key={"number": number}, values=values, by=by)


def save(*, record: AllianceYear, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    _check(record)
    save_record(record=record, changed=changed, save_related=save_related, by=by)
