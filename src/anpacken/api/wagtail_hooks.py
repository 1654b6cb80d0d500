"""The pages about embedding, reached from an event's record."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks

from anpacken.api.views import office

URLS = [
    path("", office.listing, name="list"),
    path("<public_id:public_id>/", office.button, name="button"),
]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("embedding/", include((URLS, "api_office"), namespace="api_office"))]
