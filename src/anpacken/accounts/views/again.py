"""Saying again who one is, before a factor or a password is changed."""

from __future__ import annotations

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from anpacken.accounts.views.door import options_of, takes_passkeys


class _AgainMixin:
    request: Any
    template_name = "accounts/inside/again.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]
        answer.status_code = 422
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        ways = {way["id"]: way["url"] for way in context["reauthentication_alternatives"]}
        own = {
            "form": kwargs.get("form") or context["form"],
            "options": options_of(context.get("js_data", {}).get("request_options")),
            "takes_passkeys": takes_passkeys(self.request),
            "by_password": ways.get("reauthenticate"),
            "by_code": ways.get("mfa_reauthenticate"),
            "by_passkey": ways.get("mfa_reauthenticate:webauthn"),
            "next": self.get_next_url() or "",  # type: ignore[attr-defined]
        }
        return {**context, **own}


class PasswordAgainView(_AgainMixin, ReauthenticateView):
    pass


class CodeAgainView(_AgainMixin, ReauthenticateByCodeView):
    pass


class PasskeyAgainView(_AgainMixin, ReauthenticateWebAuthnView):
    pass


password = never_cache(PasswordAgainView.as_view())
code = never_cache(CodeAgainView.as_view())
passkey = never_cache(PasskeyAgainView.as_view())
