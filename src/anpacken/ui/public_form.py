"""Forms that everybody may send without a cookie: taken from our own pages only, by what browsers say themselves.

A page that is kept for all visitors cannot hold a CSRF token. Browsers tell with every form where it comes from
(`Sec-Fetch-Site`, older ones `Origin`), and a page elsewhere cannot forge that. What is no browser has no
cookies that could be misused.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site made the browser send this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "cross-site"
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    address = urlsplit(settings.BASE_URL)
    return origin not in (f"{request.scheme}://{request.get_host()}", f"{address.scheme}://{address.netloc}")


def public_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Marks a view that takes forms from everybody. Sets no cookie and needs no token."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE and comes_from_elsewhere(request):
            return render(request, "ui/refused.html", {"form_address": request.path}, status=403)
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)


class SeeOther(HttpResponseRedirect):
    """After a form: the answer has an address of its own, and reloading it sends nothing again."""

    status_code = 303


def private(answer: HttpResponse) -> HttpResponse:
    """Whoever has the address can act: it goes into no index and no Referer."""
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
