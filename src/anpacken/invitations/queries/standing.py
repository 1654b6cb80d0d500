"""How the invitations to one event stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from anpacken.events.models import Event
from anpacken.invitations.choices import InvitationState
from anpacken.invitations.models import Invitation, Round
from anpacken.segments.models import Segment


@dataclass(frozen=True, slots=True)
class Counts:
    """Invitations by state."""

    invited: int
    accepted: int
    declined: int
    withdrawn: int

    @property
    def all(self) -> int:
        return self.invited + self.accepted + self.declined + self.withdrawn


def counts(event: Event) -> Counts:
    """One query."""
    found = Invitation.objects.filter(event=event).aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in InvitationState}
    )
    return Counts(**found)


def listed(event: Event, *, words: str = "", state: str = "") -> QuerySet[Invitation]:
    """Those whose name or address holds every word, by name; with their registrations."""
    found = Invitation.objects.filter(event=event).select_related("registration")
    if state in InvitationState.values:
        found = found.filter(state=state)
    for word in words.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return found.order_by("name", "pk")


def rounds(event: Event) -> list[Round]:
    """The newest first."""
    return list(Round.objects.filter(event=event)[:50])


def under_way() -> QuerySet[Round]:
    """Rounds with mails still to be written, the oldest first."""
    return Round.objects.filter(done_at=None).select_related("event", "segment").order_by("pk")


def opened(public_id: str) -> Invitation:
    """An invitation with its event and registration. Raises `Invitation.DoesNotExist`."""
    return Invitation.objects.select_related("event__municipality", "registration", "round").get(public_id=public_id)


def uses_of(segment: Segment) -> list[str]:
    """What still needs a segment: rounds that are being written."""
    found = Round.objects.filter(segment=segment, done_at=None).select_related("event")
    return [_("Invitations to: %(event)s") % {"event": one.event.title} for one in found]
