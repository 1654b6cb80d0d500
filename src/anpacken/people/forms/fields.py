"""Fields that take what a stranger may type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.core.addresses import email_key

# Letters of Persian and Indian names are joined or parted by these two.
_JOINERS = frozenset("\u200c\u200d")
_MOST_MARKS = 3  # More marks on one letter than any script has paint over the lines around it.
_ADDRESS = re.compile(r"://|\bwww\.|[a-z0-9]\.(com|net|org|info|xyz|ru|cn|top|shop|click|link)\b|[@<>]", re.IGNORECASE)
# Embeddings, overrides and isolates: they turn round the words after them, too.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HIDDEN = _("This holds control characters or characters that change the writing direction. Please type it by hand.")


def refuse_hidden(value: str) -> None:
    """Validator for free text in any script: refuses what is not seen but changes what is shown. Lines may break."""
    if any(sign in _TURNING or (unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\r\t") for sign in value):
        raise ValidationError(_HIDDEN, code="hidden")


class NameField(forms.CharField):
    """A name in any script, in one line, without invisible characters and without web addresses."""

    default_error_messages = {
        "invisible": _HIDDEN,
        "marks": _("This holds letters with too many marks on them. Please type it by hand."),
        "no_letter": _("Please write a name; this holds no letter."),
        "address": _("Please write the name only, without web or mail addresses."),
    }

    def to_python(self, value: Any) -> str:
        return " ".join(unicodedata.normalize("NFC", super().to_python(value) or "").split(" ")).strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value or len(value) > (self.max_length or len(value)):
            return
        if any(_is_invisible(sign) for sign in value):
            raise ValidationError(self.error_messages["invisible"], code="invisible")
        if re.search(rf"[{_MARKS}]{{{_MOST_MARKS + 1}}}", unicodedata.normalize("NFD", value)):
            raise ValidationError(self.error_messages["marks"], code="marks")
        if _ADDRESS.search(value):
            raise ValidationError(self.error_messages["address"], code="address")
        if not any(sign.isalpha() for sign in value):
            raise ValidationError(self.error_messages["no_letter"], code="no_letter")


def _is_invisible(sign: str) -> bool:
    return sign == "\ufffd" or (
        unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} and sign not in _JOINERS
    )


_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u064b-\u065f\u0591-\u05bd"


class StatementField(forms.CharField):
    """Some sentences in one's own words, in any script: one paragraph without addresses, which spam is after."""

    default_error_messages = {
        "marks": _("This holds letters with too many marks on them. Please type it by hand."),
        "address": _("Please write it without web or mail addresses."),
    }

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", super().to_python(value) or "")
        return " ".join(part for part in re.split(r"[ \t\r\n]+", text) if part)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > (self.max_length or len(value)):
            return
        refuse_hidden(value)
        if re.search(rf"[{_MARKS}]{{{_MOST_MARKS + 1}}}", unicodedata.normalize("NFD", value)):
            raise ValidationError(self.error_messages["marks"], code="marks")
        if _ADDRESS.search(value):
            raise ValidationError(self.error_messages["address"], code="address")


class ThemesField(forms.ModelMultipleChoiceField):
    """Fields of action, by their short names; whatever a stranger may send instead is refused before the database."""

    default_error_messages = dict.fromkeys(
        ("invalid_choice", "invalid_pk_value", "invalid_list"), _("Please choose among these themes.")
    )
    _MOST = 100

    def __init__(self, **kwargs: Any) -> None:
        themes = Theme.objects.filter(is_field_of_action=True)
        super().__init__(themes, to_field_name="slug", widget=forms.CheckboxSelectMultiple, **kwargs)

    def _check_values(self, value: Any) -> Any:
        if len(value) > self._MOST or any("\x00" in str(one) for one in value):
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return super()._check_values(value)  # type: ignore[misc]


class AddressField(forms.EmailField):
    """A mail address to which a mail can go."""

    default_error_messages = {"invalid": _("This is no mail address. Write it like name@example.org.")}

    def clean(self, value: Any) -> str:
        address = str(super().clean(value))
        if address:
            try:
                email_key(address)
            except ValueError as error:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return address


class PostcodeField(forms.CharField):
    """Five digits, or nothing."""

    default_error_messages = {"digits": _("A postcode has five digits, such as 30169. You may also leave this empty.")}

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not re.fullmatch(r"[0-9]{5}", value):
            raise ValidationError(self.error_messages["digits"], code="digits")


class TickWidget(forms.CheckboxInput):
    """Hands on what was sent, so that a made-up value is not taken for a tick."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(name)


class ConsentField(forms.BooleanField):
    """A box that somebody ticked, or not. Only what a ticked box sends counts as a consent."""

    widget = TickWidget
    default_error_messages = {"strange": _("Please tick this box or leave it empty.")}

    def to_python(self, value: Any) -> bool:
        if value in (None, "", False):
            return False
        if value in ("on", True):
            return True
        raise ValidationError(self.error_messages["strange"], code="strange")
