"""`{% load market %}{{ stand.x|percent }}`"""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """A share as per cent with two decimals and a point, as style sheets and number fields want it."""
    return f"{share * 100:.2f}"
