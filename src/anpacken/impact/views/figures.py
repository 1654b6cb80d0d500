"""The figures, and for each one how it is made. Nothing here is about the visitor."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anpacken.core.page_cache import keep
from anpacken.impact.errors import UnknownFigure
from anpacken.impact.forms.filters import CutOffForm
from anpacken.impact.queries import figures as queries
from anpacken.impact.queries.report.results import figure_line
from anpacken.impact.views.breadcrumb import crumbs

PER_PAGE = 25
TAGS = ("figures", "events", "supporters", "alliance")
"""Figures are made of events and supporters too, so their pages go stale with them."""
SECONDS = 600


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    form = CutOffForm(request.GET)
    found = queries.statements(at=form.day)
    context = {
        "crumbs": crumbs((_("Figures"), None)),
        "form": form,
        "at": form.day,
        "query": form.query,
        "lines": [figure_line(each) for each in found],
    }
    return keep(render(request, "impact/figures.html", context), *TAGS, seconds=SECONDS)


@require_safe
def figure(request: HttpRequest, key: str) -> HttpResponse:
    form = CutOffForm(request.GET)
    try:
        found = queries.statement(key, at=form.day)
    except UnknownFigure:
        raise Http404 from None
    entries = queries.entries(key, at=form.day) if found.is_known else None
    context = {
        "crumbs": crumbs((_("Figures"), reverse("impact:figures") + form.query), (str(found.figure.label), None)),
        "form": form,
        "at": form.day,
        "figure": found,
        "line": figure_line(found),
        "page": entries.page(request.GET.get("page"), size=PER_PAGE) if entries is not None else None,
    }
    return keep(render(request, "impact/figure.html", context), *TAGS, seconds=SECONDS)
