"""The style sheet and, while debugging or showing the demo, the gallery of components."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from anpacken.ui import gallery, samples, stylesheet

FOR_A_YEAR = "public, max-age=31536000, immutable"


def stylesheet_file(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The one style sheet. An old fingerprint gets the present rules, but is not kept."""
    sheet = stylesheet.current()
    zips = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(sheet.zipped if zips else sheet.text, content_type="text/css; charset=utf-8")
    if zips:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = FOR_A_YEAR if fingerprint == sheet.fingerprint else "no-cache"
    return response


def for_builders(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only where nobody is served: while debugging or showing the demo. `?language=` chooses the language."""

    @wraps(view)
    def shown(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not (settings.DEBUG or settings.DEMO):
            raise Http404
        wanted = request.GET.get("language", "")
        with translation.override(wanted if translation.check_for_language(wanted) else settings.LANGUAGE_CODE):
            return view(request, *args, **kwargs)

    return shown


@for_builders
def gallery_page(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", {"entries": gallery.ENTRIES, **gallery.frame(request.path)})


@for_builders
def component(request: HttpRequest, name: str) -> HttpResponse:
    entry = gallery.entry(name)
    if entry is None:
        raise Http404
    return render(request, "ui/gallery_entry.html", {"entry": entry, **gallery.frame(request.path), **entry.context()})


@for_builders
def sample(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery_sample.html", {**gallery.frame(request.path), **samples.page()})
