"""What the market adds to an event: a section on its page, and an entrance on its record in the office.

Registering asks nothing here, so it costs no query; the page costs one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.accounts import rules as account_rules
from anpacken.core import clock
from anpacken.events.models import Event
from anpacken.events.parts import Entrance, Part, Section
from anpacken.events.queries.reach import reaches
from anpacken.market import rules
from anpacken.market.queries import markets

VIEW = "market.view_application"


class Market(Part):
    name = "market"

    def sections(self, event: Event) -> Iterable[Section]:
        call = markets.of_event(event)
        if call is None or (call.published_at is None and rules.is_over(call, at=clock.now())):
            return ()
        given = {
            "published": call.published_at is not None,
            "many": call.applications.accepted().count() if call.published_at else 0,
            "opens": timezone.localtime(call.opens_at),
            "closes": timezone.localtime(call.closes_at),
            "url": reverse("market:market", args=[event.public_id]),
        }
        return [Section(_("Market of opportunities"), "market/section.html", given)]

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if not account_rules.works_here(user) or not reaches(user, event, VIEW):
            return ()
        call = markets.of_event(event)
        note = _("no call yet")
        if call is not None:
            many = call.applications.standing().count()
            note = ngettext("%(many)d application", "%(many)d applications", many) % {"many": many}
        return [Entrance(_("Market of opportunities"), reverse("market_office:market", args=[event.public_id]), note)]
