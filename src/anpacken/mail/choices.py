from django.db import models
from django.utils.translation import pgettext_lazy

from anpacken.core.transitions import Transitions


class MailState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("mail", "waiting")
    CLAIMED = "claimed", pgettext_lazy("mail", "being sent")
    SENT = "sent", pgettext_lazy("mail", "sent")
    FAILED = "failed", pgettext_lazy("mail", "failed")


MAIL_TRANSITIONS: Transitions[MailState] = Transitions(
    {
        MailState.QUEUED: [MailState.CLAIMED],
        MailState.CLAIMED: [MailState.SENT, MailState.QUEUED, MailState.FAILED],
        MailState.FAILED: [MailState.QUEUED],
    }
)
