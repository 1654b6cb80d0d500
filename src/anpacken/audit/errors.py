"""What the audit log refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class EntriesStay(Refusal):
    code = "entries_stay"
    sentence = _(
        "The audit log is append-only: its entries are neither changed nor removed. Write a new entry instead."
    )
