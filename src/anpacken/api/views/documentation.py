"""The page about the API: made from its own description, so that it never tells of anything else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anpacken.api.views.machine import described
from anpacken.core import languages
from anpacken.core.page_cache import keep


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    api = described()
    context = {
        "crumbs": [(_("Home"), _home()), (_("Interface for other sites"), None)],
        "base": settings.BASE_URL,
        "schema_url": reverse("api_v1:schema"),
        "script_url": f"{settings.BASE_URL}{reverse('api_v1:embed')}",
        "language": languages.active(),
        "codes": languages.codes(),
        "addresses": list(_addresses(api)),
        "answers": list(_answers(api)),
    }
    return keep(render(request, "api/documentation.html", context), "alliance", seconds=3600)


def _home() -> str:
    code = languages.active()
    return "/" if code == languages.source() else f"/{code}/"


def _addresses(api: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in api["paths"].items():
        said = methods["get"]
        answer = said["responses"][200]["content"]["application/json"]["schema"]
        yield {
            "path": path,
            "summary": said["summary"],
            "parameters": [_parameter(each) for each in said.get("parameters", []) if each["name"] != "lang"],
            "answer": answer["$ref"].rpartition("/")[2],
        }


def _parameter(said: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": said["name"],
        "description": _marked(said.get("description") or said["schema"].get("description", "")),
    }


def _answers(api: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, said in api["components"]["schemas"].items():
        if said.get("type") == "object" and not name.endswith("Query"):
            yield {"name": name, "about": _marked(said.get("description", "")), "fields": list(_fields(said))}


def _fields(said: dict[str, Any]) -> Iterator[dict[str, str]]:
    for name, field in said["properties"].items():
        yield {"name": name, "kind": _kind(field), "description": _marked(field.get("description", ""))}


def _marked(text: str) -> SafeString:
    """A description with what stands in backticks set as code."""
    pieces = enumerate(text.split("`"))
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", piece) if n % 2 else piece,) for n, piece in pieces)
    )


def _kind(field: dict[str, Any]) -> str:
    """The type of a field in a word or two: `string`, `Text?`, `Named[]`."""
    if "anyOf" in field:
        kinds = [_kind(one) for one in field["anyOf"]]
        return "|".join(kind for kind in kinds if kind != "null") + ("?" if "null" in kinds else "")
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if field.get("type") == "array":
        return f"{_kind(field.get('items', {}))}[]"
    return str(field.get("format") or field.get("type") or "object")
