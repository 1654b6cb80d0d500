"""The address under which somebody answers, without an account."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from anpacken.core import links
from anpacken.surveys.models import SurveyInvitation

PURPOSE = "surveys.answer"


def token(invitation: SurveyInvitation) -> str:
    return links.sign(PURPOSE, {"i": invitation.public_id})


def read_token(value: str) -> str:
    """The public id of the invitation that a link opens. Raises `LinkInvalid`."""
    found = links.read(PURPOSE, value).get("i")
    if not isinstance(found, str) or "\x00" in found:
        raise links.LinkInvalid
    return found


def answer_url(invitation: SurveyInvitation, language: str) -> str:
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse('surveys:answer', args=[token(invitation)])}"
