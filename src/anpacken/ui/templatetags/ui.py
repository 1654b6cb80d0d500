"""Tags and filters that every template has without loading them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString

from anpacken.ui import components, dates, fields, frames, pages, stylesheet, texts

register = template.Library()
register.tag("cotton", components.cotton)
register.tag("cotton:vars", components.cotton_vars)


@register.filter(is_safe=True)
def text(value: object) -> SafeString:
    """`{{ event.title|text }}`: a translated text, marked with its language where it fell back."""
    return texts.marked(value)


@register.filter(is_safe=True)
def paragraphs(value: object) -> SafeString:
    """`{{ event.description|paragraphs }}`: a long text in paragraphs and lists."""
    return texts.in_paragraphs(value)


@register.simple_tag
def date_leaf(start: date, end: date | None = None, precision: str = "") -> dates.Leaf:
    return dates.leaf(start, end, precision)


@register.simple_tag(takes_context=True)
def page_frame(context: Context) -> frames.Frame:
    return frames.of(context)


@register.simple_tag
def field_kind(field: forms.BoundField) -> str:
    return fields.kind(field)


@register.simple_tag
def field_widget(field: forms.BoundField) -> SafeString:
    return fields.widget(field)


@register.simple_tag
def error_links(form: forms.BaseForm) -> list[fields.ErrorLink]:
    return fields.error_links(form)


@register.simple_tag
def map_has_links(drawn: Any) -> bool:
    """Whether something on a map leads somewhere; otherwise it is one picture for assistive technology."""
    parts = drawn if isinstance(drawn, dict) else {"districts": drawn.districts, "points": drawn.points}
    shapes = [*parts["districts"], *parts["points"]]
    return any(shape["href"] if isinstance(shape, dict) else shape.href for shape in shapes)


@register.simple_tag(takes_context=True)
def page_links(context: Context, page: Page[Any], params: pages.Params = None) -> list[tuple[int | None, str]]:
    """Numbers and addresses for a pagination; a gap is `(None, "")`. Without `params` those of the request."""
    return pages.links(page, _params(context, params))


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int, params: pages.Params = None) -> str:
    return pages.link(number, _params(context, params))


def _params(context: Context, params: pages.Params) -> pages.Params:
    request = context.get("request")
    return request.GET if params in (None, "") and request is not None else params


@cache
def _sprite() -> str:
    return static("ui/icons.svg")


@register.simple_tag
def icon_href(name: str) -> str:
    return f"{_sprite()}#{name}"


@register.simple_tag
def stylesheet_href() -> str:
    return reverse("ui:stylesheet", args=[stylesheet.current().fingerprint])
