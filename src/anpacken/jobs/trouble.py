"""Database connections that broke under a piece of work."""

from __future__ import annotations

from django.db import connection


def let_go_if_broken() -> None:
    """Closes the connection if what went wrong has made it useless, so that the result can be written by a new one."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
