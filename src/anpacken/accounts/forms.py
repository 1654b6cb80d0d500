"""The form that people sign in with (`WAGTAILADMIN_USER_LOGIN_FORM`)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm  # noqa: TID251  the base of the office's forms

from anpacken.accounts.actions import sign_ins
from anpacken.accounts.models import User
from anpacken.core.refusals import Refusal


class SignInForm(LoginForm):
    """Mail address and password. After too many failed tries it lets nobody in for a while."""

    username = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "username", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"

    def clean_username(self) -> str:
        address: str = self.cleaned_data["username"]
        return address.lower()

    def clean(self) -> dict[str, Any]:
        email = self.cleaned_data.get("username")
        if not email or not self.cleaned_data.get("password"):
            return dict(self.cleaned_data)
        try:
            sign_ins.check(email=email)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from None
        try:
            cleaned: dict[str, Any] = super().clean()
        except forms.ValidationError:
            sign_ins.failed(email=email)
            raise
        user = self.get_user()
        if isinstance(user, User):
            sign_ins.succeeded(user=user)
        return cleaned
