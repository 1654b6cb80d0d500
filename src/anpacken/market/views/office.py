"""Applications in the office: the list with its filters, one application, deciding and linking."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.filters import WagtailFilterSet

from anpacken.accounts import rules as account_rules
from anpacken.accounts.choices import Role
from anpacken.accounts.office import OfficeIndexView, OfficeInspectView
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.mail import queries as mail_queries
from anpacken.market import rules
from anpacken.market.actions import applications, linking, review
from anpacken.market.choices import ApplicationState
from anpacken.market.forms.office import DecisionForm
from anpacken.market.models import Application, Call
from anpacken.market.queries import candidates

VIEW, CHANGE = "market.view_application", "market.change_application"
ADD_PROJECT = "network.add_project"
# The lookups from an application and from a call to what a limited role is limited to.
PATHS = {Role.REGIONAL: "call__event__region__code"}
CALL_PATHS = {Role.REGIONAL: "event__region__code"}


def reached(request: HttpRequest, pk: int) -> Application:
    """The application, for whoever may change it."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    found = Application.objects.select_related("call__event", "organisation", "project")
    return get_object_or_404(account_rules.limited(found, request.user, CHANGE, PATHS), pk=pk)


class ApplicationFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State of the application"), choices=ApplicationState.choices, widget=forms.RadioSelect
    )
    call = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Event"),
        queryset=lambda request: account_rules.limited(
            Call.objects.select_related("event"), request.user, VIEW, CALL_PATHS
        ),
        widget=forms.Select,
    )
    needs_power = django_filters.BooleanFilter(label=gettext_lazy("Needs power"))
    has_stand = django_filters.BooleanFilter(
        label=gettext_lazy("Has a stand on the plan"), field_name="stand", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Application
        fields = ("state", "call", "needs_power", "has_stand")


class ApplicationIndexView(OfficeIndexView):
    """Applications. Needs leave the house with the office only."""

    export_columns: tuple[str, ...] = ()

    @cached_property
    def list_export(self) -> list[str]:
        columns = list(self.export_columns)
        return [*columns, "support_needs"] if account_rules.may_see_support_needs(self.request.user) else columns


class ApplicationView(OfficeInspectView):
    """One application: what was written, what was decided, its mails, and what can be done."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, application = self.request.user, self.object
        at = clock.now()
        may_change = user.has_perm(CHANGE)
        own = {
            "mails": mail_queries.about(application),
            "may_change": may_change,
            "may_see_support_needs": account_rules.may_see_support_needs(user),
            "decision": DecisionForm(initial={"state": application.state, "reason": application.reason}),
            "can_decide": may_change
            and application.state != ApplicationState.WITHDRAWN
            and not rules.is_over(application.call, at=at),
            "can_withdraw": may_change and rules.can_withdraw(application, at=at),
            "stand": getattr(application, "stand", None),
            "market_url": reverse("market_office:market", args=[application.call.event.public_id]),
        }
        return {**own, **super().get_context_data(**kwargs)}


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accepts, declines, or puts on the waiting list."""
    application = reached(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("stand_applications:inspect", pk)
    try:
        review.decide(
            application=application,
            state=form.decision(),
            reason=form.cleaned_data["reason"],
            by=actor(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Decided. The applicant is told with the next decision mails."))
    return redirect("stand_applications:inspect", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraws an application for somebody who asked the office to."""
    application = reached(request, pk)
    try:
        applications.withdraw(application=application, by=actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The application is withdrawn, and the applicant is told by mail."))
    return redirect("stand_applications:inspect", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Connects an application with an organisation of the register and with a project, or drafts one from it."""
    application = reached(request, pk)
    words = request.GET.get("q", "")[:100].strip()
    organisations: QuerySet[Any] = candidates.organisations(application, words, user=request.user)
    projects: QuerySet[Any] = candidates.projects(application, words, user=request.user)
    if request.method == "POST":
        return _linked(request, application)
    title = _("Link with register and project")
    context = {
        "application": application,
        "words": words,
        "organisations": list(organisations[: candidates.MOST]),
        "projects": list(projects[: candidates.MOST]),
        "may_draft": request.user.has_perm(ADD_PROJECT) and application.project is None,
        "page_title": title,
        "header_title": title,
        "page_subtitle": str(application),
        "header_icon": "link",
        "breadcrumbs_items": [
            {"url": reverse("stand_applications:index"), "label": _("Applications for stands")},
            {"url": reverse("stand_applications:inspect", args=[pk]), "label": str(application)},
            {"url": "", "label": title},
        ],
    }
    return render(request, "market/office/link.html", context)


def _linked(request: HttpRequest, application: Application) -> HttpResponse:
    by, at = actor(request), clock.now()
    try:
        if request.POST.get("deed") == "draft":
            if not request.user.has_perm(ADD_PROJECT):
                raise PermissionDenied
            project = linking.draft_project(application=application, by=by, at=at)
            messages.success(request, _("A draft of the project is made. Please look it through and publish it."))
            return redirect("projects:inspect", project.pk)
        organisation, project_chosen = candidates.chosen(
            application,
            organisation=request.POST.get("organisation", ""),
            project=request.POST.get("project", ""),
            user=request.user,
        )
        linking.link(application=application, organisation=organisation, project=project_chosen, by=by, at=at)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("stand_applications:link", application.pk)
    messages.success(request, _("Linked."))
    return redirect("stand_applications:inspect", application.pk)


def actor(request: HttpRequest) -> Actor:
    return request.user.as_actor()  # type: ignore[union-attr]
