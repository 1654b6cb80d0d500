"""Lists as they leave the house: the page that asks for the purpose, answered."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

PURPOSE = "A count for the yearly report"


def export(
    client: Client, name: str, file_format: str = "csv", *, form: dict[str, Any] | None = None, **query: Any
) -> Any:
    """The answer to asking for the list `name` as a file."""
    url = f"{reverse(f'{name}:export')}?{urlencode(query)}"
    return client.post(url, {"purpose": PURPOSE, "format": file_format, **(form or {})})


def content(answer: Any) -> bytes:
    found = b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
    for close in answer._resource_closers:  # not answer.close(), which would end the test's database connection
        close()
    return found


def rows(answer: Any) -> list[list[str]]:
    """The lines of an export as CSV, the heading first."""
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(content(answer).decode())))
