"""Projects in the office: filters, a record with what can be done to it, and the doing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet

from anpacken.accounts import rules as account_rules
from anpacken.accounts.choices import Role
from anpacken.accounts.office import OfficeInspectView
from anpacken.alliance.models import Theme
from anpacken.core import languages
from anpacken.core.refusals import Refusal
from anpacken.network import rules
from anpacken.network.actions import projects
from anpacken.network.choices import ProjectState
from anpacken.network.models import Project
from anpacken.places.models import Region

CHANGE = "network.change_project"
# Whose projects a limited role reaches.
PATHS: Mapping[Role, str] = {Role.REGIONAL: "district__region__code", Role.MEMBER: "organisation__public_id"}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done to a project by one press of a button."""

    name: str
    state: ProjectState
    label: Promise | str
    done: Promise | str
    act: Callable[..., None]


DEEDS = {
    deed.name: deed
    for deed in (
        Deed(
            "publish",
            ProjectState.PUBLISHED,
            _("Publish"),
            _("The project is public now."),
            projects.publish,
        ),
        Deed(
            "withdraw",
            ProjectState.DRAFT,
            _("Back to draft"),
            _("The project is a draft again and no longer public."),
            projects.withdraw,
        ),
        Deed(
            "retire",
            ProjectState.RETIRED,
            _("Retire"),
            _("The project is retired and no longer public."),
            projects.retire,
        ),
    )
}


class ProjectFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=ProjectState.choices, widget=forms.RadioSelect)
    themes = django_filters.ModelChoiceFilter(label=_("Theme"), queryset=Theme.objects.all(), widget=forms.RadioSelect)
    region = django_filters.ModelChoiceFilter(
        label=_("Region"), field_name="district__region", queryset=Region.objects.all(), widget=forms.RadioSelect
    )

    class Meta:
        model = Project
        fields = ("state", "themes", "region")


class ProjectView(OfficeInspectView):
    """One project with its public address and what can be done to it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project = self.object
        user = self.request.user
        may_change = user.has_perm(CHANGE) and account_rules.may_publish(user)
        deeds = [deed for deed in DEEDS.values() if may_change and rules.can_become(project, deed.state)]
        objection = rules.objection_to_publishing(project) if project.state != ProjectState.PUBLISHED else None
        public_href = ""
        if project.state == ProjectState.PUBLISHED:
            with translation.override(languages.source()):
                public_href = reverse("network:project_detail", args=[project.public_id])
        own = {"deeds": deeds, "objection": objection, "public_href": public_href}
        return {**own, **super().get_context_data(**kwargs)}


@require_POST
def deed(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Publishes, withdraws or retires a project, whichever button was pressed."""
    user = request.user
    if not (user.has_perm(CHANGE) and account_rules.may_publish(user)):
        raise PermissionDenied
    project = get_object_or_404(account_rules.limited(Project.objects.all(), user, CHANGE, PATHS), pk=pk)
    chosen = DEEDS[name]
    try:
        chosen.act(project=project, by=user.as_actor())  # type: ignore[union-attr]
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, str(chosen.done))
    return redirect("projects:inspect", pk)
