"""Planning in the office's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from anpacken.planning import queries
from anpacken.planning.views import office

URLS = [
    path("", office.to_do, name="to_do"),
    path("calendar/", office.calendar, name="calendar"),
    path("event/<int:event_pk>/", office.checklist, name="checklist"),
    path("event/<int:event_pk>/usual/", office.lay_out, name="lay_out"),
    path("task/<int:pk>/", office.task, name="task"),
    path("task/<int:pk>/done/", office.deed, {"name": "done"}, name="tick"),
    path("task/<int:pk>/open/", office.deed, {"name": "open"}, name="untick"),
    path("task/<int:pk>/remove/", office.deed, {"name": "remove"}, name="remove"),
]


class PlanningMenuItem(SubmenuMenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(queries.VIEW)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("planning/", include((URLS, "planning"), namespace="planning"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    items = [
        MenuItem(_("What is to be done"), reverse("planning:to_do"), name="to_do", icon_name="tasks", order=10),
        MenuItem(_("Planning calendar"), reverse("planning:calendar"), name="calendar", icon_name="calendar", order=20),
    ]
    return PlanningMenuItem(_("Planning"), Menu(items=items), name="planning", icon_name="calendar-check", order=190)


@hooks.register("insert_global_admin_css")
def stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("planning/planning.css"))
