"""What the office does when somebody asks for their data, or to be erased: everything held, and erasing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anpacken.core import clock
from anpacken.people.actions import erasures
from anpacken.people.forms.erasing import ErasingForm
from anpacken.people.queries import erasing as queries
from anpacken.people.queries.held import everything
from anpacken.people.views.office_parts import reached


@never_cache
@require_POST
def held(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Everything that is held about somebody, to print and hand out (GDPR, Article 15). It is written down."""
    subject = get_object_or_404(reached(request.user, kind, "change"), pk=pk)
    by = request.user.as_actor()  # type: ignore[union-attr]
    erasures.note_handed_out(subject=subject, by=by, at=clock.now())
    return render(request, "people/my_page/held.html", {"subject": subject, "held": everything(subject)})


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Says what goes and what stays, and erases after a tick and a button."""
    subject = get_object_or_404(reached(request.user, kind, "delete"), pk=pk)
    form = ErasingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by = request.user.as_actor()  # type: ignore[union-attr]
        erasures.erase(subject=subject, by=by, at=clock.now())
        messages.success(request, _("Everything is erased. Tell the person so; we send no mail about it."))
        return redirect(f"{kind}:index")
    crumbs: list[dict[str, Any]] = [
        {"url": reverse(f"{kind}:index"), "label": _("Persons") if kind == "person" else _("Organisations")},
        {"url": reverse(f"{kind}:inspect", args=[pk]), "label": str(subject)},
        {"url": "", "label": _("Erase")},
    ]
    title = _("Erase %(name)s") % {"name": subject}
    context = {
        "subject": subject,
        "form": form,
        "what": queries.outlook(subject),
        "back": reverse(f"{kind}:inspect", args=[pk]),
        "page_title": title,
        "header_title": title,
        "header_icon": "bin",
        "breadcrumbs_items": crumbs,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "people/office/erase.html", context, status=status)
