"""Periodic jobs and tasks in the office: how they stand, why they failed, and "run again"."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST
from django_tasks_db.models import DBTaskResult
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.jobs import queries
from anpacken.jobs.actions import schedules, tasks
from anpacken.jobs.models import Schedule
from anpacken.jobs.tasks import TaskResultStatus

VIEW, CHANGE = "jobs.view_schedule", "jobs.change_schedule"

STATUS_WORDS = {
    TaskResultStatus.READY: pgettext_lazy("job", "waiting"),
    TaskResultStatus.RUNNING: pgettext_lazy("job", "running"),
    TaskResultStatus.FAILED: pgettext_lazy("job", "failed"),
    TaskResultStatus.SUCCESSFUL: pgettext_lazy("job", "done"),
}


class TaskFilters(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=list(STATUS_WORDS.items()), widget=forms.RadioSelect
    )

    class Meta:
        model = DBTaskResult
        fields = ("status",)


class RunAgainColumn(Column):
    cell_template_name = "jobs/office/run_again_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        user = context["request"].user
        return context | {
            "is_failed": instance.status == TaskResultStatus.FAILED and user.has_perm(CHANGE),
            "address": reverse("jobs:task_run_again", args=[instance.pk]),
            "name": queries.task_name(instance),
        }


class JobsView(BaseListingView):
    """The periodic jobs in full, and the tasks page by page."""

    model = DBTaskResult
    template_name = "jobs/office/jobs.html"
    filterset_class = TaskFilters
    is_searchable = True
    paginate_by = 25
    default_ordering = "-enqueued_at"
    index_url_name = "jobs:index"
    index_results_url_name = "jobs:index_results"
    page_title = gettext_lazy("Jobs")
    header_icon = "cogs"
    verbose_name_plural = gettext_lazy("tasks")
    _show_breadcrumbs = True

    columns = (
        TitleColumn(
            "name",
            label=gettext_lazy("Task"),
            accessor=queries.task_name,
            get_url=lambda row: reverse("jobs:task", args=[row.pk]),
        ),
        Column("status", label=gettext_lazy("State"), accessor=lambda row: STATUS_WORDS[TaskResultStatus(row.status)]),
        DateColumn("enqueued_at", label=gettext_lazy("Queued"), sort_key="enqueued_at"),
        DateColumn("finished_at", label=gettext_lazy("Finished"), sort_key="finished_at"),
        Column("attempts", label=gettext_lazy("Tries"), accessor=lambda row: len(row.worker_ids)),
        RunAgainColumn("again", label=gettext_lazy("What you can do")),
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _check(request, VIEW)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def search_queryset(self, queryset: Any) -> Any:
        words = self.search_query.replace("\x00", "") if self.is_searching else ""
        return queryset.filter(task_path__icontains=words) if words else queryset

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        at = clock.now()
        return super().get_context_data(*args, **kwargs) | {
            "lines": [] if self.results_only else queries.schedule_lines(at=at),
            "workers": queries.living_workers(at=at),
            "counts": [(STATUS_WORDS[TaskResultStatus(key)], number) for key, number in queries.task_counts().items()],
            "may_change": self.request.user.has_perm(CHANGE),
        }


@require_GET
def task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One task with the reason for which it failed. What it was called with is not shown: it may name persons."""
    _check(request, VIEW)
    row = get_object_or_404(DBTaskResult, pk=pk)
    context = {
        "row": row,
        "name": queries.task_name(row),
        "status": STATUS_WORDS[TaskResultStatus(row.status)],
        "starts_at": queries.starts_at(row),
        "is_failed": row.status == TaskResultStatus.FAILED,
        "may_change": request.user.has_perm(CHANGE),
        "page_title": queries.task_name(row),
        "header_title": queries.task_name(row),
        "header_icon": "cogs",
        "breadcrumbs_items": [
            {"url": reverse("jobs:index"), "label": _("Jobs")},
            {"url": "", "label": queries.task_name(row)},
        ],
    }
    return TemplateResponse(request, "jobs/office/task.html", context)


@require_POST
def schedule_run_again(request: HttpRequest, public_id: str) -> HttpResponse:
    _check(request, CHANGE)
    row = get_object_or_404(Schedule, public_id=public_id)
    try:
        schedules.run_again(row=row, by=request.user.as_actor())  # type: ignore[union-attr]
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("“%(name)s” runs within the next seconds.") % {"name": row.name})
    return redirect("jobs:index")


@require_POST
def task_run_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    _check(request, CHANGE)
    row = get_object_or_404(DBTaskResult, pk=pk)
    try:
        tasks.run_again(row=row, by=request.user.as_actor())  # type: ignore[union-attr]
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("“%(name)s” runs within the next seconds.") % {"name": queries.task_name(row)})
    return redirect("jobs:index")


def _check(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied
