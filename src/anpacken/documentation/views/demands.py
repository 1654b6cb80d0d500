"""Demands across events in the office: the list, one demand, handing it on."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet

from anpacken.accounts import rules as account_rules
from anpacken.accounts.choices import Role
from anpacken.accounts.office import OfficeInspectView
from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.documentation.actions import demands
from anpacken.documentation.choices import DemandState
from anpacken.documentation.models import Demand
from anpacken.events.queries.reach import events_of
from anpacken.events.views.around import actor

VIEW, CHANGE = "documentation.view_demand", "documentation.change_demand"
PATHS = {Role.REGIONAL: "documentation__event__region__code"}
DEEDS = {"hand-on": demands.hand_on, "take-back": demands.take_back}


class DemandFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State of the demand"), choices=DemandState.choices, widget=forms.RadioSelect
    )
    event = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Event"),
        field_name="documentation__event",
        queryset=lambda request: events_of(request.user, VIEW).filter(documentation__demands__isnull=False).distinct(),
        widget=forms.Select,
    )

    class Meta:
        model = Demand
        fields = ("state", "event")


class DemandView(OfficeInspectView):
    """One demand, with what can be done."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.object.documentation.event
        own = {
            "may_change": self.request.user.has_perm(CHANGE),
            "is_handed_on": self.object.state == DemandState.HANDED_ON,
            "documentation_url": reverse("documentation_office:documentation", args=[event.public_id]),
        }
        return {**own, **super().get_context_data(**kwargs)}


@require_POST
def deed(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Hands a demand on, or takes that back; then back to where the button was pressed."""
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    reached = account_rules.limited(Demand.objects.select_related("documentation__event"), request.user, CHANGE, PATHS)
    demand = get_object_or_404(reached, pk=pk)
    try:
        DEEDS[name](demand=demand, by=actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        said = {"hand-on": _("The demand is handed on."), "take-back": _("The demand is no longer handed on.")}
        messages.success(request, said[name])
    if request.POST.get("back") == "documentation":
        return redirect("documentation_office:documentation", demand.documentation.event.public_id)
    return redirect("demands:inspect", pk)
