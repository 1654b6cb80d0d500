"""What this room tells about a person or an organisation: rows of lists that wait with their address in them."""

from __future__ import annotations

import json
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from anpacken.core.actors import Actor
from anpacken.imports.actions import removals
from anpacken.imports.queries.lists import rows_about
from anpacken.people.chapters import Chapter, Held, Subject
from anpacken.people.queries.identities import identity


class WaitingRows(Chapter):
    name = "import_rows"
    label = _("Rows of lists that wait")

    def held(self, subject: Subject) -> list[Held]:
        return [
            {
                "list": row.of.name,
                "row": row.number,
                "cells": [
                    f"{heading}: {cell}"
                    for heading, cell in zip(row.of.headings, json.loads(row.cells), strict=False)
                    if cell.strip()
                ],
            }
            for row in rows_about(identity(subject).addresses)
        ]

    def erase(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        removals.forget_addresses(identity(subject).addresses)
