"""The audit log in the office: the list with its filters, and its export with the purpose written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import django_filters
from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from anpacken.audit import details, queries, wording
from anpacken.audit.actions import record
from anpacken.audit.forms import ExportForm
from anpacken.audit.models import Entry
from anpacken.audit.templatetags.audit import done_by
from anpacken.core import spreadsheets

# Entries that are held at once while a file is written.
CHUNK = 1000


def _moment(entry: Entry) -> str:
    return date_format(localtime(entry.at), "SHORT_DATETIME_FORMAT")


def _cell(entry: Entry, field: str) -> Any:
    """What the export says: the deed in words, the moment by the clock on the wall."""
    if field == "deed":
        return wording.in_words(entry.action)
    if field == "at":
        return localtime(entry.at).replace(tzinfo=None, microsecond=0)
    if field == "details":
        return _details(entry)
    return getattr(entry, field)


def _details(entry: Entry) -> str:
    return details.in_words(entry.details, entry.target_type)


class LogFilters(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    action = django_filters.ChoiceFilter(
        label=_("Deed"),
        choices=lambda: sorted(((a, wording.in_words(a)) for a in queries.actions_in_use()), key=lambda pair: pair[1]),
        widget=forms.Select,
    )
    actor_kind = django_filters.ChoiceFilter(label=_("Done by"), choices=wording.actor_kinds, widget=forms.RadioSelect)
    target_type = django_filters.ChoiceFilter(
        label=_("Kind of record"),
        choices=lambda: sorted(
            ((kind, wording.record_name(kind) or kind) for kind in queries.record_kinds_in_use()),
            key=lambda pair: pair[1],
        ),
        widget=forms.Select,
    )

    class Meta:
        model = Entry
        fields = ("at", "action", "actor_kind", "target_type")


class LogView(generic.IndexView):
    """Every entry, the newest first. The search takes a record's id or a doer's name."""

    filterset_class = LogFilters
    list_export = (
        "at",
        "action",
        "deed",
        "actor_kind",
        "actor_label",
        "actor_ref",
        "target_type",
        "target_ref",
        "details",
    )
    show_export_buttons = False
    is_searchable = True
    page_title = _("Audit log")
    default_ordering = ("-at", "-pk")

    columns = (
        Column("at", label=_("When"), sort_key="at", accessor=_moment),
        Column("deed", label=_("Deed"), accessor=lambda entry: wording.in_words(entry.action)),
        Column("by", label=_("Done by"), accessor=done_by),
        Column(
            "record",
            label=_("Record"),
            accessor=lambda entry: f"{wording.record_name(entry.target_type) or entry.target_type} {entry.target_ref}",
        ),
        Column("details", label=_("Details"), accessor=_details),
    )

    def search_queryset(self, queryset: Any) -> Any:
        return queries.found(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        query = self.request.GET.urlencode()
        address = reverse("audit_log:export") + (f"?{query}" if query else "")
        return [Button(_("Export …"), url=address, icon_name="download", priority=90)]


class ExportView(LogView):
    """Asks for the purpose, writes it into the log, and hands out the entries that the list's filters show."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._form(ExportForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self._form(form)
        entries = self.get_queryset()
        record(
            by=request.user.as_actor(),  # type: ignore[union-attr]
            action="audit.exported",
            target=request.user,  # type: ignore[arg-type]
            purpose=form.cleaned_data["purpose"],
            format=form.cleaned_data["format"],
            rows=entries.count(),
        )
        return self._file(entries, form.cleaned_data["format"])

    def _file(self, entries: Any, kind: str) -> HttpResponseBase:
        name = f"{self.get_filename()}.{kind}"
        if kind == "xlsx":
            return FileResponse(spreadsheets.as_xlsx(self._table(entries)), as_attachment=True, filename=name)
        answer = StreamingHttpResponse(
            spreadsheets.as_csv(self._table(entries)), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def _table(self, entries: Any) -> Iterator[Sequence[object]]:
        yield [self.get_heading(entries, field) for field in self.list_export]
        for entry in entries.iterator(chunk_size=CHUNK):
            yield [_cell(entry, field) for field in self.list_export]

    def _form(self, form: ExportForm) -> HttpResponse:
        context = {
            "form": form,
            "view": self,
            "count": self.get_queryset().count(),
            "page_title": _("Export the audit log"),
            "header_title": _("Export the audit log"),
            "header_icon": "download",
            "back": reverse("audit_log:index"),
        }
        return TemplateResponse(self.request, "audit/office/export.html", context)

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(_("Deed")) if field == "deed" else str(super().get_heading(queryset, field))
