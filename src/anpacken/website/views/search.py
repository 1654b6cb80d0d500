"""The search over the whole public site."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anpacken.website.forms import SearchForm
from anpacken.website.queries import search

PER_PAGE = 25


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = search.everything(words) if words else []
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "website/search.html", {"form": form, "words": words, "page": page, "total": len(found)})
