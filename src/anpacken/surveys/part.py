"""What surveys add to an event: their page in the office, and the way to answer on the page of a registration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.core import clock
from anpacken.events import rules as event_rules
from anpacken.events.choices import EventState
from anpacken.events.models import Event, Registration
from anpacken.events.parts import Entrance, Line, Part
from anpacken.events.queries.reach import reaches
from anpacken.surveys import links, rules
from anpacken.surveys.models import Survey, SurveyInvitation
from anpacken.surveys.queries.surveys import VIEW


class Surveys(Part):
    name = "surveys"

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if event.state not in (EventState.ANNOUNCED, EventState.HELD) or not event.takes_registrations:
            return
        if reaches(user, event, VIEW):
            url = reverse("surveys_office:surveys", args=[event.public_id])
            yield Entrance(_("Thanks and feedback"), url, _note(event))

    def lines(self, registration: Registration) -> Iterable[Line]:
        at = clock.now()
        # Before the end nothing is looked up: this is asked with every mail about a registration.
        if not event_rules.is_over(registration.event, at=at):
            return
        waiting = SurveyInvitation.objects.filter(registration=registration, is_answered=False)
        for one in waiting.filter(survey__closes_at__gt=at).select_related("survey"):
            url = reverse("surveys:answer", args=[links.token(one)])
            yield Line(_("Your feedback"), _("answer some questions"), url)


def _note(event: Event) -> str:
    found = list(Survey.objects.filter(event=event))
    if not found:
        return _("nobody is asked yet")
    at = clock.now()
    if all(rules.standing(one, at=at) == rules.Standing.DRAFT for one in found):
        return _("prepared, not sent")
    many = sum(one.answered_count for one in found)
    return ngettext("%(count)d answer", "%(count)d answers", many) % {"count": many}
