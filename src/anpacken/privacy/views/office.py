"""Retention in the office: what is kept how long, what is due, and deleting it by hand after a look at it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.privacy import jobs, retention
from anpacken.privacy.actions import retention as actions
from anpacken.privacy.forms import PeriodForm
from anpacken.privacy.queries import record as record_queries
from anpacken.privacy.queries import retention as queries

VIEW, CHANGE = "privacy.view_retentionperiod", "privacy.change_retentionperiod"
# Up to so many records are met while somebody waits; more of them in the background.
AT_ONCE = 200


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every rule with its period, what is due now, and when it was last kept to."""
    _check(request, VIEW)
    at = clock.now()
    lines = [(held, queries.count(held, at=at)) for held in queries.standings()]
    return _page(request, "privacy/office/index.html", _("Retention"), [], lines=lines)


@require_GET
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """One rule: why, how long, and a preview that names nobody."""
    _check(request, VIEW)
    return _rule_page(request, _found(name))


@require_POST
def set_days(request: HttpRequest, name: str) -> HttpResponse:
    _check(request, CHANGE)
    found = _found(name)
    form = PeriodForm(found, request.POST)
    if form.is_valid():
        try:
            by = request.user.as_actor()  # type: ignore[union-attr]
            actions.set_days(rule=found, days=form.cleaned_data["days"], by=by, at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("The period is changed. Nothing is deleted before the next run."))
            return redirect("retention:rule", name)
    return _rule_page(request, found, form, status=422)


@require_POST
def apply(request: HttpRequest, name: str) -> HttpResponse:
    """Deletes what is due now; much of it in the background."""
    _check(request, CHANGE)
    found, at = _found(name), clock.now()
    due = queries.count(queries.standing(found), at=at)
    if due > AT_ONCE:
        jobs.apply_now.enqueue(found.name, request.user.public_id)  # type: ignore[union-attr]
        messages.success(request, _("It has begun in the background. Have another look in a few minutes."))
    else:
        met = actions.apply(rule=found, by=request.user.as_actor(), at=at)  # type: ignore[union-attr]
        text = ngettext("Done: %(count)s record.", "Done: %(count)s records.", met)
        messages.success(request, text % {"count": met})
    return redirect("retention:rule", name)


@require_GET
def record(request: HttpRequest) -> HttpResponse:
    """The record of processing (GDPR, Article 30), to read and to print."""
    _check(request, VIEW)
    context = {"entries": record_queries.entries(), "measures": record_queries.measures(), "made_on": clock.today()}
    return render(request, "privacy/office/record.html", context)


def _rule_page(
    request: HttpRequest, found: retention.Rule, form: PeriodForm | None = None, *, status: int = 200
) -> HttpResponse:
    held = queries.standing(found)
    crumbs = [{"url": reverse("retention:index"), "label": _("Retention")}]
    context = {
        "held": held,
        "rule": found,
        "preview": queries.preview(held, at=clock.now()),
        "form": form or PeriodForm(found, initial={"days": held.days}),
        "may_change": request.user.has_perm(CHANGE),
        "shown": queries.SHOWN,
    }
    answer = _page(request, "privacy/office/rule.html", str(found.what), crumbs, **context)
    answer.status_code = status
    return answer


def _page(
    request: HttpRequest, template: str, title: str, crumbs: list[dict[str, str]], **context: Any
) -> TemplateResponse:
    frame = {
        "page_title": title,
        "header_title": title,
        "header_icon": "lock",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            *crumbs,
            {"url": "", "label": title},
        ],
    }
    return TemplateResponse(request, template, {**frame, **context})


def _found(name: str) -> retention.Rule:
    found = retention.named(name)
    if found is None:
        raise Http404
    return found


def _check(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied
