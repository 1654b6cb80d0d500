"""What changes more than a detail on one's own page: consents, leaving, erasing."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anpacken.accounts.errors import LogInOfOffice
from anpacken.alliance.queries import current as current_alliance
from anpacken.core import clock, languages
from anpacken.core.refusals import Refusal
from anpacken.people import wordings
from anpacken.people.actions import consents as ledger
from anpacken.people.actions import erasures, log_ins, supporters
from anpacken.people.choices import Channel, ConsentPurpose
from anpacken.people.forms.my_page import EraseForm
from anpacken.people.models import Organisation, Person
from anpacken.people.queries.consents import standings
from anpacken.people.queries.releases import SHOWN, offered_by
from anpacken.people.views import visits
from anpacken.people.views.my_page import actor, see_other
from anpacken.people.views.visits import visited
from anpacken.people.wordings import Wording

Subject = Person | Organisation

# Whoever does not want to be kept in the register any more leaves; that is a button of its own.
CHANGEABLE = (
    ConsentPurpose.NEWSLETTER,
    ConsentPurpose.LISTING,
    ConsentPurpose.STATEMENT,
    ConsentPurpose.PHOTO,
)


@require_http_methods(["GET", "HEAD", "POST"])
@visited
@csrf_protect
def consents(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Each purpose with its exact words and one button: agree, or withdraw. Both are one press."""
    if request.method == "POST":
        purpose, deed = request.POST.get("purpose", ""), request.POST.get("deed", "")
        version = request.POST.get("version", "")
        if purpose not in CHANGEABLE or deed not in {"give", "withdraw"} or version not in wordings.versions():
            return _consents(request, subject, is_unclear=True)
        _change(subject, ConsentPurpose(purpose), deed, version)
        return see_other("people:my_page_consents", f"?done={deed}#{purpose}")
    return _consents(request, subject)


def _consents(request: HttpRequest, subject: Subject, *, is_unclear: bool = False) -> HttpResponse:
    standing = {line.purpose: line for line in standings(subject, at=clock.now())}
    live = [purpose for purpose, line in standing.items() if line.is_live]
    offers = {offer.purpose: offer for offer in offered_by(subject, live)}
    rows = [
        {
            "purpose": purpose,
            "wording": _wording(subject, purpose, wordings.CURRENT),
            "standing": standing[purpose],
            "is_shown_by_office": purpose in SHOWN,
            "offer": offers.get(purpose),
        }
        for purpose in CHANGEABLE
    ]
    context: dict[str, Any] = {
        "rows": rows,
        "version": wordings.CURRENT,
        "is_listed": ConsentPurpose.LISTING in live,
        "is_unclear": is_unclear,
        "done": request.GET.get("done", ""),
        "crumbs": [(_("My page"), reverse("people:my_page")), (_("Consents"), None)],
    }
    return render(request, "people/my_page/consents.html", context, status=422 if is_unclear else 200)


def _wording(subject: Subject, purpose: ConsentPurpose, version: str) -> Wording:
    return wordings.wording(
        purpose,
        languages.active(),
        alliance=current_alliance().name,
        institution=isinstance(subject, Organisation),
        version=version,
    )


def _change(subject: Subject, purpose: ConsentPurpose, deed: str, version: str) -> None:
    by, at = actor(subject), clock.now()
    if deed == "withdraw":
        ledger.withdraw(subject=subject, purpose=purpose, channel=Channel.LINK, by=by, at=at)
        return
    words = _wording(subject, purpose, version)
    # The link to this page went to the address that is kept: that is what shows who agreed.
    ledger.give(subject=subject, wording=words, channel=Channel.LINK, asked_at=at, evidence="my-page", by=by, at=at)


@require_http_methods(["GET", "HEAD", "POST"])
@visited
@csrf_protect
def leave(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Ends the support and withdraws every consent; the record stays until its time has run out."""
    if request.method == "POST":
        supporters.leave(subject=subject, channel=Channel.LINK, by=actor(subject), at=clock.now())
        return see_other("people:my_page", "?done=leave")
    crumbs = [(_("My page"), reverse("people:my_page")), (_("Leave the alliance"), None)]
    return render(request, "people/my_page/leave.html", {"crumbs": crumbs})


@require_http_methods(["GET", "HEAD", "POST"])
@visited
@csrf_protect
def erase(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Erases everything (GDPR, Article 17), after a tick and a button."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        erasures.erase(subject=subject, by=actor(subject), at=clock.now())
        return visits.end(request, see_other("people:my_page_erased"))
    crumbs = [(_("My page"), reverse("people:my_page")), (_("Erase everything"), None)]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "people/my_page/erase.html", context, status=422 if form.errors else 200)


@require_POST
@visited
@csrf_protect
def passkey(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Signs a supporter in with a log-in of their own, and leads to where its passkeys are kept."""
    if not isinstance(subject, Person):
        raise Http404
    try:
        user = log_ins.ensure(person=subject, by=actor(subject), at=clock.now())
    except Refusal as refusal:
        return render(request, "people/my_page/refused.html", {"refusal": refusal}, status=409)
    if request.user != user:
        if request.user.is_authenticated:  # Somebody of the office, at the same device.
            return render(request, "people/my_page/refused.html", {"refusal": LogInOfOffice()}, status=409)
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        record_authentication(request, user, method="mailed_link")
    return see_other("mfa_index" if is_mfa_enabled(user) else "mfa_add_webauthn")


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "people/my_page/erased.html")
