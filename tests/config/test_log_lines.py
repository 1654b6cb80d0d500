from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.test import Client

from anpacken.config.log_lines import WithoutTokens
from anpacken.core import links


def _told(message: str, *values: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, values, None)
    assert WithoutTokens().filter(record)
    return record.getMessage()


def test_a_link_does_not_stand_in_the_log() -> None:
    token = links.sign("events.registration", {"r": "abcdefgh2345"})
    assert _told("%s: %s", "Conflict", f"/anmeldung/{token}/") == "Conflict: /anmeldung/…/"
    assert _told("Not Found: %s", f"/en/abmelden/{token.replace(':', '%3A')}/") == "Not Found: /en/abmelden/…/"


@pytest.mark.parametrize(
    "line", ["Not Found: /veranstaltungen/abcdefgh2345/", "2019-10-10 09:00:00 anpacken.config.log_lines: 100 %"]
)
def test_other_lines_stay(line: str) -> None:
    assert _told(line.replace("%", "%%")) == line.replace("%", "%%")


def test_every_handler_has_the_filter() -> None:
    assert all("without_tokens" in handler["filters"] for handler in settings.LOGGING["handlers"].values())


@pytest.mark.django_db
def test_a_body_larger_than_any_form_is_refused_in_the_office_too() -> None:
    stranger = Client()
    part = b"0" * (3 * 1024 * 1024)
    assert stranger.generic("POST", "/office/login/", part, "multipart/form-data; boundary=x").status_code == 400
    assert stranger.generic("POST", "/keine/", part, "application/octet-stream").status_code == 400
    assert stranger.post("/office/login/", b"", "text/plain", headers={"content-length": "-1"}).status_code == 400
