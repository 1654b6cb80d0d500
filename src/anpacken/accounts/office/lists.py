"""Lists in the office: search, pages, export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from anpacken.accounts import exports, rules
from anpacken.accounts.office.limits import Limited
from anpacken.core import languages
from anpacken.core.texts import TranslatedField


class OfficeIndexView(Limited, generic.IndexView):
    search_columns: Sequence[str] = ()
    select_related: Sequence[str] = ()
    prefetch_related: Sequence[Any] = ()

    @cached_property
    def is_searchable(self) -> bool:
        return bool(self.search_columns)

    # Wagtail's own buttons ask for no purpose.
    show_export_buttons = False
    export_url_name: str | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.is_export = False

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = list(super().header_more_buttons)
        if self.export_url_name and self.list_export and rules.may_export(self.request.user):
            query = self.request.GET.urlencode()
            url = reverse(self.export_url_name) + (f"?{query}" if query else "")
            buttons.append(Button(_("Export …"), url=url, icon_name="download", priority=90))
        return buttons

    def get_base_queryset(self) -> models.QuerySet[Any]:
        queryset = self.limited(super().get_base_queryset())
        if self.select_related:
            queryset = queryset.select_related(*self.select_related)
        return queryset.prefetch_related(*self.prefetch_related)

    def _get_title_column(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        """A list leads to the record as a whole; whoever may change it finds the button there."""
        column = super()._get_title_column(field_name, *args, **kwargs)
        if self.inspect_url_name:
            column._get_url_func = self.get_inspect_url
        return column

    def _get_custom_column(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        """Wagtail writes "True"; a list says yes or no in the office's language."""
        fields = {field.name: field for field in self.model._meta.fields}
        if isinstance(fields.get(field_name), models.BooleanField):
            kwargs["accessor"] = lambda record: exports.cell(getattr(record, field_name))
        return super()._get_custom_column(field_name, *args, **kwargs)

    def search_queryset(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Every word must stand in one of the columns; texts are searched in all languages."""
        if not self.is_searching:
            return queryset
        columns = list(self._lookups())
        for word in self.search_query.replace("\x00", "").split():
            found = (Q(**{f"{column}__icontains": form}) for column in columns for form in _cases(word))
            queryset = queryset.filter(reduce(or_, found))
        return queryset

    def _lookups(self) -> Iterable[str]:
        for column in self.search_columns:
            if self.is_outside and column.rsplit("__", 1)[-1] == "email":
                continue  # or a guest could find out addresses by trying
            if isinstance(_field(self.model, column), TranslatedField):
                yield from (f"{column}__{code}__text" for code in languages.codes())
            else:
                yield column

    def to_row_dict(self, item: models.Model) -> dict[str, Any]:
        return {column: exports.cell(exports.reached(item, column)) for column in self.list_export}

    def get_heading(self, queryset: models.QuerySet[Any] | None, field: str) -> str:
        own = field not in self.export_headings and exports.heading(self.model, field)
        return own or str(super().get_heading(queryset, field))


def _cases(word: str) -> list[str]:
    """The ways in which a word may be written. SQLite's LIKE takes "ü" and "Ü" for different letters."""
    return [word] if word.isascii() else sorted({word, word.lower(), word.upper(), word.capitalize()})


def _field(model: type[models.Model], column: str) -> Any:
    """The field at the end of a lookup path."""
    field: Any = None
    for name in column.split("__"):
        field = model._meta.get_field(name)
        if field.related_model is not None:
            model = field.related_model
    return field
