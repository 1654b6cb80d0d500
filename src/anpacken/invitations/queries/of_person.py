"""The invitations of one person or organisation, found by the record and by its mail addresses."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.core import clock
from anpacken.invitations import links, rules
from anpacken.invitations.choices import InvitationState
from anpacken.invitations.models import Invitation
from anpacken.people.chapters import Held, Moment, Shown, Subject
from anpacken.people.models import Person
from anpacken.people.queries.holdings import columns
from anpacken.people.queries.identities import identity

NAME = "invitations"
MOST = 1000


def invitations_of(subject: Subject) -> QuerySet[Invitation]:
    """All invitations of somebody, the newest first."""
    who = identity(subject)
    own = Q(person__in=who.pks) if isinstance(subject, Person) else Q(organisation__in=who.pks)
    found = Invitation.objects.filter(own | Q(email_key__in=who.addresses))
    return found.select_related("event", "registration").order_by("-invited_at", "-pk")


def held(subject: Subject) -> list[Held]:
    """Every invitation with all that is known of it."""
    names = ("event", "state", "name", "email", "language", "invited_at", "reminder_count", "answered_at")
    return [columns(invitation, *names) for invitation in invitations_of(subject)]


def moments(subject: Subject, *, before: datetime | None, most: int) -> list[Moment]:
    """Invited, and declined. Who registered has a moment of its own, told by events."""
    told: list[Moment] = []
    # By the record alone: who was merged has brought the invitations along, and one question is enough.
    own = {"person": subject.pk} if isinstance(subject, Person) else {"organisation": subject.pk}
    for invitation in Invitation.objects.filter(**own).select_related("event").order_by("-invited_at", "-pk")[:MOST]:
        words = {"event": str(invitation.event.title)}
        url = reverse("invitations_office:standing", args=[invitation.event.public_id])
        told.append(Moment(invitation.invited_at, NAME, _("Invited: %(event)s") % words, "", url))
        if invitation.state == InvitationState.DECLINED and invitation.answered_at:
            told.append(Moment(invitation.answered_at, NAME, _("Invitation declined: %(event)s") % words, "", url))
    now = clock.now()
    wanted = [one for one in told if (one.at < before if before else one.at <= now)]
    return sorted(wanted, key=lambda one: one.at, reverse=True)[:most]


def open_ones(subject: Subject, *, at: datetime) -> list[Shown]:
    """Invitations that can still be answered, for somebody's own page."""
    return [
        Shown(str(invitation.event.title), str(_("Invitation, not answered yet")), links.invitation_url(invitation))
        for invitation in invitations_of(subject).filter(state=InvitationState.INVITED)[:20]
        if rules.refusal_to_open(invitation, at=at) is None
    ]
