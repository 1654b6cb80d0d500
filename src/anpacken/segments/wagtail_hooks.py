"""Segments in the office's menu."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column

from anpacken.accounts.office import OfficeViewSet
from anpacken.segments.actions import segments
from anpacken.segments.models import Segment
from anpacken.segments.views import office


def _standing(segment: Any) -> Any:
    return _("broken: reaches nobody") if segment.is_broken else _("ready")


class SegmentViewSet(OfficeViewSet):
    model = Segment
    name = "segments"
    icon = "tasks"
    menu_label = _("Segments")
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = office.SegmentIndexView
    inspect_view_class = office.SegmentInspectView
    delete_view_class = office.SegmentDeleteView
    inspect_template_name = "segments/office/inspect.html"
    list_display = (
        "name",
        Column("subject", label=_("Who it is about"), accessor="get_subject_display", sort_key="subject"),
        Column("standing", label=_("State"), accessor=_standing),
        "changed_at",
    )
    list_filter = ("subject",)
    search_columns = ("name", "description")
    inspect_view_fields = ("description", "subject", "made_at", "changed_at")
    form_fields = ("name", "description", "subject")
    # The builder saves by itself; this tells the list that there are forms to lead to.
    save_action = staticmethod(segments.save)
    delete_action = staticmethod(segments.delete)

    def get_urlpatterns(self) -> list[Any]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name not in {"add", "edit"}]
        return [
            *kept,
            path("new/", office.builder, name="add"),
            path("edit/<int:pk>/", office.builder, name="edit"),
            path("copy/<int:pk>/", office.copy, name="copy"),
            path("people/<int:pk>/", office.export, name="export"),
            path("records/<slug:condition>/", office.records, name="records"),
        ]


@hooks.register("register_admin_viewset")
def segment_list() -> SegmentViewSet:
    return SegmentViewSet()
