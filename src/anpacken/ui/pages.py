"""Addresses of the pages of a long list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from django.core.paginator import Page
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode

Params = Mapping[str, Any] | str | None
"""What the list is filtered by: `request.GET`, a mapping, or a query string."""


def _pairs(params: Params) -> list[tuple[str, Any]]:
    if not params:
        return []
    if isinstance(params, str):
        return parse_qsl(params.lstrip("?"), keep_blank_values=True)
    if isinstance(params, MultiValueDict):
        return [(key, value) for key, values in params.lists() for value in values]
    pairs: list[tuple[str, Any]] = []
    for key, value in params.items():
        is_many = isinstance(value, Iterable) and not isinstance(value, str)
        pairs += [(key, one) for one in value] if is_many else [(key, value)]
    return pairs


def link(number: int, params: Params = None) -> str:
    """The query string of page `number`; the first page has no `page`, empty filters are left out."""
    pairs = [(key, value) for key, value in _pairs(params) if key != "page" and value not in (None, "")]
    if number > 1:
        pairs.append(("page", number))
    return f"?{urlencode(pairs)}"


def links(page: Page[Any], params: Params = None) -> list[tuple[int | None, str]]:
    """Numbers and addresses around the present page; a gap is `(None, "")`."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [(number, link(number, params)) if isinstance(number, int) else (None, "") for number in numbers]
