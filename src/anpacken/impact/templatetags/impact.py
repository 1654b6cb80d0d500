"""The report's tree and the figures as HTML."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from anpacken.core import languages
from anpacken.core.dates import in_words
from anpacken.impact.models import Outcome, Publication
from anpacken.impact.queries.report.tree import FigureLine, Prose, Said

register = template.Library()


def _language(lang: str) -> SafeString:
    """The attributes of a text that is in another language than the page."""
    if lang == languages.active():
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', lang, languages.direction(lang))


@register.filter
def said(value: Said) -> SafeString:
    """A short text, marked with its language where that is not the page's."""
    marks = _language(value.lang)
    return format_html("<span{}>{}</span>", marks, value.text) if marks else format_html("{}", value.text)


@register.filter
def told(value: Prose) -> SafeString:
    """A long text in paragraphs and lists."""
    marks = _language(value.lang)
    parts = []
    for block in value.blocks:
        if block.kind == "ul":
            items = format_html_join("", "<li>{}</li>", ((item,) for item in block.items))
            parts.append(format_html("<ul{}>{}</ul>", marks, items))
        else:
            parts.append(format_html("<p{}>{}</p>", marks, block.items[0]))
    return SafeString("".join(parts))


@register.inclusion_tag("impact/parts/share.html")
def share(value: int, grown: int, most: int | None = None) -> dict[str, Any]:
    """A bar: what of `value` is old and what is `grown`, as shares of `most` (of `value` if left out)."""
    whole = value if most is None else most
    new = min(max(grown, 0), max(value, 0)) * 100 / whole if whole > 0 else 0
    old = max(value, 0) * 100 / whole - new if whole > 0 else 0
    return {"old": f"{old:.2f}", "new": f"{new:.2f}"}


@register.simple_tag
def split_in_words(line: FigureLine) -> str:
    return " · ".join(f"{part.label}: {part.total}" for part in line.split)


@register.filter
def day(record: Outcome | Publication) -> str:
    """A record's day in words, no more exact than it is known."""
    known = record.happened_on if isinstance(record, Outcome) else record.published_on
    return in_words(known, record.date_precision) if known else ""
