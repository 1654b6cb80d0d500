"""Taking people out of the outbox: when somebody is erased, and when mails have been kept long enough.

That a mail was sent, when, and of which kind, stays; to whom and with what words does not. A mail that has not left
yet is taken away altogether. If one is just being handed over, its hand-over finds the row no more and writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import StrIndex, Substr

from anpacken.core.actors import Actor
from anpacken.mail.choices import MailState
from anpacken.mail.models import OutgoingMail

BATCH = 1000
# Every column of a sent mail that can say something about somebody.
BLANK: dict[str, Any] = {
    "to_email": "",
    "to_key": "",
    "to_name": "",
    "context": {},
    "attachments": [],
    "subject": "",
    "text": "",
    "html": "",
    "message_id": "",
    "related_ref": "",
    "last_error": "",
}

Records = Mapping[str, Collection[str]]
"""Public ids by kind of record, as `related_type` and `related_ref` name them."""


def forget(*, addresses: Collection[str] = (), about: Records | None = None, spare: Records | None = None) -> int:
    """Blanks the mails to these normalised addresses and about these records, except those about `spare`.

    Called inside the transaction of the deed. Returns how many mails it met.
    """
    wanted = Q(to_key__in=[address for address in addresses if address]) | _about(about or {})
    found = OutgoingMail.objects.filter(wanted)
    if spare:
        found = found.exclude(_about(spare))
    return _blank(found)


def kept_before(moment: datetime) -> models.QuerySet[OutgoingMail]:
    """Mails that left, or failed for good, before `moment`, and still say something."""
    left = Q(state=MailState.SENT, sent_at__lt=moment) | Q(state=MailState.FAILED, queued_at__lt=moment)
    return OutgoingMail.objects.filter(left).exclude(to_key="", text="")


def forget_before(*, before: datetime, by: Actor, at: datetime) -> int:
    """Blanks what `kept_before` names, some at a time. Returns how many mails."""
    count = 0
    while pks := list(kept_before(before).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            count += _blank(OutgoingMail.objects.filter(pk__in=pks))
    return count


def _blank(mails: models.QuerySet[OutgoingMail]) -> int:
    waiting, _kinds = mails.exclude(state=MailState.SENT).delete()
    # Who queued it may be named by a public id: only the kind of doer stays.
    kind = models.Case(
        models.When(queued_by__contains=":", then=Substr("queued_by", 1, StrIndex("queued_by", models.Value(":")) - 1)),
        default="queued_by",
    )
    return waiting + mails.filter(state=MailState.SENT).update(**BLANK, queued_by=kind)


def _about(records: Records) -> Q:
    wanted = Q(pk__in=[])
    for kind, refs in records.items():
        wanted |= Q(related_type=kind, related_ref__in=[ref for ref in refs if ref])
    return wanted
