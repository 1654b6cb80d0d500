"""Deeds of which only one may run at a time in the whole installation."""

from __future__ import annotations

import zlib

from django.db import connection, transaction


def one_at_a_time(name: str) -> None:
    """Waits until no other transaction holds `name`, and holds it until this one ends.

    For rare deeds that touch rows whose number and order nobody knows before looking: locking those rows one by one
    would let two such deeds wait for each other. PostgreSQL has advisory locks for it; on SQLite every writing
    transaction is alone anyway.

    Raises:
        TransactionManagementError: outside a transaction, where nothing would be held.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("one_at_a_time holds until the transaction ends; there is none.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
