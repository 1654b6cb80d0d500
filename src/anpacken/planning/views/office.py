"""Checklists, what is to be done, and the calendar of all that is planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.events.models import Event
from anpacken.events.queries.reach import reaches
from anpacken.events.views import around
from anpacken.planning import queries
from anpacken.planning.actions import tasks
from anpacken.planning.forms import TaskForm
from anpacken.planning.models import Task

DEEDS = {"done": tasks.tick, "open": tasks.untick, "remove": tasks.remove}
MONTHS = 3


@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: HttpRequest, event_pk: int) -> HttpResponse:
    """The list of one event, and the form for a further task."""
    event = around.reached(request, queries.VIEW, pk=event_pk)
    if request.method != "POST":
        return _checklist_page(request, event, TaskForm())
    around.reached(request, queries.CHANGE, pk=event_pk)
    form = TaskForm(request.POST)
    if form.is_valid():
        try:
            tasks.add(event=event, by=around.actor(request), at=clock.now(), **form.details())
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("The task is on the list."))
            return redirect("planning:checklist", event.pk)
    return _checklist_page(request, event, form, status=422)


@require_POST
def lay_out(request: HttpRequest, event_pk: int) -> HttpResponse:
    """Adds what is usual for an event of this format."""
    event = around.reached(request, queries.CHANGE, pk=event_pk)
    try:
        count = tasks.lay_out(event=event, by=around.actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        said = ngettext("%(count)d task is on the list now.", "%(count)d tasks are on the list now.", count)
        messages.success(request, said % {"count": count})
    return redirect("planning:checklist", event.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of one task."""
    found = _task(request, pk)
    form = TaskForm(request.POST if request.method == "POST" else None, task=found)
    if request.method == "POST" and form.is_valid():
        try:
            tasks.change(task=found, by=around.actor(request), at=clock.now(), **form.details())
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("The task is changed."))
            return redirect("planning:checklist", found.event_id)
    status, event = 422 if request.method == "POST" else 200, found.event
    way = [(_("Checklist"), reverse("planning:checklist", args=[event.pk]))]
    page = "planning/office/task.html"
    return _page(request, page, found.title, event=event, way=way, status=status, form=form, task=found)


@require_POST
def deed(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ticks a task, takes the tick back, or removes it; then back to where the button was pressed."""
    found = _task(request, pk)
    DEEDS[name](task=found, by=around.actor(request), at=clock.now())
    if request.POST.get("back") == "to_do":
        return redirect("planning:to_do")
    return redirect("planning:checklist", found.event_id)


@require_GET
def to_do(request: HttpRequest) -> HttpResponse:
    """What is open over all events, the most urgent first."""
    _check(request, queries.VIEW)
    only_own = request.GET.get("whose") == "mine"
    lines = queries.to_do(request.user, on=clock.today(), only_own=only_own)
    page = Paginator(lines, 25).get_page(request.GET.get("p"))
    context: dict[str, Any] = {
        "page": page,
        "only_own": only_own,
        "may_change": request.user.has_perm(queries.CHANGE),
    }
    return _page(request, "planning/office/to_do.html", _("What is to be done"), **context)


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """All that is planned, three months at a time."""
    _check(request, queries.VIEW)
    today = clock.today()
    first = _month(request.GET.get("month", ""), today)
    context: dict[str, Any] = {
        "months": queries.months(request.user, first=first, count=MONTHS, on=today),
        "earlier": _moved(first, -MONTHS),
        "later": _moved(first, MONTHS),
        "this": today.replace(day=1),
        "is_now": first == today.replace(day=1),
    }
    return _page(request, "planning/office/calendar.html", _("Planning calendar"), **context)


def _checklist_page(request: HttpRequest, event: Event, form: TaskForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "lines": queries.checklist(event, on=clock.today()),
        "form": form,
        "may_change": reaches(request.user, event, queries.CHANGE),
    }
    return _page(request, "planning/office/checklist.html", _("Checklist"), event=event, status=status, **context)


def _month(given: str, today: date) -> date:
    try:
        found = date.fromisoformat(f"{given}-01")
    except ValueError:
        found = today
    # The calendar of the year 1 has no month before it.
    return found.replace(day=1) if 2000 <= found.year <= 2200 else today.replace(day=1)


def _moved(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _task(request: HttpRequest, pk: int) -> Task:
    found = get_object_or_404(Task.objects.select_related("event"), pk=pk)
    around.reached(request, queries.CHANGE, pk=found.event_id)
    return found


def _check(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied


def _page(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    event: Event | None = None,
    way: Sequence[tuple[str, str]] = (),
    status: int = 200,
    **given: Any,
) -> HttpResponse:
    return around.page(request, template, event, title, given, icon="calendar-check", way=way, status=status)
