"""The documentation in the office: everything on one page, what became of earlier findings, demands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.documentation.actions import documenting
from anpacken.documentation.choices import DocumentationState
from anpacken.documentation.forms import BecameForm
from anpacken.documentation.models import Documentation
from anpacken.documentation.queries import shown
from anpacken.documentation.views.panels import handler
from anpacken.documentation.views.public import page_context
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.events.views import around

VIEW, CHANGE = "documentation.view_documentation", "documentation.change_documentation"
ICON = "doc-full-inverse"
DEEDS = {"publish": documenting.publish, "withdraw": documenting.withdraw}


@require_http_methods(["GET", "HEAD", "POST"])
def documentation(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form with all parts. Who may only read gets the page as the public will see it."""
    event = around.reached(request, VIEW, public_id=public_id)
    if not request.user.has_perm(CHANGE):
        return redirect("documentation_office:preview", public_id)
    around.reached(request, CHANGE, public_id=public_id)
    record = shown.of_event(event) or Documentation(event=event)
    posted = request.POST if request.method == "POST" else None
    form = handler().get_form_class()(posted, instance=record, for_user=request.user)
    if posted is not None and form.is_valid():
        try:
            _save(request, form)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The documentation is saved."))
            return redirect("documentation_office:documentation", public_id)
    if posted is not None:
        messages.error(request, _("Not saved yet: please look at what is marked below."))
    return _form_page(request, event, record, form, status=422 if posted is not None else 200)


def _save(request: HttpRequest, form: Any) -> None:
    documenting.save(
        record=form.save(commit=False),
        seen=form.cleaned_data["seen"],
        whole=form.cleaned_data["findings"],
        forums=form.findings(),
        changed=list(form.changed_data),
        save_related=form.save_m2m,
        by=around.actor(request),
        at=clock.now(),
    )


def _form_page(request: HttpRequest, event: Event, record: Documentation, form: Any, *, status: int) -> HttpResponse:
    panel = handler().get_bound_panel(request=request, instance=record, form=form)
    stored = record if record.pk else None
    given = {
        "panel": panel,
        "form": form,
        "media": panel.media + form.media,
        "action_url": request.path,
        "submit_button_label": _("Save"),
        "submit_button_active_label": _("Saving…"),
        "documentation": stored,
        "is_published": record.state == DocumentationState.PUBLISHED,
        "problems": shown.shown(record).problems if stored and status == 200 else [],
        "is_held": event.state == EventState.HELD,
        "page_url": reverse("documentation:documentation", args=[event.public_id]),
        "has_demands": stored is not None and stored.demands.exists(),
    }
    template = "documentation/office/documentation.html"
    title = _("Documentation: %(title)s") % {"title": event.title}
    return around.page(request, template, event, title, given, icon=ICON, status=status)


@require_POST
def deed(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Publishes the documentation or takes it back."""
    event = around.reached(request, CHANGE, public_id=public_id)
    found = shown.of_event(event)
    said = {
        "publish": _("The documentation can be read by everybody now."),
        "withdraw": _("The documentation is a draft again."),
    }
    if found is None:
        messages.error(request, _("Please save the documentation first."))
        return redirect("documentation_office:documentation", public_id)
    try:
        DEEDS[name](documentation=found, by=around.actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said[name])
    return redirect("documentation_office:documentation", public_id)


@never_cache
@require_GET
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page as the public sees it, or will."""
    event = around.reached(request, VIEW, public_id=public_id)
    found = shown.of_event(event) or Documentation(event=event)
    context = page_context(shown.shown(found)) if found.pk else {"event": event, "nothing": True}
    return render(request, "documentation/documentation.html", {**context, "is_preview": True})


@require_http_methods(["GET", "HEAD", "POST"])
def became(request: HttpRequest, public_id: str) -> HttpResponse:
    """What became of the findings of the event before."""
    event = around.reached(request, CHANGE, public_id=public_id)
    findings = shown.earlier_findings(event)
    form = BecameForm(request.POST if request.method == "POST" else None, findings=findings)
    if request.method == "POST" and form.is_valid():
        documenting.write_became(event=event, texts=form.texts(), by=around.actor(request), at=clock.now())
        messages.success(request, _("Saved. It stands on the page of the follow-up."))
        return redirect("documentation_office:became", public_id)
    given = {"form": form, "findings": findings, "first": event.follows}
    status = 422 if request.method == "POST" else 200
    page = "documentation/office/became.html"
    return around.page(request, page, event, _("What became of the findings"), given, icon=ICON, status=status)
