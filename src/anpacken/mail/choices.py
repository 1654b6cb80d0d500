from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.transitions import Transitions


class MailState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    CLAIMED = "claimed", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


MAIL_TRANSITIONS: Transitions[MailState] = Transitions(
    {
        MailState.QUEUED: [MailState.CLAIMED],
        MailState.CLAIMED: [MailState.SENT, MailState.QUEUED, MailState.FAILED],
        MailState.FAILED: [MailState.QUEUED],
    }
)
