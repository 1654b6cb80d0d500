"""A list in the office with its pages, declared in one class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.urls import path
from wagtail.admin.viewsets.model import ModelViewSet

from anpacken.accounts.choices import Role
from anpacken.accounts.office.exporting import Exporting
from anpacken.accounts.office.lists import OfficeIndexView
from anpacken.accounts.office.records import OfficeInspectView
from anpacken.accounts.office.saving import OfficeCreateView, OfficeDeleteView, OfficeEditView, SaveAction


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
    #: What is mixed into the list's view to export it.
    export_class: ClassVar[type[Exporting]] = Exporting
    #: Lookup from the record to a region's code, such as `region__code`.
    region_path: ClassVar[str | None] = None
    #: The same for other limited roles: lookup from the record to what the role is limited to, such as
    #: `{Role.MEMBER: "organisation__public_id"}`. A limited role without a lookup sees nothing in this list.
    scope_paths: ClassVar[Mapping[Role, str]] = {}
    #: What guests in the office (partners, helpers) see of a record, and may change if they may change it at all; the
    #: room's own page is for those who work here.
    outside_fields: ClassVar[Sequence[str]] = ()
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
                "export_url_name": self.get_url_name("export") if self.export_columns else None,
                **self._limits(),
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
        own = {**self._limits(), "delete_record": self.delete_action}
        return super().get_delete_view_kwargs(**{**own, **kwargs})

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_inspect_view_kwargs(
            **{**self._limits(), "outside_fields": tuple(self.outside_fields), **kwargs}
        )

    def get_urlpatterns(self) -> list[Any]:
        patterns = [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
        ]
        if self.export_columns:
            patterns.append(path("export/", self.export_view, name="export"))
        if self.save_action is not None:
            patterns.append(path("edit/<int:pk>/", self.edit_view, name="edit"))
            if self.is_addable:
                patterns.append(path("new/", self.add_view, name="add"))
        if self.delete_action is not None:
            patterns.append(path("delete/<int:pk>/", self.delete_view, name="delete"))
        return patterns

    @property
    def export_view(self) -> Any:
        """The list's own view with the page that exports it."""
        base = self.index_view_class
        view_class = type(f"{base.__name__}Export", (self.export_class, base), {})
        return self.construct_view(view_class, **self.get_index_view_kwargs())

    def _writing(self) -> dict[str, Any]:
        return {**self._limits(), "outside_fields": tuple(self.outside_fields), "save_record": self.save_action}

    def _limits(self) -> dict[str, Any]:
        return {"region_path": self.region_path, "scope_paths": self.scope_paths}
