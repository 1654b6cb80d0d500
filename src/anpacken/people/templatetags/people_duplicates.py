"""Words and addresses of the pages about duplicates."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.urls import reverse

from anpacken.people.choices import PairReason
from anpacken.people.models import Organisation, Person

register = template.Library()


@register.filter
def record_url(subject: Person | Organisation) -> str:
    """The record in the office."""
    return reverse(f"{subject._meta.model_name}:inspect", args=[subject.pk])


@register.filter
def reasons(codes: Iterable[str]) -> str:
    """What speaks for two records being one, in words."""
    known = dict(PairReason.choices)
    return ", ".join(str(known.get(code, code)) for code in codes)
