"""What every public page shows around its content: the ways through the site and the languages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.core import languages, page_cache
from anpacken.website.addresses import in_language, translations_of
from anpacken.website.queries import pages

_footers: dict[str, tuple[list[tuple[int, bytes]], list[tuple[str, str]]]] = {}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation`, `footer_links` and `languages_menu` for the layout; nothing for the office."""
    if request.path_info.startswith("/office/"):
        return {}
    path = request.path
    ways = [
        (_("Events"), reverse("events:event_list")),
        (_("Projects"), reverse("network:project_list")),
        (_("Figures"), reverse("impact:figures")),
        (_("Impact"), reverse("impact:outcomes")),
        (_("Reports"), reverse("impact:report_list")),
        (_("Supporters"), reverse("people:supporter_list")),
    ]
    return {
        "navigation": [{"label": label, "href": href, "current": path.startswith(href)} for label, href in ways],
        "call": {"label": _("Become a supporter"), "href": reverse("people:sign_up")},
        "search_href": reverse("website:search"),
        "home_href": in_language("/", languages.active()),
        "footer_links": [{"label": label, "href": href, "current": path == href} for label, href in _footer()],
        "languages_menu": [
            {
                "code": code,
                "name": languages.language(code).name,
                "href": _same_page(request, code),
                "current": code == languages.active(),
            }
            for code in languages.codes()
        ],
    }


def _same_page(request: HttpRequest, code: str) -> str:
    """This page in the language `code`; that language's home page where nobody has translated it."""
    translations = translations_of(request)
    if translations:
        return translations.get(code) or in_language("/", code)
    return in_language(request.get_full_path(), code)


def _footer() -> list[tuple[str, str]]:
    code = languages.active()
    own = (_("My page"), reverse("people:my_page"))
    kept = _footers.get(code)
    if kept is None or not page_cache.is_current(kept[0]):
        stamp = page_cache.stamp(["site"])
        kept = _footers[code] = (stamp, pages.footer_links(code))
    return [own, *kept[1]]
