"""What the invitations room refuses, each in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class NothingToInviteTo(Refusal):
    code = "nothing_to_invite_to"
    sentence = _(
        "Nobody can be invited to this event: it must be announced, take registrations on this site and not have begun."
    )


class NobodyToInvite(Refusal):
    code = "nobody_to_invite"
    field = "segment"
    sentence = _("Nobody new in this segment may be invited. The numbers below say why.")


class NobodyToRemind(Refusal):
    code = "nobody_to_remind"
    sentence = _("Nobody is left to remind: everybody has answered, or got a mail within the last %(days)d days.")


class RoundRuns(Refusal):
    code = "round_runs"
    sentence = _("Mails of an earlier round are still being written. Please wait a moment.")


class InvitationOver(Refusal):
    code = "invitation_over"
    sentence = _("The event has begun or is over, so this invitation can no longer be answered.")


class InvitationWithdrawn(Refusal):
    code = "invitation_withdrawn"
    sentence = _("This invitation was withdrawn. Please ask the office if you think that this is a mistake.")


class AlreadyAccepted(Refusal):
    code = "already_accepted"
    sentence = _(
        "This invitation has been used: you are registered. The link in the mail about your registration shows and "
        "changes it."
    )


class AlreadyAnswered(Refusal):
    code = "already_answered"
    sentence = _("This invitation has been answered in the meantime. This page says how it stands.")
