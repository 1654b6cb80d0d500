"""Whom the maps and tables are owed to. The wording is part of the licences, so it is never translated."""

from __future__ import annotations

OUTLINES = "© GeoBasis-DE / BKG 2016 (Daten verändert)"
DISTRICTS = "Destatis, CC BY 4.0"
POSTCODES = "© OpenStreetMap contributors"

# What stands beneath every map.
MAP = f"{OUTLINES} · {DISTRICTS}"
