"""`{% load consents %}{% consent_links object as urls %}`"""

from __future__ import annotations

from django import template
from django.urls import reverse

from anpacken.people.models import Organisation, Person

register = template.Library()


@register.simple_tag
def consent_links(subject: Person | Organisation) -> dict[str, str]:
    """Where the office enters a consent of `subject`, and sees and prints the proof."""
    name = subject._meta.model_name
    return {page: reverse(f"{name}:{page}", args=[subject.pk]) for page in ("consent", "proof", "proof_pdf")}
