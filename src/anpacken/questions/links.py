"""The address under which somebody answers, without an account."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from anpacken.events import links
from anpacken.events.models import Registration


def answer_path(registration: Registration) -> str:
    """The path in the active language; it opens with the registration's own link and nothing else."""
    return reverse("questions:answer", args=[links.token(registration)])


def answer_url(registration: Registration) -> str:
    with translation.override(registration.language):
        return f"{settings.BASE_URL}{answer_path(registration)}"
