"""Addresses for machines: without a language in them."""

from __future__ import annotations

from django.urls import URLPattern, path

from anpacken.api.schemas import EventQuery
from anpacken.api.views import script
from anpacken.api.views.door import door
from anpacken.api.views.machine import nothing, schema
from anpacken.api.views.v1 import api

app_name = "api_v1"
TAKES = {"events": tuple(EventQuery.model_fields)}


def _through_the_door() -> list[URLPattern]:
    """The API's own addresses, each behind the door. Ninja's list of itself (`api-root`) is none of them."""
    found: list[URLPattern] = []
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = door(pattern.callback, takes=TAKES.get(str(pattern.name), ("lang",)))
            found.append(pattern)
    return found


urlpatterns = [
    path("einbetten/v1.js", script.embed, name="embed"),
    path("api/v1/openapi.json", door(schema), name="schema"),
    *(path(f"api/v1/{pattern.pattern}", pattern.callback, name=pattern.name) for pattern in _through_the_door()),
    path("api/<path:rest>", door(nothing, takes=()), name="nothing"),
]
