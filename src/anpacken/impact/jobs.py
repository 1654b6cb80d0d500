"""Work that is done apart from a request: the report's PDF after its year was saved or somebody asked for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from anpacken.core import languages
from anpacken.core.actors import Actor
from anpacken.impact.actions import reports, years
from anpacken.impact.models import AllianceYear
from anpacken.impact.pdf import kept
from anpacken.jobs.tasks import task


@task()
def make_report(number: int, language: str) -> None:
    """Makes the PDF of alliance year `number`, unless it lies ready. A year that is gone is passed over."""
    year = AllianceYear.objects.filter(number=number).first()
    if year is not None:
        kept.pdf(year, language=language, by=Actor.job("impact.make_report"))


def ask_for_report(*, year: AllianceYear, by: Actor) -> None:
    """Has the worker make the PDF in every language, so that the first visitor need not wait for it."""
    with transaction.atomic():
        reports.note_asked(year=year, by=by)
        for language in languages.codes():
            make_report.enqueue(year.number, language)


def save_year(*, record: AllianceYear, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    """Saves a year from the office; a public one gets its PDF made anew. Raises as `years.save`."""
    with transaction.atomic():
        years.save(record=record, changed=changed, save_related=save_related, by=by)
        if record.is_published:
            ask_for_report(year=record, by=by)
