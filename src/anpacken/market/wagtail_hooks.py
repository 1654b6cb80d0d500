"""The market's place in the office: reached from an event's record, without a menu of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column

from anpacken.accounts.office import OfficeViewSet
from anpacken.market.actions import applications
from anpacken.market.models import Application
from anpacken.market.views import floor, office, pages

URLS = [
    path("<public_id:public_id>/", pages.market, name="market"),
    path("<public_id:public_id>/call/", pages.call, name="call"),
    path("<public_id:public_id>/plan/", floor.plan, name="plan"),
    path("<public_id:public_id>/decisions/", pages.decisions, name="decisions"),
    path("<public_id:public_id>/attendance/", pages.attendance, name="attendance"),
    path("<public_id:public_id>/signs/", pages.signs, name="signs"),
    path("<public_id:public_id>/sheet/", pages.sheet, name="sheet"),
    path("<public_id:public_id>/do/<slug:name>/", pages.deed, name="deed"),
]


def _stand(application: Application) -> str:
    stand = getattr(application, "stand", None)
    return str(stand.number) if stand is not None else "–"


class ApplicationViewSet(OfficeViewSet):
    model = Application
    name = "stand_applications"
    icon = "group"
    menu_label = _("Applications for stands")
    add_to_admin_menu = False
    list_display = (
        "organisation_name",
        "title",
        Column("call", label=_("Event"), accessor="call"),
        Column("state", label=_("State of the application"), accessor="get_state_display", sort_key="state"),
        Column("stand", label=_("Stand"), accessor=_stand, sort_key="stand__number"),
        Column("told", label=_("Told by mail"), accessor="get_told_display"),
        Column("applied_at", label=_("Applied"), accessor="applied_at", sort_key="applied_at"),
    )
    ordering = ("-applied_at", "-pk")
    filterset_class = office.ApplicationFilters
    search_columns = ("organisation_name", "title", "contact_name", "email", "public_id")
    export_columns = (
        "call.event.title",
        "organisation_name",
        "title",
        "state",
        "stand.number",
        "contact_name",
        "email",
        "phone",
        "tables",
        "needs_power",
        "power_for",
        "brings",
        "people",
        "shows",
        "applied_at",
        "decided_at",
        "told",
    )
    export_filename = "stands"
    export_headings: ClassVar = {"stand.number": _("Stand"), "call.event.title": _("Event")}
    select_related = ("call__event", "stand")
    scope_paths: ClassVar = office.PATHS
    save_action = staticmethod(applications.save)
    index_view_class = office.ApplicationIndexView
    inspect_view_class = office.ApplicationView
    inspect_template_name = "market/office/application.html"
    inspect_view_fields = (
        "state",
        "call",
        "organisation_name",
        "title",
        "shows",
        "contact_name",
        "email",
        "phone",
        "language",
        "tables",
        "needs_power",
        "power_for",
        "brings",
        "people",
        "organisation",
        "project",
        "reason",
        "applied_at",
        "decided_at",
        "told",
        "told_at",
        "came",
    )
    panels = (
        FieldPanel("call"),
        MultiFieldPanel(
            [FieldPanel("organisation_name"), FieldPanel("title"), FieldPanel("shows")], _("What is shown")
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone"), FieldPanel("language")]),
            ],
            _("Who applies"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("tables"), FieldPanel("people")]),
                FieldRowPanel([FieldPanel("needs_power"), FieldPanel("power_for")]),
                FieldPanel("brings"),
            ],
            _("What the stand needs"),
        ),
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_index_view_kwargs(**kwargs)
        # Which columns leave the house depends on who asks: see the view.
        given.pop("list_export", None)
        return {**given, "export_columns": tuple(self.export_columns)}

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("decide/<int:pk>/", office.decide, name="decide"),
            path("withdraw/<int:pk>/", office.withdraw, name="withdraw"),
            path("link/<int:pk>/", office.link, name="link"),
        ]


@hooks.register("register_admin_viewset")
def applications_list() -> ApplicationViewSet:
    return ApplicationViewSet()


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("market/", include((URLS, "market_office"), namespace="market_office"))]
