"""Somebody's own log-in: password, app, passkeys, recovery codes, and where they are signed in."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anpacken.accounts import queries, rules
from anpacken.accounts.actions import sessions, users
from anpacken.accounts.adapters import get_factor_adapter, personal_page
from anpacken.accounts.forms import NewPasswordForm
from anpacken.accounts.views.door import options_of, takes_passkeys


class _AnswersMixin:
    """A form with mistakes is no success."""

    def form_invalid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        answer.status_code = 422
        return answer


class SecurityView(IndexView):
    template_name = "accounts/inside/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user, found = self.request.user, context["authenticators"]
        needs = settings.MFA_REQUIRED and rules.needs_second_factor(user)
        own = {
            "app": found.get("totp"),
            "passkeys": [(each, queries.passkey_key(each.instance)) for each in found.get("webauthn", [])],
            "codes_left": len(found["recovery_codes"].get_unused_codes()) if "recovery_codes" in found else None,
            "must_set_up": needs and not ({"totp", "webauthn"} & set(found)),
            "takes_passkeys": takes_passkeys(self.request),
            "sessions": queries.sessions_of(user),
            "current_key": self.request.session.session_key,
            "enters_office": rules.may_enter_office(user),
            "personal_page": personal_page(),
            "demo": settings.DEMO,
        }
        return {**context, **own}


class AddAppView(_AnswersMixin, ActivateTOTPView):
    template_name = "accounts/inside/app.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        return {**context, "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))}


class RemoveAppView(_AnswersMixin, DeactivateTOTPView):
    template_name = "accounts/inside/remove.html"
    extra_context = {"what": "app"}


class AddPasskeyView(_AnswersMixin, AddWebAuthnView):
    template_name = "accounts/inside/passkey.html"

    def get_success_url(self) -> str:
        """A supporter has no password beside which codes would be of use, and goes back to their own page."""
        page = personal_page()
        if page and not rules.may_enter_office(self.request.user):
            return f"{page}?done=passkey"
        return str(super().get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # A passkey that can open the door alone is kept in the device and asks who holds it.
        options = webauthn.begin_registration(self.request.user, True)
        own = {
            "form": kwargs.get("form") or context["form"],
            "options": options_of(options),
            "takes_passkeys": takes_passkeys(self.request),
        }
        return {**context, **own}


class RemovePasskeyView(RemoveWebAuthnView):
    template_name = "accounts/inside/remove.html"
    extra_context = {"what": "passkey"}
    success_url = reverse_lazy("mfa_index")

    def get_object(self, queryset: Any = None) -> Any:
        key = self.kwargs["key"]
        found = [each for each in self.get_queryset() if queries.passkey_key(each) == key]
        if not found:
            raise Http404
        return found[0]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        adapter = get_factor_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(request, str(adapter.error_messages["cannot_delete_authenticator"]))
            return redirect("mfa_index")
        return super().post(request, *args, **kwargs)


class CodesView(ViewRecoveryCodesView):
    template_name = "accounts/inside/codes.html"


class RenewCodesView(_AnswersMixin, GenerateRecoveryCodesView):
    template_name = "accounts/inside/renew_codes.html"


security = never_cache(SecurityView.as_view())
add_app = never_cache(AddAppView.as_view())
remove_app = never_cache(RemoveAppView.as_view())
add_passkey = never_cache(AddPasskeyView.as_view())
remove_passkey = never_cache(RemovePasskeyView.as_view())
codes = never_cache(CodesView.as_view())
renew_codes = never_cache(RenewCodesView.as_view())


@never_cache
@login_required
@reauthentication_required(app="anpacken")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new password; every other place is signed out."""
    user: Any = request.user
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        users.set_password(
            user=user,
            password=form.cleaned_data["password"],
            by=user.as_actor(),
            keep=request.session.session_key,
        )
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password is changed. Everywhere else you are signed out."))
        return redirect("mfa_index")
    return render(request, "accounts/inside/password.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@login_required
def end_session(request: HttpRequest, public_id: str) -> HttpResponse:
    """Signs out at one of one's own places."""
    user: Any = request.user
    sessions.end(session=get_object_or_404(user.seen_sessions, public_id=public_id), by=user.as_actor())
    return redirect("mfa_index")


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    sessions.end_all(user=user, by=user.as_actor(), but=request.session.session_key)
    messages.success(request, _("Everywhere else you are signed out."))
    return redirect("mfa_index")
