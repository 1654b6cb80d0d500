"""Writing a mail into the outbox, and giving a failed one another chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.core.inserts import insert
from anpacken.mail import rules
from anpacken.mail.choices import MailState
from anpacken.mail.errors import AddressRefused, AttachmentRefused, NameRefused, NotFailed, TooManyMails
from anpacken.mail.models import OutgoingMail


def queue(
    *,
    template: str,
    to_email: str,
    language: str,
    by: Actor,
    to_name: str = "",
    context: Mapping[str, Any] | None = None,
    related: models.Model | None = None,
    attachments: Sequence[Mapping[str, str]] = (),
    priority: int = 0,
    limit_per_hour: int | None = None,
    at: datetime | None = None,
) -> OutgoingMail:
    """Puts one mail into the outbox, in the transaction of the deed that it is about.

    `context` holds JSON values for the template. Links stand under keys that end in `url`; every other text
    is treated as a stranger's words, of which no mail program can make a link (see `rules.plain_name`).
    An attachment is `{"name", "type", "text"}`, with `"base64"`, or `"made"` and `"of"` (see `mail.made`), instead of
    `"text"`. The higher `priority`, the earlier the mail leaves. `limit_per_hour` is how many mails of this template
    one address may get within an hour; set it wherever the public can make us send.

    Raises:
        AddressRefused, NameRefused, AttachmentRefused: the input would make a broken or forged mail.
        TooManyMails: the limit is reached.
    """
    at = at or clock.now()
    try:
        key = email_key(to_email)
    except ValueError as error:
        raise AddressRefused from error
    if rules.has_control_characters(to_name):
        raise NameRefused
    for attachment in attachments:
        _check(attachment)
    if limit_per_hour is not None:
        recent = OutgoingMail.objects.filter(
            to_key=key, template=template, queued_at__gt=at - timedelta(hours=1)
        ).count()
        if not rules.may_queue(sent_in_last_hour=recent, limit_per_hour=limit_per_hour):
            raise TooManyMails
    mail = OutgoingMail(
        template=template,
        to_email=to_email.strip(),
        to_key=key,
        to_name=rules.plain_name(to_name)[:200],
        language=language,
        context=dict(context or {}),
        attachments=[dict(attachment) for attachment in attachments],
        priority=priority,
        queued_by=f"{by.kind.value}:{by.ref}" if by.ref else by.kind.value,
        related_type=related._meta.label_lower if related is not None else "",
        related_ref=getattr(related, "public_id", str(related.pk)) if related is not None else "",
        queued_at=at,
        next_try_at=at,
    )
    insert(mail)
    return mail


def retry(*, mail: OutgoingMail, by: Actor, at: datetime | None = None) -> OutgoingMail:
    """Puts a failed mail back into the queue with all its tries.

    Raises:
        NotFailed: the mail waits, is being sent or was sent.
    """
    at = at or clock.now()
    with transaction.atomic():
        changed = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.FAILED).update(
            state=MailState.QUEUED, attempts=0, next_try_at=at, claim="", claimed_until=None
        )
        if not changed:
            raise NotFailed
        record(by=by, action="mail.queued_again", target=mail, at=at, template=mail.template)
    mail.refresh_from_db()
    return mail


def _check(attachment: Mapping[str, str]) -> None:
    name, kind = attachment.get("name", ""), attachment.get("type", "")
    has_content = sum(one in attachment for one in ("text", "base64", "made")) == 1
    if not name or "/" not in kind or not has_content or rules.has_control_characters(name + kind):
        raise AttachmentRefused(name=rules.without_controls(name))
