"""What a layout needs to know about the page: language, direction, menus, addresses in other languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.context import Context

from anpacken.core import languages


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything may be missing: error pages are rendered without request and without context processors."""

    language: str
    direction: str
    alliance: Any
    navigation: Sequence[Mapping[str, Any]]
    footer_links: Sequence[Mapping[str, Any]]
    languages: Sequence[Mapping[str, Any]]
    call: Mapping[str, Any] | str
    """The one thing that visitors are asked to do: `label` and `href`."""
    search: str
    home: str
    """The start page in this language."""
    canonical: str
    alternates: Sequence[tuple[str, str]]
    """Language code and absolute address, with `x-default` for the source language."""


def absolute(href: str) -> str:
    """`href` with scheme and host."""
    return f"{settings.BASE_URL}{href}" if href.startswith("/") else href


def of(context: Context) -> Frame:
    """The frame of the page that is being rendered."""
    request = context.get("request")
    menu = context.get("languages_menu") or ()
    alternates = [(item["code"], absolute(item["href"])) for item in menu]
    alternates += [("x-default", address) for code, address in alternates if code == languages.source()]
    code = languages.active()
    return Frame(
        language=code,
        direction=languages.direction(code),
        alliance=context.get("alliance"),
        navigation=context.get("navigation") or (),
        footer_links=context.get("footer_links") or (),
        languages=menu,
        call=context.get("call") or "",
        search=context.get("search_href") or "",
        home=context.get("home_href") or ("/" if code == languages.source() else f"/{code}/"),
        canonical=absolute(request.path) if request is not None else "",
        alternates=alternates if len(alternates) > 2 else (),
    )
