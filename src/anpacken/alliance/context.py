from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from anpacken.alliance import queries


def alliance(request: HttpRequest) -> dict[str, Any]:
    """`alliance` in every template."""
    return {"alliance": queries.current()}
