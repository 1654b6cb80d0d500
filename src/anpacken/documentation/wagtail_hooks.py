"""The documentation's place in the office: reached from an event's record, without a menu of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column

from anpacken.accounts.office import OfficeViewSet
from anpacken.documentation.models import Demand
from anpacken.documentation.views import demands, office


class DeedConverter(StringConverter):
    """Only what can be done to a documentation reaches the view."""

    regex = "|".join(office.DEEDS)


class DemandDeedConverter(StringConverter):
    """Only what can be done to a demand reaches the view."""

    regex = "|".join(demands.DEEDS)


register_converter(DeedConverter, "documentation_deed")
register_converter(DemandDeedConverter, "demand_deed")

URLS = [
    path("<public_id:public_id>/", office.documentation, name="documentation"),
    path("<public_id:public_id>/preview/", office.preview, name="preview"),
    path("<public_id:public_id>/became/", office.became, name="became"),
    path("<public_id:public_id>/<documentation_deed:name>/", office.deed, name="deed"),
]


class DemandViewSet(OfficeViewSet):
    model = Demand
    name = "demands"
    icon = "openquote"
    menu_label = _("Demands")
    add_to_admin_menu = False
    # Their order is that of one documentation, not of the list.
    sort_order_field = None
    list_display = (
        "wording",
        Column("event", label=_("Event"), accessor="documentation"),
        Column("addressed_to", label=_("Addressed to"), accessor="addressed_to", sort_key="addressed_to"),
        Column("raised_on", label=_("Raised on"), accessor="raised_on", sort_key="raised_on"),
        Column("state", label=_("State of the demand"), accessor="get_state_display", sort_key="state"),
    )
    ordering = ("-raised_on", "-pk")
    filterset_class = demands.DemandFilters
    search_columns = ("wording", "addressed_to", "documentation__event__title")
    export_columns = (
        "documentation.event.title",
        "forum.title",
        "wording",
        "addressed_to",
        "raised_on",
        "state",
        "handed_on_at",
    )
    export_filename = "demands"
    export_headings: ClassVar = {"documentation.event.title": _("Event"), "forum.title": _("Workshop forum")}
    select_related = ("documentation__event", "forum")
    scope_paths: ClassVar = demands.PATHS
    inspect_view_class = demands.DemandView
    inspect_template_name = "documentation/office/demand.html"
    inspect_view_fields = ("state", "documentation", "forum", "wording", "addressed_to", "raised_on", "handed_on_at")

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("<int:pk>/<demand_deed:name>/", demands.deed, name="deed")]


@hooks.register("register_admin_viewset")
def demand_list() -> DemandViewSet:
    return DemandViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("documentation/", include((URLS, "documentation_office"), namespace="documentation_office"))]
