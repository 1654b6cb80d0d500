"""What machines ask for: whether we are well, what to crawl, which pages there are."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from anpacken.core.page_cache import keep
from anpacken.website.queries import sitemap


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers. For whoever watches the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /office/",
        "Disallow: /demo-mailbox/",
        f"Sitemap: {settings.BASE_URL}{reverse('meta:sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """All public addresses in all languages (sitemaps.org protocol)."""
    addresses = [settings.BASE_URL + path for path in sitemap.paths()]
    addresses += [page.full_url for page in Page.objects.live().filter(depth__gt=1).specific() if page.full_url]
    response = render(request, "website/sitemap.xml", {"addresses": addresses}, content_type="application/xml")
    return keep(response, "events", "projects", "reports", seconds=3600)
