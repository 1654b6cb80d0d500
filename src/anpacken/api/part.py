"""What this room adds to an event: the way to what others embed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.accounts import rules as account_rules
from anpacken.events.models import Event
from anpacken.events.parts import Entrance, Part


class Embedding(Part):
    name = "embedding"

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if account_rules.works_here(user):
            yield Entrance(_("Embed in other sites"), reverse("api_office:button", args=[event.public_id]))
