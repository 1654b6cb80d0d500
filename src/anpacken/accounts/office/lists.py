"""Lists in the office: search, pages, export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import HttpResponse
from django.utils.functional import cached_property
from wagtail.admin.views import generic

from anpacken.accounts import exports, rules
from anpacken.accounts.office.limits import Limited
from anpacken.audit.actions import record
from anpacken.core import languages
from anpacken.core.texts import TranslatedField


class OfficeIndexView(Limited, generic.IndexView):
    search_columns: Sequence[str] = ()
    select_related: Sequence[str] = ()
    prefetch_related: Sequence[Any] = ()

    @cached_property
    def is_searchable(self) -> bool:
        return bool(self.search_columns)

    @cached_property
    def show_export_buttons(self) -> bool:
        return bool(self.list_export) and rules.may_export(self.request.user)

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

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if self.is_export:
            if not rules.may_export(self.request.user):
                raise PermissionDenied
            record(
                by=self.request.user.as_actor(),
                action="list.exported",
                target=self.request.user,
                list=self.model._meta.label_lower,
                rows=len(context["object_list"]),
                format=self.request.GET["export"],
            )
        return super().render_to_response(context, **kwargs)

    def to_row_dict(self, item: models.Model) -> dict[str, Any]:
        return {column: exports.cell(exports.reached(item, column)) for column in self.list_export}

    def get_heading(self, queryset: models.QuerySet[Any], field: str) -> str:
        own = field not in self.export_headings and exports.heading(self.model, field)
        return own or str(super().get_heading(queryset, field))

    def preprocess_field_value(self, field: str, value: object, export_format: str) -> object:
        return exports.neutralised(super().preprocess_field_value(field, value, export_format))


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
