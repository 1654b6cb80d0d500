"""Figures, reports and what they are made of, in the office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.base import ViewSetGroup

from anpacken.accounts.office import OfficeViewSet
from anpacken.impact import jobs
from anpacken.impact.actions import balances, indicators, outcomes, press, prizes, publications
from anpacken.impact.forms.office import BalanceForm, PrizeForm
from anpacken.impact.models import AllianceYear, Indicator, OpeningBalance, Outcome, PressItem, Prize, Publication
from anpacken.impact.views import office


class YearViewSet(OfficeViewSet):
    model = AllianceYear
    name = "alliance_years"
    icon = "date"
    menu_label = _("Years and reports")
    list_display = ("number", "title", "starts_on", "ends_on", "cut_off_on", "is_published")
    list_filter = ("is_published",)
    search_columns = ("title",)
    export_columns = ("number", "title", "starts_on", "ends_on", "cut_off_on", "is_published")
    save_action = staticmethod(jobs.save_year)
    inspect_view_class = office.YearView
    inspect_template_name = "impact/office/year.html"
    inspect_view_fields = ("number", "title", "starts_on", "ends_on", "cut_off_on", "is_published")
    panels = (
        MultiFieldPanel(
            [FieldPanel("number"), FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("cut_off_on")], _("Dates")
        ),
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("foreword"), FieldPanel("review"), FieldPanel("outlook")],
            _("Texts of the report"),
        ),
        FieldPanel("is_published"),
    )

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("<int:pk>/make-pdf/", office.make_pdf, name="make_pdf")]


def _balance_url(balance: OpeningBalance) -> str:
    return reverse("opening_balances:inspect", args=[balance.pk])


class BalanceViewSet(OfficeViewSet):
    model = OpeningBalance
    name = "opening_balances"
    icon = "history"
    menu_label = _("Opening balances")
    index_view_class = office.BalanceIndexView
    inspect_view_class = office.BalanceView
    list_display = (
        TitleColumn("figure", label=_("Figure"), accessor=office.figure_words, get_url=_balance_url, sort_key="figure"),
        Column("part", label=_("Part"), accessor=office.part_words),
        Column("value", label=_("Value"), accessor=lambda balance: str(balance.count), sort_key="value"),
        Column("as_of", label=_("As of"), accessor="as_of", sort_key="as_of"),
    )
    filterset_class = office.BalanceFilters
    search_columns = ("figure", "part", "source")
    export_columns = ("figure", "part", "value", "word", "as_of", "source")
    save_action = staticmethod(balances.save)
    edit_handler = ObjectList(
        [
            FieldPanel("figure"),
            FieldPanel("part"),
            FieldPanel("value"),
            FieldPanel("word"),
            FieldPanel("as_of"),
            FieldPanel("source"),
        ],
        base_form_class=BalanceForm,
    )


class PublicationViewSet(OfficeViewSet):
    model = Publication
    name = "publications"
    icon = "doc-full"
    menu_label = _("Publications")
    list_display = ("title", "kind", "published_on", "is_special_issue")
    filterset_class = office.PublicationFilters
    search_columns = ("title", "summary")
    export_columns = ("kind", "title", "published_on", "date_precision", "is_special_issue", "event.title")
    select_related = ("event",)
    save_action = staticmethod(publications.save)
    form_fields = (
        "kind",
        "title",
        "summary",
        "published_on",
        "date_precision",
        "is_special_issue",
        "event",
        "paper",
    )


class PressViewSet(OfficeViewSet):
    model = PressItem
    name = "press"
    icon = "openquote"
    menu_label = _("Press review")
    list_display = ("outlet", "published_on", "event")
    list_filter = ("published_on",)
    search_columns = ("outlet",)
    export_columns = ("outlet", "published_on", "event.title")
    select_related = ("event",)
    save_action = staticmethod(press.save)
    form_fields = ("outlet", "published_on", "event")


class PrizeViewSet(OfficeViewSet):
    model = Prize
    name = "prizes"
    icon = "pick"
    menu_label = _("Prizes")
    list_display = ("name", "award_name", "winner", "awarded_on", "is_special_prize")
    list_filter = ("is_special_prize",)
    search_columns = ("name", "award_name", "winner__name", "winning_entry")
    export_columns = ("award_name", "name", "winner.name", "winning_entry", "endowment", "awarded_on")
    select_related = ("winner",)
    save_action = staticmethod(prizes.save)
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("award_name"), FieldPanel("name"), FieldPanel("is_special_prize"), FieldPanel("motto")],
                _("Prize"),
            ),
            MultiFieldPanel(
                [FieldPanel("winner"), FieldPanel("winning_entry"), FieldPanel("endowment"), FieldPanel("awarded_on")],
                _("Who won it, and when"),
            ),
            FieldPanel("jury"),
            FieldPanel("event"),
        ],
        base_form_class=PrizeForm,
    )


class OutcomeViewSet(OfficeViewSet):
    model = Outcome
    name = "outcomes"
    icon = "success"
    menu_label = _("Outcomes")
    list_display = ("title", "theme", "year", "happened_on")
    filterset_class = office.OutcomeFilters
    search_columns = ("title", "text", "source")
    export_columns = ("title", "theme.name", "year.number", "source", "happened_on")
    select_related = ("theme", "year")
    save_action = staticmethod(outcomes.save)
    form_fields = (
        "year",
        "theme",
        "title",
        "text",
        "source",
        "happened_on",
        "date_precision",
        "link_to_alliance",
        "position",
    )


class IndicatorViewSet(OfficeViewSet):
    model = Indicator
    name = "indicators"
    icon = "view"
    menu_label = _("Indicators")
    list_display = ("name", "theme", "unit", "position")
    list_filter = ("theme",)
    search_columns = ("name", "note")
    export_columns = ("slug", "name", "unit", "theme.name")
    select_related = ("theme",)
    save_action = staticmethod(indicators.save)
    panels = (
        FieldPanel("slug"),
        FieldPanel("name"),
        FieldPanel("unit"),
        FieldPanel("note"),
        FieldPanel("theme"),
        FieldPanel("position"),
        InlinePanel("points", heading=_("Values"), label=_("Value")),
    )


class ImpactGroup(ViewSetGroup):
    items = (
        YearViewSet,
        BalanceViewSet,
        OutcomeViewSet,
        IndicatorViewSet,
        PrizeViewSet,
        PublicationViewSet,
        PressViewSet,
    )
    menu_label = _("Impact")
    menu_icon = "success"
    menu_order = 400


class FiguresMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(office.VIEW_FIGURES)


@hooks.register("register_admin_viewset")
def impact_lists() -> ImpactGroup:
    return ImpactGroup()


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("figures/", office.figures, name="impact_figures")]


@hooks.register("register_admin_menu_item")
def figures_item() -> MenuItem:
    return FiguresMenuItem(_("Figures"), reverse("impact_figures"), name="figures", icon_name="decimal", order=390)
