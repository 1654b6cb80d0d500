"""How an invitation stands, and what a round of mails is for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anpacken.core.transitions import Transitions


class InvitationState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("invitation", "not answered")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "registered")
    DECLINED = "declined", pgettext_lazy("invitation", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "withdrawn")


# Whoever has declined may think again; whoever has registered changes the registration.
INVITATION_TRANSITIONS: Transitions[InvitationState] = Transitions(
    {
        InvitationState.INVITED: [InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.WITHDRAWN],
        InvitationState.DECLINED: [InvitationState.ACCEPTED, InvitationState.WITHDRAWN],
    }
)


class RoundKind(models.TextChoices):
    INVITING = "inviting", _("invitations")
    REMINDING = "reminding", _("reminders")


REMIND_AFTER_DAYS = 7
"""Nobody gets a second mail about the same event sooner than that."""
