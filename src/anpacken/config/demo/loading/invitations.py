"""Made-up events by invitation: a segment that is invited, and answers of made-up people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from anpacken.config.demo.loading.coming import facts
from anpacken.config.demo.loading.ledger import Ledger
from anpacken.config.demo.loading.planning import plan
from anpacken.config.demo.schema.invitations import InvitationsFile, InvitingEntry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.events.actions import load as events
from anpacken.events.models import Event
from anpacken.invitations import links
from anpacken.invitations.actions import answers, rounds
from anpacken.invitations.models import Invitation
from anpacken.people.models import Organisation
from anpacken.segments.actions import segments
from anpacken.segments.choices import SegmentSubject
from anpacken.segments.models import Segment

_BETWEEN_ANSWERS = timedelta(hours=5)


def load_invitations(
    file: InvitationsFile, organisations: Mapping[str, Organisation], ledger: Ledger, *, by: Actor, at: datetime
) -> int:
    """Makes the events by invitation that were never brought, dated from the day of `at`, and returns how many."""
    due = [entry for entry in file.invitations if ledger.is_due("invitations", entry.slug)]
    for entry in due:
        made = facts(entry, organisations, timezone.localtime(at).date())
        event = events.ensure(replace(made, by_invitation=True), by=by)
        plan(event, at=at, by=by)
        sent_at = at - timedelta(days=entry.invited_days_ago)
        with clock.frozen(sent_at):
            _invite(event, entry, by=by, at=sent_at)
        _answer(event, entry, since=sent_at)
    return len(due)


def _invite(event: Event, entry: InvitingEntry, *, by: Actor, at: datetime) -> None:
    node = {"condition": "district", "operator": "any_of", "value": [entry.district]}
    segment = Segment(name=entry.segment, subject=SegmentSubject.PERSON, conditions={"all": [node]})
    segments.save(record=segment, changed=["name", "conditions"], by=by)
    begun = rounds.invite(event=event, segment=segment, greeting=entry.greeting.value, by=by, at=at)
    while rounds.go_on(round_pk=begun.pk, by=by, at=at):
        pass


def _answer(event: Event, entry: InvitingEntry, *, since: datetime) -> None:
    invited = list(Invitation.objects.filter(event=event).select_related("event", "registration").order_by("pk"))
    for number, invitation in enumerate(invited[: entry.accepted + entry.declined]):
        moment, by = since + _BETWEEN_ANSWERS * (number + 1), Actor.link(links.PURPOSE, invitation.public_id)
        with clock.frozen(moment):
            event.refresh_from_db()
            if number < entry.accepted:
                answers.accept(invitation=invitation, event=event, name=invitation.name, by=by, at=moment)
            else:
                answers.decline(invitation=invitation, by=by, at=moment)
