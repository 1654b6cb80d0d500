"""What a visitor reads when something is not there or went wrong."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _page(
            request,
            400,
            _("This is too large"),
            _("What you sent is larger than we can take; a file may have at most 60 MB. Please cut it into several."),
        )
    return _page(request, 400, _("This request cannot be read"), _("Please go back and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        403,
        _("You may not see this"),
        _("Your log-in does not go this far. Ask the office if you think it should."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("This page is not here"),
        _("Perhaps it has moved, or the address is not quite right. The search or the start page will help."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither database nor context processors, since either may be what went wrong."""
    body = render_to_string("website/server_error.html")
    return HttpResponse(body, status=500)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "website/error.html", {"heading": title, "text": text}, status=status)
