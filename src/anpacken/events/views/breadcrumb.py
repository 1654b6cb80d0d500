from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.core import languages


def crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way from the home page over the events to here; `more` is what follows, with its address."""
    code = languages.active()
    home = "/" if code == languages.source() else f"/{code}/"
    return [(_("Home"), home), (_("Events"), reverse("events:event_list")), *more]
