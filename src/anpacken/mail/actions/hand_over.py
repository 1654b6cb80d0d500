"""Handing waiting mails over, one claim at a time.

A mail is claimed by a conditional UPDATE that only one hand-over can win, and the claim is on disk before the
first word is said to the server. What then can happen:

* The process dies before the server has the mail: the claim runs out, the mail is handed over again.
* It dies after the server has the mail and before that is written down: the mail is handed over again, with the
  same Message-ID, by which mail programs and servers know it as the same one. Nothing is ever lost; a crash at
  this very moment can show a mail twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from time import monotonic

from django.conf import settings
from django.db import connection
from django.db.models import F, Q

from anpacken.alliance import queries as alliance
from anpacken.core import clock
from anpacken.mail import messages, rendering, rules, transports
from anpacken.mail.choices import MailState
from anpacken.mail.errors import ConnectionFailure, DeliveryFailure, MailTemplateBroken, PermanentFailure
from anpacken.mail.models import OutgoingMail

logger = logging.getLogger("anpacken.mail")

CLAIM_LEASE = timedelta(minutes=10)
"""Longer than any dialogue with a server can take: each of its answers has a time-out."""
DIED = "The worker was stopped or died each time this mail was handed over."
BATCH = 100
LONGEST_SECONDS = 60.0
"""After so long the hand-over makes room for other work; the next one goes on."""
CONNECTION_FAILURES = 2
"""After so many in a row the server is left alone until the next hand-over."""


@dataclass(slots=True)
class HandedOver:
    """What one hand-over did."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0


def hand_over(*, at: datetime | None = None, transport: transports.Transport | None = None) -> HandedOver:
    """Hands over what is waiting, the most urgent first, for at most a minute."""
    done = HandedOver()
    begun, broken = monotonic(), 0
    waiting = _waiting(at or clock.now())
    if not waiting:
        return done
    with _on_disk(), transport or transports.from_url(settings.MAIL_URL) as way:
        while waiting:
            for pk in waiting:
                now = at or clock.now()
                if monotonic() - begun > LONGEST_SECONDS or broken >= CONNECTION_FAILURES:
                    return done
                mail = claim(pk=pk, at=now)
                if mail is not None:
                    broken = broken + 1 if _deliver(mail, way, done, at=now) else 0
            waiting = _waiting(at or clock.now())
    return done


def claim(*, pk: int, at: datetime) -> OutgoingMail | None:
    """Takes one waiting mail for this hand-over. None when another one was faster."""
    token = token_hex(16)
    won = OutgoingMail.objects.filter(_claimable(at), pk=pk).update(
        state=MailState.CLAIMED, claim=token, claimed_until=at + CLAIM_LEASE, attempts=F("attempts") + 1
    )
    return OutgoingMail.objects.get(pk=pk) if won else None


def _waiting(at: datetime) -> list[int]:
    rows = OutgoingMail.objects.filter(_claimable(at)).order_by("-priority", "next_try_at", "pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])


def _claimable(at: datetime) -> Q:
    return Q(state=MailState.QUEUED, next_try_at__lte=at) | Q(state=MailState.CLAIMED, claimed_until__lte=at)


def _deliver(mail: OutgoingMail, way: transports.Transport, done: HandedOver, *, at: datetime) -> bool:
    """Sends a claimed mail and writes down how it went. Returns whether the connection failed."""
    if mail.attempts > rules.MOST_TRIES:
        _fail(mail, DIED)
        done.failed += 1
        return False
    try:
        answer = _send(mail, way, at=at)
    except (MailTemplateBroken, PermanentFailure) as failure:
        _fail(mail, str(failure))
        done.failed += 1
    except DeliveryFailure as failure:
        if _postpone(mail, failure.answer, at=at):
            done.postponed += 1
        else:
            done.failed += 1
        return isinstance(failure, ConnectionFailure)
    except (ValueError, LookupError, TypeError, UnicodeError) as error:
        # A value that makes no mail, such as an attachment that is no base64: it would fail the same way again.
        _fail(mail, f"{type(error).__name__}: {rules.without_controls(str(error))[:200]}")
        # Neither values nor answers go into the log: they name people. The outbox, which asks who looks, has them.
        logger.error("The mail %s cannot be made (%s).", mail.public_id, type(error).__name__)  # noqa: TRY400
        done.failed += 1
    else:
        _settle(mail, state=MailState.SENT, sent_at=clock.now(), last_error=answer if answer != "kept" else "")
        done.sent += 1
    return False


def _send(mail: OutgoingMail, way: transports.Transport, *, at: datetime) -> str:
    sender = alliance.current()
    written = rendering.write(template=mail.template, context=mail.context, language=mail.language)
    mail.subject, mail.text, mail.html = written.subject, written.text, written.html
    mail.message_id = messages.message_id(mail, sender)
    message = messages.build(mail, sender, at=at)
    return way.send(
        message, sender=messages.wire_address(sender.sender_email), recipient=messages.wire_address(mail.to_email)
    )


def _postpone(mail: OutgoingMail, answer: str, *, at: datetime) -> bool:
    """Puts the mail back for its next try. Returns False when that was the last one."""
    pause = rules.pause_after(mail.attempts)
    if pause is None:
        _fail(mail, answer)
        return False
    _settle(mail, state=MailState.QUEUED, next_try_at=at + pause, last_error=answer)
    return True


def _fail(mail: OutgoingMail, answer: str) -> None:
    logger.error("The mail %s (%s) failed. The outbox says why.", mail.public_id, mail.template)
    _settle(mail, state=MailState.FAILED, last_error=answer)


def _settle(mail: OutgoingMail, **how: object) -> None:
    """Ends the claim, if it is still ours, and keeps the text as it was sent."""
    OutgoingMail.objects.filter(pk=mail.pk, state=MailState.CLAIMED, claim=mail.claim).update(
        claim="",
        claimed_until=None,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        message_id=mail.message_id,
        **how,
    )


@contextmanager
def _on_disk() -> Iterator[None]:
    """Makes each commit wait for the disk on SQLite too, whose commits otherwise may be lost with the power.

    PostgreSQL does so of itself.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
    try:
        yield
    finally:
        if connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=NORMAL")
