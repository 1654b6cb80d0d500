"""Lists that leave the house: for a purpose that is written down, by whoever may, and only what they see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from anpacken.accounts import rules
from anpacken.accounts.office.lists import OfficeIndexView
from anpacken.audit.actions import record
from anpacken.audit.forms import ExportForm
from anpacken.core import spreadsheets

CHUNK = 1000


class Exporting(OfficeIndexView):
    """Asks for the purpose, writes it into the audit log, and hands out what the list's filters show.

    Mixed into the list's own view, so that filters, search and limits are the list's. Rows are read and sent in
    chunks: a file of 300,000 rows needs no more memory than one of 300.
    """

    export_template = "accounts/office/export.html"
    export_form_class: type[ExportForm] = ExportForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.may_export(request.user):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._ask(self.export_form_class())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.export_form_class(request.POST)
        if not form.is_valid():
            return self._ask(form)
        rows = self.chosen(form)
        record(
            by=request.user.as_actor(),  # type: ignore[union-attr]
            action="list.exported",
            target=request.user,  # type: ignore[arg-type]
            list=self.model._meta.label_lower,
            format=form.cleaned_data["format"],
            rows=rows.count(),
            purpose=form.cleaned_data["purpose"],
            **self.told(form),
        )
        return self.file(rows, form.cleaned_data["format"])

    def chosen(self, form: ExportForm) -> models.QuerySet[Any]:
        """What is exported for the purpose in `form`: all that the list shows."""
        return self.get_queryset()

    def told(self, form: ExportForm) -> dict[str, Any]:
        """What the audit log says beside the purpose: the filters in words. What was typed may name somebody."""
        told = self.filters_in_words()
        if self.is_searching:
            told = [*told, _("search")]
        return {"filters": told} if told else {}

    def filters_in_words(self) -> list[str]:
        """The filters that are set; of what was chosen also the choice, of what was typed only the name."""
        if not self.is_filtering:
            return []
        words = []
        for name in self.filters.form.changed_data:
            bound = self.filters.form[name]
            value = self.filters.form.cleaned_data.get(name)
            if value in (None, "", []):
                continue
            choices = dict(getattr(bound.field, "choices", None) or ())
            said = choices.get(getattr(value, "pk", value), "") if choices else ""
            if isinstance(value, models.Model):
                said = str(value)
            elif isinstance(value, date):
                said = date_format(value, "SHORT_DATE_FORMAT")
            words.append(f"{bound.label}: {said}" if said else str(bound.label))
        return words

    def file(self, rows: models.QuerySet[Any], kind: str) -> HttpResponseBase:
        """The answer with the file."""
        name = f"{self.get_filename()}.{kind}"
        if kind == "xlsx":
            return FileResponse(spreadsheets.as_xlsx(self._table(rows)), as_attachment=True, filename=name)
        answer = StreamingHttpResponse(spreadsheets.as_csv(self._table(rows)), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def export_row(self, item: Any) -> Sequence[object]:
        """One record as the cells of a row."""
        row = self.to_row_dict(item)
        return [row[column] for column in self.list_export]

    def export_head(self) -> Sequence[str]:
        return [self.get_heading(None, column) for column in self.list_export]

    def chunks(self, rows: models.QuerySet[Any]) -> Iterable[Any]:
        """The records one after another, without holding them all."""
        return rows.iterator(chunk_size=CHUNK)

    def _table(self, rows: models.QuerySet[Any]) -> Iterator[Sequence[object]]:
        yield self.export_head()
        for item in self.chunks(rows):
            yield self.export_row(item)

    def _ask(self, form: ExportForm) -> HttpResponse:
        title = _("Export: %(list)s") % {"list": self.get_page_title()}
        query = self.request.GET.urlencode()
        context = {
            "form": form,
            "view": self,
            "count": self.get_queryset().count(),
            "filters_in_words": self.filters_in_words(),
            "search_query": self.search_query,
            "page_title": title,
            "header_title": title,
            "header_icon": "download",
            "back": f"{self.index_url}?{query}" if query else self.index_url,
            **self.more_context(form),
        }
        return TemplateResponse(self.request, self.export_template, context)

    def more_context(self, form: ExportForm) -> dict[str, Any]:
        """What a room's own page says beside the form."""
        return {}
