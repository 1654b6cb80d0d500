"""Signing in and out: password, second factor, passkey."""

from __future__ import annotations

import json
from ipaddress import ip_address
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from anpacken.accounts import rules
from anpacken.accounts.adapters import personal_page
from anpacken.accounts.forms import PasskeySignInForm, SignInForm
from anpacken.ui.public_form import public_form


def takes_passkeys(request: HttpRequest) -> bool:
    """Browsers keep passkeys for names only: at an address in numbers there are none."""
    try:
        ip_address(request.get_host().rpartition(":")[0] or request.get_host())
    except ValueError:
        return True
    return False


def options_of(options: Any) -> str:
    """What the browser needs to ask its passkey, as the page hands it to the script."""
    return json.dumps(dict(options)["publicKey"]) if options else ""


class _DoorMixin:
    """What both ways in have in common: they show the same page, and lead whoever is inside already on."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            return _inside(request)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def shown(self, form: Any, passkey_form: Any, status: int) -> HttpResponse:
        context = {
            "form": form,
            "passkey_form": passkey_form,
            "takes_passkeys": takes_passkeys(self.request),
            "next": get_next_redirect_url(self.request) or "",
            "demo": settings.DEMO,
        }
        return render(self.request, "accounts/door/sign_in.html", context, status=status)


class SignInView(_DoorMixin, LoginView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(self.get_form(), PasskeySignInForm(), 200)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.shown(form, PasskeySignInForm(), 422)


class PasskeySignInView(_DoorMixin, LoginWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        return self.shown(SignInForm(request=self.request), form, 422)


sign_in = public_form(never_cache(SignInView.as_view()))
passkey_sign_in = public_form(never_cache(PasskeySignInView.as_view()))


class SecondFactorView(AuthenticateView):
    template_name = "accounts/inside/second_factor.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        answer = super().form_invalid(form)
        answer.status_code = 422
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        types = set(self.stage.login.user.authenticator_set.values_list("type", flat=True))
        own = {
            "options": options_of(context["js_data"]["request_options"]) if "webauthn" in types else "",
            "takes_codes": bool(types & {"totp", "recovery_codes"}),
            "takes_passkeys": takes_passkeys(self.request),
        }
        return {**context, **own}


second_factor = never_cache(SecondFactorView.as_view())


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("account_login")


@require_safe
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Where Wagtail's own door would be: on to ours, and from there to where somebody was going."""
    query = QueryDict(mutable=True)
    if "next" in request.GET:
        query["next"] = request.GET["next"]
    return redirect(f"{reverse('account_login')}{'?' if query else ''}{query.urlencode(safe='/')}")


def _inside(request: HttpRequest) -> HttpResponse:
    """Leads on who is signed in already; says so to whom the office is not open."""
    if rules.may_enter_office(request.user):
        return redirect(get_next_redirect_url(request) or "wagtailadmin_home")
    return render(request, "accounts/inside/no_access.html", {"personal_page": personal_page()})
