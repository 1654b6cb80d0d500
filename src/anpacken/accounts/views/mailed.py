"""What mailed links open: taking an invitation, and setting a forgotten password anew."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from anpacken.accounts import links
from anpacken.accounts.actions import invitations, passwords
from anpacken.accounts.errors import InvitationGone, ResetGone
from anpacken.accounts.forms import ForgottenForm, InvitedForm, NewPasswordForm
from anpacken.accounts.models import Invitation, User
from anpacken.core import languages
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.ui.public_form import public_form


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Takes an invitation: who has no log-in yet says a name and a password, and goes on to the second factor."""
    try:
        link = links.read_invitation(token)
        invitation = Invitation.objects.filter(
            public_id=link.public_id, copy=link.copy, accepted_at=None, withdrawn_at=None
        ).first()
        if invitation is None:
            raise InvitationGone
    except Refusal as refusal:
        return _gone(request, refusal)
    known = User.objects.filter(email=invitation.email).first()
    has_log_in = known is not None and known.has_usable_password()
    form = InvitedForm(request.POST or None)
    if request.method == "POST" and (has_log_in or form.is_valid()):
        return _accept(request, invitation, link.copy, {} if has_log_in else form.cleaned_data)
    context = {"form": form, "invitation": invitation, "has_log_in": has_log_in}
    return render(request, "accounts/door/invited.html", context, status=422 if form.errors else 200)


def _accept(request: HttpRequest, invitation: Invitation, copy: int, said: dict[str, Any]) -> HttpResponse:
    try:
        user = invitations.accept(
            invitation=invitation,
            copy=copy,
            first_name=said.get("first_name", ""),
            last_name=said.get("last_name", ""),
            password=said.get("password") or None,
        )
    except Refusal as refusal:
        return _gone(request, refusal)
    if not said:
        return redirect("account_login")
    request.session.flush()
    record_authentication(request, user, method="invitation")
    return perform_login(request, Login(user=user, redirect_url="" if said.get("password") else _passkey_page()))


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Asks for the link that sets a new password. The answer is the same for every address."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        passwords.ask_reset(email=form.cleaned_data["email"], language=languages.active(), by=Actor.public())
        return redirect("account_reset_password_done")
    return render(request, "accounts/door/forgotten.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def forgotten_done(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/door/forgotten_done.html")


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """Sets the new password. Signing in, with the second factor, comes after it as always."""
    try:
        user = links.read_reset(token)
        if user is None:
            raise ResetGone
    except Refusal as refusal:
        return _gone(request, refusal)
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            passwords.reset(user=user, password=form.cleaned_data["password"])
        except Refusal as refusal:
            return _gone(request, refusal)
        return render(request, "accounts/door/reset_done.html")
    return render(request, "accounts/door/reset.html", {"form": form}, status=422 if form.errors else 200)


def _gone(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "accounts/door/gone.html", {"refusal": refusal.message}, status=410)


def _passkey_page() -> str:
    return str(redirect("mfa_add_webauthn").url)
