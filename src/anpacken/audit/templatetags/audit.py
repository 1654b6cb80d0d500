"""`{% load audit %}`: entries of the audit log in words."""

from __future__ import annotations

from django import template

from anpacken.audit import details, wording
from anpacken.audit.models import Entry

register = template.Library()


@register.filter
def deed(entry: Entry) -> str:
    """What was done."""
    return wording.in_words(entry.action)


@register.filter
def done_by(entry: Entry) -> str:
    """Who did it: the name, with the kind before it unless it was a signed-in person."""
    return wording.done_by(entry.actor_kind, entry.actor_label)


@register.filter
def details_in_words(entry: Entry) -> str:
    return details.in_words(entry.details, entry.target_type)
