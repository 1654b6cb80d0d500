"""Outcomes, publications and press articles."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anpacken.core.page_cache import keep
from anpacken.impact.forms.filters import OutcomeFilterForm, PressFilterForm, PublicationFilterForm, understood
from anpacken.impact.queries import lists
from anpacken.impact.queries.report.results import indicators
from anpacken.impact.views.breadcrumb import crumbs

PER_PAGE = 25
SECONDS = 600


@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    form = OutcomeFilterForm(request.GET)
    page = Paginator(lists.outcomes(**understood(form)), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs((_("Impact"), None)),
        "form": form,
        "page": page,
        "indicators": indicators() if page.number == 1 else (),
    }
    return keep(render(request, "impact/outcomes.html", context), "reports", "alliance", seconds=SECONDS)


@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    form = PublicationFilterForm(request.GET)
    page = Paginator(lists.publications(**understood(form)), PER_PAGE).get_page(request.GET.get("page"))
    context = {"crumbs": crumbs((_("Publications"), None)), "form": form, "page": page}
    return keep(render(request, "impact/publications.html", context), "reports", "events", "alliance", seconds=SECONDS)


@require_safe
def press(request: HttpRequest) -> HttpResponse:
    form = PressFilterForm(request.GET)
    page = Paginator(lists.press(**understood(form)), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs((_("Publications"), reverse("impact:publications")), (_("Press review"), None)),
        "form": form,
        "page": page,
    }
    return keep(render(request, "impact/press.html", context), "reports", "events", seconds=SECONDS)
