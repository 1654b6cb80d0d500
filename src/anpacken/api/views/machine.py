"""The API's description of itself, and its answer where nothing is."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from anpacken.api.errors import Problem
from anpacken.api.views.v1 import api
from anpacken.core.page_cache import keep


@cache
def described() -> dict[str, Any]:
    """The OpenAPI 3.1 description, made from what the addresses take and say."""
    found = dict(api.get_openapi_schema(path_prefix="/api/v1/"))
    found["servers"] = [{"url": settings.BASE_URL}]
    return found


def schema(request: HttpRequest) -> HttpResponse:
    return keep(JsonResponse(described()), seconds=3600)


def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    raise Problem(404, "There is nothing here. Everything that is there stands in /api/v1/.")
