"""The address of the same page in another language."""

from __future__ import annotations

from typing import Any

from anpacken.core import languages

_ATTRIBUTE = "page_translations"


def in_language(path: str, code: str) -> str:
    """`path` under the prefix of `code`; the source language has none."""
    for other in languages.codes():
        if other != languages.source() and (path == f"/{other}" or path.startswith(f"/{other}/")):
            path = path[len(other) + 1 :] or "/"
            break
    return path if code == languages.source() else f"/{code}{path}"


def remember_translations(request: Any, page: Any) -> None:
    """Notes on the request where the page's translations are, for the language menu."""
    found = page.get_translations(inclusive=True).live().select_related("locale")
    setattr(request, _ATTRIBUTE, {each.locale.language_code: each.get_url(request) for each in found})


def translations_of(request: Any) -> dict[str, str]:
    """What `remember_translations` noted; nothing for views, whose address differs by the prefix only."""
    noted: dict[str, str] = getattr(request, _ATTRIBUTE, {})
    return noted
