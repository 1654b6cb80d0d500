"""What every list in the office has in common: rights, regions, search, export, a timeline, one writer.

Rooms subclass `OfficeViewSet` in their `wagtail_hooks.py`. Wagtail gives the pages; what is saved is saved by the
room's action, so that a change in the office meets the same rules and the same audit log as any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from anpacken.accounts import exports, rules
from anpacken.accounts.errors import OutsideRegion
from anpacken.audit import queries as audit_queries
from anpacken.audit.actions import record
from anpacken.core import languages
from anpacken.core.refusals import Refusal
from anpacken.core.texts import TranslatedField

SaveAction = Callable[..., Any]


def _no_action(**facts: Any) -> None:
    raise NotImplementedError("This list has no such action.")


class RegionLimit:
    """Limits a view to the regions of whoever looks."""

    region_path: str | None = None

    def limited(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        codes = rules.regions_of(self.request.user) if self.region_path else None  # type: ignore[attr-defined]
        return queryset if codes is None else queryset.filter(**{f"{self.region_path}__in": codes}).distinct()


class OfficeIndexView(RegionLimit, generic.IndexView):
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
        for word in self.search_query.replace("\x00", "").split():
            found = (Q(**{f"{column}__icontains": form}) for column in self._lookups() for form in _cases(word))
            queryset = queryset.filter(reduce(or_, found))
        return queryset

    def _lookups(self) -> Iterable[str]:
        for column in self.search_columns:
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


class _SavesByAction(RegionLimit):
    """Hands the form to the room's action; a refusal becomes an error of the form."""

    save_record: SaveAction = _no_action
    success_message = gettext_lazy("Saved: %(object)s")
    error_message = gettext_lazy("Not saved yet: please look at what is marked below.")
    inspect_url_name: str | None = None

    def get_success_url(self) -> str:
        """What was saved is shown as a whole, with what can be done to it next."""
        if self.inspect_url_name:
            return reverse(self.inspect_url_name, args=[self.object.pk])  # type: ignore[attr-defined]
        url: str = super().get_success_url()  # type: ignore[misc]
        return url

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Whoever is limited to regions is offered these only; a single one is filled in."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        codes = rules.regions_of(self.request.user) if self.region_path else None  # type: ignore[attr-defined]
        if codes is not None and self.region_path:
            name, _, rest = self.region_path.partition("__")
            field = form.fields.get(name)
            if field is not None and rest:
                field.queryset = field.queryset.filter(**{f"{rest}__in": codes})
                if form.instance.pk is None and len(field.queryset) == 1:
                    field.initial = field.queryset[0]
        return form

    def save_instance(self) -> Any:
        form = self.form  # type: ignore[attr-defined]
        instance = form.save(commit=False)
        self.save_record(
            record=instance,
            changed=list(form.changed_data),
            save_related=form.save_m2m,
            by=self.request.user.as_actor(),  # type: ignore[attr-defined]
        )
        if not self.limited(type(instance)._default_manager.filter(pk=instance.pk)).exists():
            raise OutsideRegion
        return instance

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            self.produced_error_code = refusal.code
            self.produced_error_message = refusal.message
            return self.form_invalid(form)  # type: ignore[attr-defined]


class OfficeCreateView(_SavesByAction, generic.CreateView):
    pass


class OfficeEditView(_SavesByAction, generic.EditView):
    def get_queryset(self) -> models.QuerySet[Any]:
        return self.limited(super().get_queryset())


class OfficeDeleteView(RegionLimit, generic.DeleteView):
    """Deletes by the room's action; a refusal is said instead of a deletion."""

    delete_record: Callable[..., None] = _no_action

    def get_queryset(self) -> models.QuerySet[Any]:
        return self.limited(super().get_queryset())

    def delete_action(self) -> None:
        with transaction.atomic():
            self.delete_record(record=self.object, by=self.request.user.as_actor())


