"""PDFs that were made, in the media storage. The name holds the hash of the content, so an old one is never shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.impact.models import AllianceYear
from anpacken.impact.pdf.typesetting import fingerprint, typeset
from anpacken.impact.queries.report import report

FOLDER = "reports"


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report's PDF: where it lies, under which hash, and whether it had to be made just now."""

    name: str
    fingerprint: str
    is_new: bool

    def read(self) -> bytes:
        with default_storage.open(self.name, "rb") as file:
            content: bytes = file.read()
        return content


def pdf(year: AllianceYear, *, language: str, by: Actor) -> KeptReport:
    """The PDF of what the report says now; made (about a second) when there is none yet.

    Raises:
        ReportNotTypeset: it could not be made.
    """
    told = report(year, language=language)
    mark = fingerprint(told)
    name = f"{FOLDER}/{_stem(year, language)}{mark}.pdf"
    if default_storage.exists(name):
        return KeptReport(name, mark, is_new=False)
    content = typeset(told)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
        record(by=by, action="allianceyear.report_typeset", target=year, language=language, bytes=len(content))
    _clear_older(year, language, keep=name)
    return KeptReport(name, mark, is_new=True)


def is_made(year: AllianceYear, *, language: str) -> bool:
    """Whether any PDF of the year lies ready in the language, up to date or not. Reads no report."""
    return bool(_kept_names(year, language))


def _stem(year: AllianceYear, language: str) -> str:
    return f"year-{year.number}-{language}-"


def _kept_names(year: AllianceYear, language: str) -> list[str]:
    if not default_storage.exists(FOLDER):
        return []
    _folders, files = default_storage.listdir(FOLDER)
    return [f"{FOLDER}/{name}" for name in files if name.startswith(_stem(year, language))]


def _clear_older(year: AllianceYear, language: str, *, keep: str) -> None:
    for name in _kept_names(year, language):
        if name != keep:
            default_storage.delete(name)
