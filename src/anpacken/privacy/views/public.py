"""What the public sees: which data is held, why, and until when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anpacken.core.page_cache import keep
from anpacken.privacy.queries import record as queries


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The record of processing in plain words, made from the rules that the site keeps to."""
    context = {"entries": queries.entries(), "measures": queries.measures()}
    return keep(render(request, "privacy/record.html", context), "alliance", "privacy", seconds=3600)
