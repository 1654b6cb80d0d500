"""Exporting persons and organisations: only those who agreed to what the file is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from anpacken.accounts import exports as plain
from anpacken.accounts.office.exporting import CHUNK, Exporting
from anpacken.core import clock
from anpacken.people import exports
from anpacken.people.choices import ConsentPurpose
from anpacken.people.forms.exports import CONTACTING, USES, SubjectExportForm
from anpacken.people.queries import register
from anpacken.people.queries.consents import consenting, owner_field
from anpacken.people.queries.office import left_out

ADDRESSES = frozenset({"email", "phone"})


class SubjectExporting(Exporting):
    export_template = "people/office/export.html"
    export_form_class = SubjectExportForm
    is_for_writing = False
    """Whether those in the file are written to. In a file for anything else stands no way to do so."""

    @cached_property
    def own(self) -> dict[str, str]:
        return exports.own_columns(register.answered(owner_field(self.model)))

    def chosen(self, form: Any) -> QuerySet[Any]:
        """Those in the list who agreed to what the file is for; to be written to takes an address, too."""
        subjects = self.get_queryset()
        self.is_for_writing = form.consent == ConsentPurpose.NEWSLETTER
        if form.consent is None:
            return subjects
        subjects = consenting(subjects, form.consent, at=clock.now())
        return subjects.exclude(email="") if self.is_for_writing else subjects

    def told(self, form: Any) -> dict[str, Any]:
        told: dict[str, Any] = {**super().told(form), "use": form.cleaned_data["use"]}
        if form.consent is not None:
            told["left_out"] = self.get_queryset().count() - self.chosen(form).count()
        return told

    def more_context(self, form: Any) -> dict[str, Any]:
        """For each use that needs a consent: how many may be in the file, how many not, and why."""
        labels = dict(USES)
        at = clock.now()
        return {
            "reach": [
                {"use": labels[purpose.value], **left_out(self.get_queryset().order_by(), purpose, at=at)}
                for purpose in CONTACTING
            ]
        }

    def export_head(self) -> Sequence[str]:
        said = {**self.own, "languages": _("Speaks"), "held_roles": _("Roles"), "held_affiliations": _("Affiliations")}
        return [said.get(column) or capfirst(self.get_heading(None, column)) for column in self.columns_out]

    @cached_property
    def plain_columns(self) -> list[str]:
        """Columns that are fields of the record."""
        return [column for column in self.list_export if self.is_for_writing or column not in ADDRESSES]

    @cached_property
    def columns_out(self) -> list[str]:
        more = ["held_roles", "tags", "themes"]
        if owner_field(self.model) == "person":
            more += ["languages", "held_affiliations"]
        return [*self.plain_columns, *more, *self.own]

    def export_row(self, item: Any) -> Sequence[object]:
        first = [plain.cell(plain.reached(item, column)) for column in self.plain_columns]
        return [*first, *(exports.cell(item, column) for column in self.columns_out[len(first) :])]

    def chunks(self, rows: QuerySet[Any]) -> Iterable[Any]:
        return exports.furnished(rows).iterator(chunk_size=CHUNK)

    def file(self, rows: QuerySet[Any], kind: str) -> Any:
        if kind != "vcf":
            return super().file(rows, kind)
        cards = exports.cards(self.chunks(rows), with_addresses=self.is_for_writing)
        answer = StreamingHttpResponse(cards, content_type="text/vcard; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.vcf"'
        return answer
