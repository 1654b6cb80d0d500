"""The jobs' place in the office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from anpacken.jobs import views

URLS = [
    path("", views.JobsView.as_view(), name="index"),
    path("results/", views.JobsView.as_view(results_only=True), name="index_results"),
    path("tasks/<uuid:pk>/", views.task, name="task"),
    path("tasks/<uuid:pk>/run-again/", views.task_run_again, name="task_run_again"),
    path("schedules/<slug:public_id>/run-again/", views.schedule_run_again, name="schedule_run_again"),
]


class JobsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(views.VIEW)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("jobs/", include((URLS, "jobs"), namespace="jobs"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return JobsMenuItem(_("Jobs"), reverse("jobs:index"), name="jobs", icon_name="cogs", order=620)
