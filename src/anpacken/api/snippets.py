"""What somebody copies into another site: the script, the element, and a plain link inside it."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def element(name: str, attributes: Mapping[str, str], *, href: str, label: str) -> SafeString:
    """The element with a link inside, which is there without scripts."""
    said = format_html_join(
        "", " {}{}", ((key, format_html('="{}"', value) if value else "") for key, value in attributes.items())
    )
    return format_html('<{}{}>\n  <a href="{}">{}</a>\n</{}>', name, said, href, label, name)


def whole(shown: SafeString) -> str:
    """All that has to be copied."""
    script = format_html('<script src="{}{}" async></script>', settings.BASE_URL, reverse("api_v1:embed"))
    return f"{script}\n{shown}\n"