class OfficeInspectView(RegionLimit, generic.InspectView):
    """A record as a whole, with everything that was ever done to it."""

    template_name = "accounts/office/inspect.html"

    def get_page_title(self) -> str:
        return str(capfirst(self.model._meta.verbose_name))

    @cached_property
    def header_buttons(self) -> list[Button]:
        """The way to the form stands in sight, not in a menu."""
        url = self.get_edit_url()
        return [HeaderButton(_("Edit"), url=url, icon_name="edit")] if url else []

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = self.get_delete_url()
        return [Button(_("Delete"), url=url, icon_name="bin", priority=20)] if url else []

    def get_object(self, queryset: models.QuerySet[Any] | None = None) -> Any:
        return get_object_or_404(self.limited(self.model._default_manager.all()), pk=self.pk)

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Only what there is to say: an empty field is left out."""
        return [field for field in super().get_fields_context() if field["value"] not in (None, "")]

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        if field_name == "language" and isinstance(value, str) and value:
            return languages.language(value).name
        if isinstance(value, datetime):
            return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return value

    def get_timeline(self) -> Iterable[Any]:
        return audit_queries.timeline(self.object)[:50]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"timeline": self.get_timeline(), **super().get_context_data(**kwargs)}


class OfficeViewSet(ModelViewSet):
    """A list in the office with its pages. See the module's words and `docs/architecture.md`."""

    index_view_class = OfficeIndexView
    add_view_class = OfficeCreateView
    edit_view_class = OfficeEditView
    delete_view_class = OfficeDeleteView
    inspect_view_class = OfficeInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 25
    add_to_reference_index = False
    # What says nothing to an office: numbers of the database and of addresses.
    inspect_view_fields_exclude = ("id", "public_id", "single")

    #: The room's writer: `save(*, record, changed, save_related, by)`. None: nothing is added or edited here.
    save_action: ClassVar[SaveAction | None] = None
    #: The room's deleter: `delete(*, record, by)`. None: nothing is deleted here.
    delete_action: ClassVar[Callable[..., None] | None] = None
    #: Whether the office adds records. False where they are given: the alliance, the regions.
    is_addable: ClassVar[bool] = True
    #: Columns that the search looks into; translated texts in all languages.
    search_columns: ClassVar[Sequence[str]] = ()
    #: Columns of the export, in order (fields, dotted paths, methods).
    export_columns: ClassVar[Sequence[str]] = ()
    #: What heads a column of the export that is no field.
    export_headings: ClassVar[Mapping[str, Any]] = {}
    #: Lookup from the record to a region's code, such as `region__code`.
    region_path: ClassVar[str | None] = None
    select_related: ClassVar[Sequence[str]] = ()
    prefetch_related: ClassVar[Sequence[Any]] = ()

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        without = {"history_url_name": None, "usage_url_name": None}
        if self.save_action is None:
            without |= {"add_url_name": None, "edit_url_name": None}
        if not self.is_addable:
            without |= {"add_url_name": None}
        if self.delete_action is None:
            without |= {"delete_url_name": None}
        return super().get_common_view_kwargs(**{**without, **kwargs})

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(
            **{
                "page_title": self.menu_label,
                "search_columns": self.search_columns,
                "list_export": list(self.export_columns),
                "export_headings": dict(self.export_headings),
                "region_path": self.region_path,
                "select_related": self.select_related,
                "prefetch_related": self.prefetch_related,
                **kwargs,
            }
        )

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_add_view_kwargs(**{**self._writing(), **kwargs})

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_edit_view_kwargs(**{**self._writing(), **kwargs})

    def get_delete_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        own = {"region_path": self.region_path, "delete_record": self.delete_action}
        return super().get_delete_view_kwargs(**{**own, **kwargs})

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_inspect_view_kwargs(**{"region_path": self.region_path, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        patterns = [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
        ]
        if self.save_action is not None:
            patterns.append(path("edit/<int:pk>/", self.edit_view, name="edit"))
            if self.is_addable:
                patterns.append(path("new/", self.add_view, name="add"))
        if self.delete_action is not None:
            patterns.append(path("delete/<int:pk>/", self.delete_view, name="delete"))
        return patterns

    def _writing(self) -> dict[str, Any]:
        return {"region_path": self.region_path, "save_record": self.save_action}


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
