"""Statistics in the office: an entry of their own for all events, a page on each event's record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from anpacken.statistics.views import office

EVENT = "<public_id:public_id>/"
URLS = [
    path("", office.period, name="period"),
    path("export/", office.period_export, name="period_export"),
    path(EVENT, office.event, name="event"),
    path(f"{EVENT}export/", office.event_export, name="event_export"),
]


class StatisticsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(office.VIEW)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("statistics/", include((URLS, "statistics_office"), namespace="statistics_office"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    address = reverse("statistics_office:period")
    return StatisticsMenuItem(_("Statistics"), address, name="statistics", icon_name=office.ICON, order=210)


@hooks.register("insert_global_admin_css")
def stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("statistics/statistics.css"))
