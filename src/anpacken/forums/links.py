"""The address under which somebody sees and changes their forums, without an account."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from anpacken.events import links
from anpacken.events.models import Registration


def choose_path(registration: Registration) -> str:
    """The path in the active language; it opens with the registration's own link and nothing else."""
    return reverse("forums:choose", args=[links.token(registration)])


def choose_url(registration: Registration) -> str:
    with translation.override(registration.language):
        return f"{settings.BASE_URL}{choose_path(registration)}"
