"""Work that is done apart from a request: the report's PDF after its year was published or asked for."""

from __future__ import annotations

from anpacken.core.actors import Actor
from anpacken.impact.models import AllianceYear
from anpacken.impact.pdf import kept
from anpacken.jobs.tasks import task


@task()
def make_report(number: int, language: str) -> None:
    """Makes the PDF of alliance year `number`, unless it lies ready. A year that is gone is passed over."""
    year = AllianceYear.objects.filter(number=number).first()
    if year is not None:
        kept.pdf(year, language=language, by=Actor.job("impact.make_report"))
