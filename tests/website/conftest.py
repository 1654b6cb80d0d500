from __future__ import annotations

import pytest
from django.conf import settings

from anpacken.core.actors import Actor
from anpacken.website.actions import pages
from anpacken.website.models import TextPage

BY = Actor.command("tests")


@pytest.fixture
def _site(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home pages in both languages, at the address that the test client asks for."""
    monkeypatch.setattr(settings, "BASE_URL", "http://testserver")
    pages.ensure_site(name="Niedersachsen packt an", by=BY)


@pytest.fixture
def imprint(_site: None) -> TextPage:
    """The imprint in German; `/en/imprint/` is its translation."""
    pages.ensure_text_page(
        key="imprint",
        language="en",
        slug="imprint",
        title="Imprint",
        body=[{"type": "text", "value": "<p>The state chancellery answers for it.</p>"}],
        by=BY,
    )
    return pages.ensure_text_page(
        key="imprint",
        language="de",
        slug="impressum",
        title="Impressum",
        body=[
            {"type": "heading", "value": "Wer <wir> sind"},
            {"type": "text", "value": "<p>Die Geschäftsstelle des Bündnisses.</p>"},
        ],
        by=BY,
    )
