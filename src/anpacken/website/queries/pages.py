"""The site's own pages."""

from __future__ import annotations

from anpacken.website.models import TextPage


def footer_links(code: str) -> list[tuple[str, str]]:
    """Titles and addresses of the pages of text that stand at the foot of every page."""
    pages = TextPage.objects.live().filter(locale__language_code=code, show_in_menus=True).order_by("path")
    return [(page.title, page.url or "/") for page in pages]
