"""The office's page of statements and pictures that wait to be released, and the buttons that decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.people import rules
from anpacken.people.actions import releases as deeds
from anpacken.people.choices import ConsentPurpose, ReleaseState
from anpacken.people.forms.releases import ReleaseFilterForm
from anpacken.people.queries import releases
from anpacken.people.views.office_parts import reached

PER_PAGE = 25


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits, what was agreed to first at the top; or what is released, or not shown."""
    if not rules.may_release(request.user):
        raise PermissionDenied
    form = ReleaseFilterForm(request.GET)
    chosen = form.chosen()
    page = Paginator(releases.offers(at=clock.now(), **chosen), PER_PAGE).get_page(request.GET.get("page"))
    title = _("Releases")
    context = {
        "form": form,
        "page": page,
        "offers": releases.loaded(page),
        "is_waiting": chosen["state"] == ReleaseState.WAITING,
        "here": request.get_full_path(),
        "page_title": title,
        "header_title": title,
        "header_icon": "view",
        "breadcrumbs_items": [{"url": "", "label": title}],
    }
    return TemplateResponse(request, "people/office/releases.html", context)


@require_POST
def decide(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Releases or declines what the office looked at, and goes back to where the button stood."""
    if not rules.may_release(request.user):
        raise PermissionDenied
    subject = get_object_or_404(reached(request.user, kind, "change"), pk=pk)
    purpose, state = request.POST.get("purpose", ""), request.POST.get("state", "")
    if purpose not in releases.SHOWN or state not in (ReleaseState.RELEASED, ReleaseState.DECLINED):
        raise Http404
    try:
        deeds.decide(
            subject=subject,
            purpose=ConsentPurpose(purpose),
            state=ReleaseState(state),
            seen=request.POST.get("seen", ""),
            by=request.user.as_actor(),  # type: ignore[union-attr]
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        is_released = state == ReleaseState.RELEASED
        messages.success(request, _("The release is noted.") if is_released else _("It is noted: not to be shown."))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if here else reverse("releases:index")


class _OfficeItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rules.may_release(request.user)


class ReleasesViewSet(ViewSet):
    name = "releases"
    icon = "view"
    menu_label = gettext_lazy("Releases")
    menu_item_class = _OfficeItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", index, name="index"),
            path("<subject_kind:kind>/<int:pk>/", decide, name="decide"),
        ]
