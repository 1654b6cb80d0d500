"""From a template and its values to subject, plain text and HTML, in the mail's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.template import Context, Engine, TemplateDoesNotExist, TemplateSyntaxError
from django.template.backends.django import get_installed_libraries
from django.utils import translation

from anpacken.alliance import queries as alliance
from anpacken.core import languages
from anpacken.core.addresses import email_key
from anpacken.mail import plain
from anpacken.mail.errors import MailTemplateBroken
from anpacken.mail.rules import plain_name, without_controls

SUBJECT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Written:
    """One mail as it is sent."""

    subject: str
    text: str
    html: str


class _Undefined(str):
    """Django asks this for the text of a missing value; we have none and say so."""

    __slots__ = ()

    def __contains__(self, _part: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise MailTemplateBroken(f"The mail template uses “{name}”, and the mail has no such value.")


@cache
def _engine() -> Engine:
    return make_engine("django.template.loaders.app_directories.Loader")


def make_engine(*loaders: Any) -> Engine:
    """A template engine for mails, in which a missing value is an error."""
    return Engine(
        loaders=[("django.template.loaders.cached.Loader", list(loaders))],
        libraries=get_installed_libraries(),
        string_if_invalid=_Undefined("?"),
    )


def write(*, template: str, context: Mapping[str, Any], language: str) -> Written:
    """Renders one mail.

    Raises:
        MailTemplateBroken: the template does not exist or cannot be filled with these values.
    """
    with translation.override(language):
        values = {
            **neutral(context),
            "alliance": alliance.current(),
            "language": language,
            "direction": languages.direction(language),
            "base_url": settings.BASE_URL,
        }
        try:
            found = _engine().get_template(template)
            subject = " ".join(found.render(Context({**values, "mail_part": "subject"}, autoescape=False)).split())
            if not subject:
                raise MailTemplateBroken(f"The mail template {template} has no subject.")
            values["subject"] = subject[:SUBJECT_LENGTH]
            text = found.render(Context({**values, "mail_part": "text"}, autoescape=False))
            html = found.render(Context({**values, "mail_part": "html"}))
        except TemplateDoesNotExist as error:
            raise MailTemplateBroken(f"There is no mail template {error}.") from error
        except TemplateSyntaxError as error:
            raise MailTemplateBroken(f"The mail template {template} cannot be read: {error}") from error
    return Written(values["subject"], text.strip() + "\n", html.strip() + "\n")


def neutral(context: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a mail with every text made harmless, save links (under keys that end in `url`) and mail
    addresses (under keys that end in `email`). Texts under keys that end in `text` keep their line breaks.

    What those who work here wrote (under keys that end in `by_office`) stays as it is: never put under such a key what
    somebody else typed. See `words`.
    """
    return {key: _neutral(key, value) for key, value in context.items()}


def _neutral(key: str, value: Any) -> Any:
    match value:
        case Mapping():
            return {inner: _neutral(inner, entry) for inner, entry in value.items()}
        case list() | tuple():
            return [_neutral(key, entry) for entry in value]
        case str() if key.endswith("url"):
            return _link(key, value)
        case str() if key.endswith("email") and _is_address(value):
            return value
        case str() if key.endswith("by_office"):
            return without_controls(value, keep_lines=True)
        case str():
            return plain_name(value, keep_lines=key.endswith("text"))
        case _:
            return value


def _link(key: str, value: str) -> str:
    if value and not plain.is_link(value):
        raise MailTemplateBroken(f"The value “{key}” of the mail is no absolute address.")
    return value


def _is_address(value: str) -> bool:
    try:
        email_key(value)
    except ValueError:
        return False
    return not any(sign.isspace() for sign in value)
