"""Figures and reports in the office."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.filters import WagtailFilterSet

from anpacken.accounts.office import OfficeIndexView, OfficeInspectView
from anpacken.alliance.models import Theme
from anpacken.core import languages
from anpacken.impact import jobs
from anpacken.impact.choices import PublicationKind
from anpacken.impact.figures import FIGURES
from anpacken.impact.forms.filters import CutOffForm
from anpacken.impact.models import AllianceYear, OpeningBalance, Outcome, Publication
from anpacken.impact.pdf import kept
from anpacken.impact.queries.figures import statements
from anpacken.impact.queries.report.results import figure_line

VIEW_FIGURES = "impact.view_openingbalance"
CHANGE_YEAR = "impact.change_allianceyear"


FIGURE_WORDS = {figure.key: figure.label for figure in FIGURES}
PART_WORDS = {(figure.key, part.key): part.label for figure in FIGURES for part in figure.parts}


class BalanceFilters(WagtailFilterSet):
    figure = django_filters.ChoiceFilter(
        label=gettext_lazy("Figure"),
        choices=[(figure.key, figure.label) for figure in FIGURES if figure.takes_balance],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = OpeningBalance
        fields = ("figure",)


class PublicationFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=PublicationKind.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Publication
        fields = ("kind",)


class OutcomeFilters(WagtailFilterSet):
    theme = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Theme"), queryset=Theme.objects.all(), widget=forms.RadioSelect
    )
    year = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Alliance year"), queryset=AllianceYear.objects.all(), widget=forms.RadioSelect
    )

    class Meta:
        model = Outcome
        fields = ("theme", "year")


def figure_words(balance: OpeningBalance) -> str:
    """The figure that a balance belongs to, as it is called everywhere else."""
    return str(FIGURE_WORDS.get(balance.figure, balance.figure))


def part_words(balance: OpeningBalance) -> str:
    return str(PART_WORDS.get((balance.figure, balance.part), balance.part))


class BalanceIndexView(OfficeIndexView):
    """Opening balances, in the words of the figures and not in their keys."""

    def to_row_dict(self, item: models.Model) -> dict[str, Any]:
        words = {"figure": figure_words(item), "part": part_words(item)} if isinstance(item, OpeningBalance) else {}
        return {**super().to_row_dict(item), **words}


class BalanceView(OfficeInspectView):
    def get_page_subtitle(self) -> str:
        return ": ".join(filter(None, (figure_words(self.object), part_words(self.object))))

    def get_figure_display_value(self) -> str:
        return figure_words(self.object)

    def get_part_display_value(self) -> str:
        return part_words(self.object)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """All figures at a cut-off day, with the ways to their records and balances."""
    if not request.user.has_perm(VIEW_FIGURES):
        raise PermissionDenied
    form = CutOffForm(request.GET)
    with translation.override(languages.source()):
        addresses = {figure.key: reverse("impact:figure", args=[figure.key]) + form.query for figure in FIGURES}
    form.fields["am"].initial = form.day
    context = {
        "form": form,
        "at": form.day,
        "rows": [(figure_line(each), each, addresses[each.figure.key]) for each in statements(at=form.day)],
        "page_title": _("Figures"),
        "header_title": _("Figures"),
        "header_icon": "decimal",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Figures")},
        ],
    }
    return render(request, "impact/office/figures.html", context)


class YearView(OfficeInspectView):
    """An alliance year with its report: where it stands, and a button that has the PDF made."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = self.object
        with translation.override(languages.source()):
            page, pdf = (reverse(f"impact:{name}", args=[year.number]) for name in ("report", "report_pdf"))
        own = {
            "report_href": page if year.is_published else "",
            "pdf_href": pdf if year.is_published else "",
            "made": [languages.language(code) for code in languages.codes() if kept.is_made(year, language=code)],
            "may_make": self.request.user.has_perm(CHANGE_YEAR),
        }
        return {**own, **super().get_context_data(**kwargs)}


@require_POST
def make_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Has the worker make the report's PDF in every language."""
    user = request.user
    if not user.has_perm(CHANGE_YEAR):
        raise PermissionDenied
    year = get_object_or_404(AllianceYear, pk=pk)
    jobs.ask_for_report(year=year, by=user.as_actor())  # type: ignore[union-attr]
    messages.success(request, _("The PDF is being made. It is ready in a moment."))
    return redirect("alliance_years:inspect", pk)
