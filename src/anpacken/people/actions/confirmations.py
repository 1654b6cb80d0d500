"""Keeping confirmation mails as they were sent: they prove the consents that rest on them."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from anpacken.mail.choices import MailState
from anpacken.mail.models import OutgoingMail
from anpacken.people.models import Confirmation

BATCH = 200


def keep(mail_ref: str) -> Confirmation | None:
    """The copy of the mail with this public id, made if there is none yet. None when the outbox knows no such mail.

    A mail that has not left yet (its link was followed before the outbox wrote down that it was sent) is copied by
    `complete` as soon as it has.
    """
    found = Confirmation.objects.filter(mail_ref=mail_ref).first()
    mail = None if found else OutgoingMail.objects.filter(public_id=mail_ref).first()
    if mail is None:
        return found
    kept, _is_new = Confirmation.objects.get_or_create(mail_ref=mail_ref, defaults=_copied(mail))
    return kept


def complete() -> int:
    """Copies what has left since; repeatable. Returns how many mails that were."""
    waiting = list(Confirmation.objects.filter(sent_at=None).exclude(to_email="")[:BATCH])
    refs = [confirmation.mail_ref for confirmation in waiting]
    mails = {mail.public_id: mail for mail in OutgoingMail.objects.filter(public_id__in=refs, state=MailState.SENT)}
    with transaction.atomic():
        for ref, mail in mails.items():
            Confirmation.objects.filter(mail_ref=ref, sent_at=None).update(**_copied(mail))
    return len(mails)


def _copied(mail: OutgoingMail) -> dict[str, Any]:
    if mail.state != MailState.SENT:
        return {"to_email": mail.to_email}
    return {
        "to_email": mail.to_email,
        "subject": mail.subject[:250],
        "text": mail.text,
        "sent_at": mail.sent_at,
        "answer": mail.last_error[:250],
    }
