"""The audit log's place in the office."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from anpacken.audit.models import Entry
from anpacken.audit.views import ExportView, LogView


class LogViewSet(ModelViewSet):
    model = Entry
    name = "audit_log"
    url_prefix = "audit-log"
    icon = "history"
    menu_label = _("Audit log")
    menu_order = 610
    add_to_admin_menu = True
    add_to_reference_index = False
    list_per_page = 25
    index_view_class = LogView
    export_filename = "audit-log"

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = ("add", "edit", "delete", "copy", "inspect", "history", "usage")
        return super().get_common_view_kwargs(**{f"{name}_url_name": None for name in names}, **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("export/", self.construct_view(ExportView, **self.get_index_view_kwargs()), name="export"),
        ]


@hooks.register("register_admin_viewset")
def audit_log() -> LogViewSet:
    return LogViewSet()
