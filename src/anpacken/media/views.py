"""The page of picture credits."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anpacken.core import languages
from anpacken.core.page_cache import keep
from anpacken.media import queries

PER_PAGE = 25


@require_safe
def picture_credits(request: HttpRequest) -> HttpResponse:
    home = "/" if languages.active() == languages.source() else f"/{languages.active()}/"
    context = {
        "page": Paginator(queries.credited(), PER_PAGE).get_page(request.GET.get("page")),
        "head": [_("Picture"), _("Credit")],
        "crumbs": [(_("Home"), home), (_("Picture credits"), None)],
    }
    return keep(render(request, "media/picture_credits.html", context), "pictures", seconds=600)
