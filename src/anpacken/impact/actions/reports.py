"""Reports: asking for their PDF."""

from __future__ import annotations

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core import languages
from anpacken.core.actors import Actor
from anpacken.impact import jobs
from anpacken.impact.models import AllianceYear


def ask_for_pdf(*, year: AllianceYear, by: Actor) -> None:
    """Has the PDF made in every language by the worker, so that the first visitor need not wait for it."""
    with transaction.atomic():
        record(by=by, action="allianceyear.report_asked", target=year)
        for language in languages.codes():
            jobs.make_report.enqueue(year.number, language)
