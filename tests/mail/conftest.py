from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template.loaders.app_directories import Loader

from anpacken.alliance.models import Alliance
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.mail import rendering
from anpacken.mail.actions import outbox
from tests.mail.servers import Post, post


@pytest.fixture
def server() -> Iterator[Post]:
    with post() as office:
        yield office


@pytest.fixture
def alliance(db: None) -> Iterator[Alliance]:
    Alliance.objects.all().delete()
    page_cache.forget_everything()
    made = Alliance.objects.create(
        name="Bündnis Beispiel",
        office_name={"de": {"text": "Geschäftsstelle"}, "en": {"text": "Office"}},
        host_name="Beispielamt",
        street="Musterweg 1",
        postcode="80333",
        city="München",
        phone="089 123456",
        email="buero@example.org",
        sender_name="Bündnis Beispiel",
        sender_email="post@example.org",
        responsible="Maria Muster",
    )
    yield made
    page_cache.forget_everything()


@pytest.fixture
def queued(alliance: Alliance) -> Callable[..., Any]:
    """`queued(to_email=…, priority=…)` puts a trial mail into the outbox."""

    def queue(**given: Any) -> Any:
        details = {
            "template": "mail/mail/trial.html",
            "to_email": "erika@example.org",
            "to_name": "Erika Beispiel",
            "language": "de",
            "context": {
                "name": "Erika",
                "to_email": "erika@example.org",
                "language_name": "Deutsch",
                "site_url": "https://www.example.org/",
            },
            "by": Actor.public(),
        }
        return outbox.queue(**{**details, **given})

    return queue


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """`template("{% block … %}")` is the name of a mail template with this content."""
    written: dict[str, str] = {}

    def write(content: str) -> str:
        name = f"tests/{len(written)}.html"
        written[name] = "{% extends 'mail/layout.html' %}{% load i18n mail %}" + content
        engine = rendering.make_engine(
            ("django.template.loaders.locmem.Loader", written), f"{Loader.__module__}.{Loader.__qualname__}"
        )
        monkeypatch.setattr(rendering, "_engine", lambda: engine)
        return name

    return write
