"""What django-allauth asks us: where to go, what to say, and who is told. (`ACCOUNT_ADAPTER`, `MFA_ADAPTER`)"""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.accounts import rules, sealing
from anpacken.accounts.actions import factors, sign_ins
from anpacken.core import clock

__all__ = ["WRONG_CODE", "AccountAdapter", "FactorAdapter", "get_factor_adapter", "personal_page"]

WRONG_CODE = gettext_lazy("This code is not right, was used already, or has run out. Please take the newest one.")
# What allauth tells somebody by mail, and what it is called in the audit log.
DEEDS = {
    "mfa/email/totp_activated": "user.app_added",
    "mfa/email/totp_deactivated": "user.app_removed",
    "mfa/email/webauthn_added": "user.passkey_added",
    "mfa/email/webauthn_removed": "user.passkey_removed",
    "mfa/email/recovery_codes_generated": "user.codes_renewed",
}


def personal_page() -> str | None:
    """Where a supporter is led; None as long as there is no such page."""
    try:
        return reverse(settings.PERSONAL_PAGE_URL_NAME)
    except NoReverseMatch:
        return None


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("Mail address or password is not right."),
        "incorrect_password": gettext_lazy("This password is not right."),
    }

    def is_open_for_signup(self, request: Any) -> bool:
        """Log-ins are made by invitation only."""
        return False

    def get_login_redirect_url(self, request: Any) -> str:
        if rules.may_enter_office(request.user):
            return reverse("wagtailadmin_home")
        return personal_page() or reverse("account_login")

    def login(self, request: Any, user: Any) -> None:
        super().login(request, user)
        sign_ins.succeeded(user=user)

    def respond_user_inactive(self, request: Any, user: Any) -> Any:
        """Cannot be reached with a password; with a passkey it looks like any that is not right."""
        raise self.validation_error("email_password_mismatch")

    def reauthenticate(self, user: Any, password: str) -> bool:
        return bool(user.check_password(password))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has signed in a moment ago need not say again who they are."""
        user = context.request.user
        if not self.get_reauthentication_methods(user):
            return False  # invited for a passkey, and about to set it up
        records = get_authentication_records(context.request, user)
        return not records or clock.now().timestamp() - records[-1]["at"] > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        if template_prefix in DEEDS:
            factors.changed(user=user, deed=DEEDS[template_prefix], by=user.as_actor())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """All mails of the house go through the outbox, with texts of our own."""
        raise NotImplementedError(template_prefix)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what is so."""


class FactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": gettext_lazy(
            "This is your only second factor, and your role needs one. Please set up another one first."
        ),
    }

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        return str(urlsplit(settings.BASE_URL).hostname)

    def encrypt(self, text: str) -> str:
        return sealing.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted; something that nobody knows when it cannot be read any more."""
        return sealing.opened(encrypted_text) or generate_totp_secret()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        user = authenticator.user
        if not (settings.MFA_REQUIRED and rules.needs_second_factor(user)):
            return True
        others = user.authenticator_set.exclude(pk=authenticator.pk).exclude(type="recovery_codes")
        return bool(others.exists())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        return _("Passkey %(number)d") % {"number": user.authenticator_set.filter(type=type).count() + 1}
