"""The office's pages about somebody's consents: entering one from paper, withdrawing on behalf, the proof."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from anpacken.accounts import rules as account_rules
from anpacken.accounts.choices import Role
from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.people import proof_pdf
from anpacken.people.actions import papers
from anpacken.people.choices import Channel, ConsentPurpose
from anpacken.people.forms.consent_office import ConsentForm
from anpacken.people.models import Consent, Organisation, Person
from anpacken.people.queries.consents import owner_field
from anpacken.people.queries.proofs import Proof, proof
from anpacken.ui.printing.typesetting import NotTypeset

Subject = Person | Organisation
Model = type[Person] | type[Organisation]
REGION = {Role.REGIONAL: "district__region__code"}


def urls(model: Model, inspect: str) -> list[Any]:
    """What a list of persons or organisations has in addition; `inspect` is the name of the record's page."""
    return [
        path("consent/<int:pk>/", enter(model, inspect), name="consent"),
        path("scan/<int:pk>/", open_scan(model, inspect), name="scan"),
        path("proof/<int:pk>/", show_proof(model), name="proof"),
        path("proof/<int:pk>/pdf/", print_proof(model, inspect), name="proof_pdf"),
    ]


def enter(model: Model, inspect: str) -> Callable[..., HttpResponse]:
    """Enters a consent that was given on paper or at a desk, for the purpose that `?purpose=` names."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        subject = _reached(request, model, pk, "change")
        purpose = _purpose(request)
        given: dict[str, Any] = {"purpose": purpose, "institution": isinstance(subject, Organisation)}
        form = ConsentForm(request.POST, request.FILES, **given) if request.method == "POST" else ConsentForm(**given)
        if form.is_valid():
            try:
                papers.enter_consent(
                    subject=subject,
                    wording=form.wording(),
                    channel=Channel(form.cleaned_data["channel"]),
                    given_at=form.cleaned_data["given_at"],
                    asked_at=form.cleaned_data["asked_at"],
                    evidence=form.cleaned_data["evidence"],
                    scan=form.cleaned_data["document"],
                    by=request.user.as_actor(),  # type: ignore[union-attr]
                    at=clock.now(),
                )
            except Refusal as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                messages.success(request, _("The consent is entered."))
                return redirect(inspect, subject.pk)
        context = {
            "subject": subject,
            "form": form,
            "purpose": purpose,
            "purposes": list(ConsentPurpose),
            "inspect_url": reverse(inspect, args=[subject.pk]),
            **_headed(subject, _("Record a consent")),
        }
        return render(request, "people/office/consent.html", context, status=422 if form.errors else 200)

    return view


def open_scan(model: Model, inspect: str) -> Callable[..., HttpResponseBase]:
    """The scan on which a line of the ledger (`pk`) rests, for whoever may enter consents; it is written down."""

    @never_cache
    @require_safe
    def view(request: HttpRequest, pk: int) -> HttpResponseBase:
        line = Consent.objects.filter(pk=pk).exclude(document=None).select_related("document").first()
        owner = getattr(line, f"{owner_field(model)}_id", None)
        subject = _reached(request, model, owner or 0, "change")
        if line is None or line.document is None:
            raise Http404
        try:
            content = line.document.file.open("rb")
        except OSError:
            messages.error(request, _("The file of this scan is gone. The paper itself lies where the evidence says."))
            return redirect(inspect, subject.pk)
        by = request.user.as_actor()  # type: ignore[union-attr]
        papers.note_opened(line=line, subject=subject, by=by, at=clock.now())
        return FileResponse(content, as_attachment=True, filename=line.document.filename)

    return view


def show_proof(model: Model) -> Callable[..., HttpResponse]:
    """The proof as a page to read and to print."""

    @never_cache
    @require_safe
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        subject = _reached(request, model, pk, "view")
        made = _made(request, subject, "page")
        context = {
            "subject": subject,
            "proof": made,
            "pdf_url": reverse(f"{subject._meta.model_name}:proof_pdf", args=[subject.pk]),
        }
        return render(request, "people/office/proof.html", context)

    return view


def print_proof(model: Model, inspect: str) -> Callable[..., HttpResponse]:
    """The proof as a tagged PDF."""

    @never_cache
    @require_safe
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        subject = _reached(request, model, pk, "view")
        try:
            document = proof_pdf.typeset(_made(request, subject, "pdf"))
        except NotTypeset as refusal:
            messages.error(request, refusal.message)
            return redirect(inspect, subject.pk)
        answer = HttpResponse(document, content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="proof-{subject.public_id}.pdf"'
        return answer

    return view


def _headed(subject: Subject, title: str) -> dict[str, Any]:
    """What Wagtail's admin shows above a page: title, and the way back to the record."""
    meta, name = subject._meta, subject._meta.model_name
    return {
        "page_title": title,
        "page_subtitle": str(subject),
        "header_icon": "form",
        "breadcrumbs_items": [
            {"url": reverse(f"{name}:index"), "label": capfirst(meta.verbose_name_plural)},
            {"url": reverse(f"{name}:inspect", args=[subject.pk]), "label": str(subject)},
            {"url": "", "label": title},
        ],
    }


def _made(request: HttpRequest, subject: Subject, kind: str) -> Proof:
    """The proof, and a line in the audit log: it shows somebody's data to whoever asked for it."""
    record(by=request.user.as_actor(), action="consents.proved", target=subject, format=kind)  # type: ignore[union-attr]
    return proof(subject, by=str(request.user), at=clock.now())


def _reached(request: HttpRequest, model: Model, pk: int, verb: str) -> Subject:
    """The record, for whoever works here and reaches it with this right."""
    right = f"people.{verb}_{model._meta.model_name}"
    if not (account_rules.works_here(request.user) and request.user.has_perm(right)):
        raise PermissionDenied
    found: Subject = get_object_or_404(account_rules.limited(model.objects.all(), request.user, right, REGION), pk=pk)
    return found


def _purpose(request: HttpRequest) -> ConsentPurpose:
    wanted = request.POST.get("purpose") or request.GET.get("purpose", "")
    return ConsentPurpose(wanted) if wanted in ConsentPurpose.values else ConsentPurpose.NEWSLETTER
