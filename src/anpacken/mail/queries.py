"""Reading the outbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from anpacken.mail.choices import MailState
from anpacken.mail.models import OutgoingMail


def kept(words: str = "") -> models.QuerySet[OutgoingMail]:
    """The mails that have been handed over, the newest first, whose address or name holds `words`."""
    mails = OutgoingMail.objects.filter(state=MailState.SENT).order_by("-sent_at", "-pk")
    words = words.replace("\x00", "").strip()
    if words:
        mails = mails.filter(Q(to_email__icontains=words) | Q(to_name__icontains=words))
    return mails.defer("html", "text", "context", "attachments")


def about(record: models.Model) -> models.QuerySet[OutgoingMail]:
    """The mails about one record, the newest first."""
    ref = getattr(record, "public_id", str(record.pk))
    return OutgoingMail.objects.filter(related_type=record._meta.label_lower, related_ref=ref)


def waiting_count() -> int:
    return OutgoingMail.objects.filter(state__in=[MailState.QUEUED, MailState.CLAIMED]).count()


def failed_count() -> int:
    return OutgoingMail.objects.filter(state=MailState.FAILED).count()


def templates_in_use() -> list[str]:
    return list(OutgoingMail.objects.order_by("template").values_list("template", flat=True).distinct())
