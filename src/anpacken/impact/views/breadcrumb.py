from __future__ import annotations

from django.utils.translation import gettext as _

from anpacken.core import languages


def crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way from the home page to here; `more` is what follows, with its address."""
    code = languages.active()
    return [(_("Home"), "/" if code == languages.source() else f"/{code}/"), *more]
