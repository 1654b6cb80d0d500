"""All addresses of the house, by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    route: str
    is_ours: bool


def _walk(resolver: URLResolver, route: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Address]:
    for part in resolver.url_patterns:
        path = f"{route}{part.pattern}"
        if isinstance(part, URLResolver):
            yield from _walk(part, path, (*spaces, part.namespace) if part.namespace else spaces)
        elif isinstance(part, URLPattern):
            view = getattr(part.callback, "view_class", part.callback)
            yield Address(":".join([*spaces, part.name or path]), path, view.__module__.startswith("anpacken."))


@cache
def every() -> list[Address]:
    return list(_walk(get_resolver()))
