"""The door of the API, the same for every address: methods, language, what is open to other sites, and refusals.

Answers to questions that name their language are kept by the ASGI root, which gives them their ETag. Those that leave
it to the browser differ by a header, so they are made each time, and get their ETag here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.views.decorators.csrf import csrf_exempt

from anpacken.api.errors import Problem
from anpacken.core import languages
from anpacken.core.page_cache import KEEP_HEADER

METHODS = "GET, HEAD, OPTIONS"
View = Callable[..., HttpResponse]


def door(view: View, *, takes: Collection[str] = ("lang",)) -> View:
    """`view` with all that the API's addresses have in common. `takes`: the parameters that it knows."""

    @csrf_exempt
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponse:
        try:
            response = _answered(request, view, takes, arguments)
        except Problem as problem:
            response = told(problem)
        return opened(response)

    return answer


def _answered(request: HttpRequest, view: View, takes: Collection[str], arguments: dict[str, Any]) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method not in {"GET", "HEAD"}:
        raise Problem(405, f"This API is for reading. Allowed: {METHODS}.")
    for name, values in request.GET.lists():
        if name not in takes:
            raise Problem(400, f"There is no such parameter. Known: {', '.join(sorted(takes))}.", parameter=name[:60])
        if len(values) > 1:
            raise Problem(400, "Give it once.", parameter=name)
    asked = request.GET.get("lang")
    if asked is not None and asked not in languages.codes():
        raise Problem(400, f"Texts are in: {', '.join(languages.codes())}.", parameter="lang")
    code = asked or _by_browser(request)
    # Who asks for the head only is answered as for the whole; the server leaves the body out.
    method, request.method = request.method, "GET"
    with translation.override(code):
        response = view(request, **arguments)
    request.method = method
    response["Content-Language"] = code
    return response if asked else _made_each_time(request, response)


def _by_browser(request: HttpRequest) -> str:
    with translation.override(translation.get_language_from_request(request)):
        return languages.active()


def _made_each_time(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    del response[KEEP_HEADER]
    patch_vary_headers(response, ["Accept-Language"])
    if response.status_code != HTTPStatus.OK:
        return response
    response["Cache-Control"] = "no-cache"
    set_response_etag(response)
    unchanged = get_conditional_response(request, etag=response["ETag"], response=response)
    return unchanged if isinstance(unchanged, HttpResponse) else response


def told(problem: Problem) -> HttpResponse:
    """A refusal as RFC 9457 says it."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": f"{problem.parameter}: {problem.detail}" if problem.parameter else problem.detail,
        "errors": [{"parameter": problem.parameter, "detail": problem.detail}] if problem.parameter else [],
    }
    response = JsonResponse(said, status=problem.status, content_type="application/problem+json")
    if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = METHODS
    return response


def opened(response: HttpResponse) -> HttpResponse:
    """Open to scripts of other sites, which send and get no cookie."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Expose-Headers"] = "Content-Language, ETag"
    response["Access-Control-Max-Age"] = "86400"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
