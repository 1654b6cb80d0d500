"""Numbers for the office: of one event, and of the events of some time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from anpacken.accounts import rules as account_rules
from anpacken.audit.forms import ExportForm
from anpacken.core import clock, spreadsheets
from anpacken.events.models import Event
from anpacken.events.views import around
from anpacken.statistics import actions, report, tables
from anpacken.statistics.forms import CompareForm, PeriodForm
from anpacken.statistics.queries import comparing, periods

VIEW = "events.view_registration"
ICON = "table"


@never_cache
@require_safe
def event(request: HttpRequest, public_id: str) -> HttpResponse:
    """One event in figures, beside up to two earlier ones."""
    found, form = _compared(request, public_id)
    given = {
        "form": form,
        "report": _report(request, found, form.events),
        "query": request.GET.urlencode(),
        "may_export": account_rules.may_export(request.user),
    }
    return around.page(request, "statistics/office/event.html", found, _("Statistics"), given, icon=ICON)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def event_export(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The same as a file."""
    found, form = _compared(request, public_id)
    back = reverse("statistics_office:event", args=[public_id])
    of_it = _report(request, found, form.events)
    return _export(request, found, tables.of_event(of_it), name=f"statistics-{found.slug}", back=back, event=found)


@never_cache
@require_safe
def period(request: HttpRequest) -> HttpResponse:
    """The events of some time, and the time before."""
    form = _period_form(request)
    among = _among(request, form)
    this, before = form.period, form.period.before
    each, each_before = periods.of(among, this, before, at=clock.now())
    given = {
        "form": form,
        "period": this,
        "before": before,
        "each": report.rows(each),
        "lines": report.together(periods.together(this, among, each), periods.together(before, among, each_before)),
        "years": periods.years(request.user, VIEW),
        "query": request.GET.urlencode(),
        "may_export": account_rules.may_export(request.user),
    }
    return around.page(request, "statistics/office/period.html", None, _("Events in figures"), given, icon=ICON)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def period_export(request: HttpRequest) -> HttpResponseBase:
    """The list of the events of some time as a file."""
    form = _period_form(request)
    (each,) = periods.of(_among(request, form), form.period, at=clock.now())
    name = f"events-{form.period.first}-{form.period.last}"
    back = reverse("statistics_office:period")
    return _export(request, request.user, tables.of_period(each), name=name, back=back, events=len(each))  # type: ignore[arg-type]


def _compared(request: HttpRequest, public_id: str) -> tuple[Event, CompareForm]:
    found = around.reached(request, VIEW, public_id=public_id)
    among = comparing.earlier(found, request.user, VIEW)
    return found, CompareForm(request.GET, among=among, usual=comparing.usual(found, among))


def _report(request: HttpRequest, found: Event, compared: Sequence[Event]) -> report.Report:
    sensitive = account_rules.may_see_support_needs(request.user)
    return report.of(found, compared, at=clock.now(), with_sensitive=sensitive)


def _period_form(request: HttpRequest) -> PeriodForm:
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    return PeriodForm(request.GET)


def _among(request: HttpRequest, form: PeriodForm) -> models.QuerySet[Event]:
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return periods.chosen(request.user, VIEW, kind=given.get("format", ""), region=given.get("region"))


def _export(
    request: HttpRequest,
    of: models.Model,
    rows: Iterable[Sequence[object]],
    *,
    name: str,
    back: str,
    event: Event | None = None,
    **details: Any,
) -> HttpResponseBase:
    """Asks for the purpose, writes it down and hands the file out."""
    if not account_rules.may_export(request.user):
        raise PermissionDenied
    form = ExportForm(request.POST if request.method == "POST" else None)
    query = request.GET.urlencode()
    if request.method != "POST" or not form.is_valid():
        way = [(_("Statistics") if event else _("Events in figures"), back)]
        given = {"form": form, "back": f"{back}?{query}" if query else back}
        status = 422 if request.method == "POST" else 200
        template = "statistics/office/export.html"
        return around.page(request, template, event, _("Export"), given, icon="download", way=way, status=status)
    kind = form.cleaned_data["format"]
    purpose = form.cleaned_data["purpose"]
    actions.note_exported(of=of, purpose=purpose, kind=kind, by=around.actor(request), at=clock.now(), **details)
    if kind == "xlsx":
        return FileResponse(spreadsheets.as_xlsx(rows), as_attachment=True, filename=f"{name}.xlsx")
    answer = StreamingHttpResponse(spreadsheets.as_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
