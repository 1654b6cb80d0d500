"""The forms at the door and behind it: allauth's, with our limit on tries, our words and no placeholders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from anpacken.accounts.actions import factors, sign_ins
from anpacken.accounts.adapters import WRONG_CODE
from anpacken.core.refusals import Refusal

# Longer than any password or code; hashing more would only cost time.
LONGEST = 256


@contextmanager
def counted(who: str) -> Iterator[None]:
    """Counts a try that fails, and lets nobody try who has failed too often."""
    try:
        sign_ins.check(email=who)
    except Refusal as refusal:
        raise forms.ValidationError(refusal.message, code=refusal.code) from None
    try:
        yield
    except forms.ValidationError:
        sign_ins.failed(email=who)
        raise


def _password(label: Any, autocomplete: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=LONGEST, widget=widget, **more)


def _code(**more: Any) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True})
    return forms.CharField(label=_("Code"), max_length=20, widget=widget, **more)


class SignInForm(LoginForm):
    """Mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("Mail address"),
            max_length=254,
            widget=forms.EmailInput({"autocomplete": "username", "autocapitalize": "none"}),
        )
        self.fields["password"] = _password(_("Password"), "current-password")
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        return str(self.cleaned_data["login"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return dict(self.cleaned_data)
        with counted(self.cleaned_data["login"]):
            return dict(super().clean())


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password(_("Password"), "current-password")

    def clean_password(self) -> str:
        with counted(self.user.email):
            return str(super().clean_password())


class _CodeMixin(forms.Form):
    """A code of the app, or one of the recovery codes."""

    user: Any
    authenticator: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(help_text=_("From your app, or one of your recovery codes."))

    def clean_code(self) -> str:
        with counted(self.user.email):
            self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
            code = str(super().clean_code())  # type: ignore[misc]
            if self.authenticator.type == "totp" and not factors.spend(factor=self.authenticator, code=code):
                raise forms.ValidationError(WRONG_CODE, code="incorrect_code")
            return code


class CodeForm(_CodeMixin, AuthenticateForm):
    pass


class CodeAgainForm(_CodeMixin, ReauthenticateByCodeForm):
    pass


class ActivateAppForm(ActivateTOTPForm):
    """The first code of a new app, which shows that it has read the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(help_text=_("The six digits that your app shows now."))

    def clean_code(self) -> str:
        with counted(self.user.email):
            self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
            return str(super().clean_code())


class _PasskeyMixin(forms.Form):
    """What the browser says after it has asked its passkey."""

    user: Any

    def clean_credential(self) -> Any:
        said = self.cleaned_data["credential"]
        if not isinstance(said, dict):
            raise forms.ValidationError(WRONG_CODE, code="incorrect_code")
        with counted(self.user.email if self.user else f"passkey {_handle(said)}"):
            try:
                authenticator = super().clean_credential()  # type: ignore[misc]
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                # Something that no browser sends.
                raise forms.ValidationError(WRONG_CODE, code="incorrect_code") from error
            if not authenticator.user.is_active:
                raise forms.ValidationError(WRONG_CODE, code="incorrect_code")
            return authenticator


class PasskeyForm(_PasskeyMixin, AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(_PasskeyMixin, ReauthenticateWebAuthnForm):
    pass


class PasskeySignInForm(_PasskeyMixin, LoginWebAuthnForm):
    pass


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey that opens the door alone: it asks for finger, face or PIN itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name"),
            max_length=60,
            required=False,
            help_text=_("So that you know it in a list, such as “telephone” or “key on my key ring”."),
        )
        del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        try:
            return dict(super().clean())
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise forms.ValidationError(WRONG_CODE, code="incorrect_code") from error


class NewPasswordForm(forms.Form):
    """A password that nobody guesses; typed once, since browsers show and keep it."""

    password = _password(_("New password"), "new-password")

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = _("At least 12 characters. Three or four words are easy to keep in mind.")

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password


class InvitedForm(NewPasswordForm):
    """Whoever takes an invitation: the name, and a password unless they want a passkey only."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    field_order = ("first_name", "last_name", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].required = False
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = _(
            "At least 12 characters. Leave it empty if you want to sign in with a passkey only: you set it up next."
        )

    def clean_password(self) -> str:
        return super().clean_password() if self.cleaned_data["password"] else ""


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "username", "autocapitalize": "none"}),
    )


def _handle(said: dict[str, Any]) -> str:
    response = said.get("response")
    handle = response.get("userHandle") if isinstance(response, dict) else None
    return str(handle)[:100]
