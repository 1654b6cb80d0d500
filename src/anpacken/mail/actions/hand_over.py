"""Handing waiting mails over, a few claimed at a time.

Mails are claimed by a conditional UPDATE that only one hand-over can win for each of them, and the claim is on disk
before the first word is said to the server. One claim covers as many mails as leave within half a second, and what
cannot leave soon after all is let go of. How each mail went is written down before the next one begins. What then
can happen:

* The process dies before the server has the mail: the claim runs out, the mail is handed over again. The others of
  its claim wait as long. Only mails that nobody has tried yet share a claim, so that one that kills its worker each
  time uses up nobody else's tries.
* It dies after the server has the mail and before that is written down: the mail is handed over again, with the
  same Message-ID, by which mail programs and servers know it as the same one. Nothing is ever lost; a crash at
  this very moment can show a mail twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from secrets import token_hex
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F, Q, QuerySet

from anpacken.alliance import queries as alliance
from anpacken.core import clock
from anpacken.mail import made, messages, rendering, rules, transports
from anpacken.mail.choices import MailState
from anpacken.mail.errors import ConnectionFailure, DeliveryFailure, MailTemplateBroken, PermanentFailure
from anpacken.mail.models import OutgoingMail

logger = logging.getLogger("anpacken.mail")

CLAIM_LEASE = timedelta(minutes=10)
"""Longer than any dialogue with a server can take: each of its answers has a time-out."""
DIED = "The worker was stopped or died each time this mail was handed over."
BATCH = 100
MOST_AT_ONCE = 50
PORTION_SECONDS = 0.5
"""One claim covers what leaves within this time at the speed so far."""
PATIENCE_SECONDS = 30.0
"""After so long the rest of a claim is let go of: the dialogue with a slow server must end before its lease does."""
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


class _Claimed:
    """Mails that one hand-over holds. What the block leaves over is let go of."""

    def __init__(self, mails: Sequence[OutgoingMail]) -> None:
        self._rest = list(mails)
        self._begun = monotonic()

    def __enter__(self) -> Iterator[OutgoingMail]:
        return self._each()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is None:
            _let_go(self._rest)
            return
        with suppress(DatabaseError):
            _let_go(self._rest)

    def _each(self) -> Iterator[OutgoingMail]:
        while self._rest and monotonic() - self._begun < PATIENCE_SECONDS:
            yield self._rest.pop(0)


def hand_over(*, at: datetime | None = None, transport: transports.Transport | None = None) -> HandedOver:
    """Hands over what is waiting, the most urgent first, for at most a minute."""
    done = HandedOver()
    begun, broken, tried = monotonic(), 0, 0
    waiting = _waiting(at or clock.now())
    if not waiting:
        return done
    with _on_disk(), transport or transports.from_url(settings.MAIL_URL) as way:
        while waiting:
            portion = _portion(waiting, speed=tried / (monotonic() - begun))
            with _Claimed(claim(pks=portion, at=at or clock.now())) as mails:
                for mail in mails:
                    tried += 1
                    broken = broken + 1 if _deliver(mail, way, done, at=at or clock.now()) else 0
                    if monotonic() - begun > LONGEST_SECONDS or broken >= CONNECTION_FAILURES:
                        return done
            waiting = waiting[len(portion) :] or _waiting(at or clock.now())
    return done


def claim(*, pks: Sequence[int], at: datetime) -> list[OutgoingMail]:
    """Takes waiting mails for this hand-over, the most urgent first; those that another one took are not among them."""
    token = token_hex(16)
    won = OutgoingMail.objects.filter(_claimable(at), pk__in=pks).update(
        state=MailState.CLAIMED, claim=token, claimed_until=at + CLAIM_LEASE, attempts=F("attempts") + 1
    )
    return list(_in_turn(OutgoingMail.objects.filter(pk__in=pks, claim=token))) if won else []


def _let_go(mails: Sequence[OutgoingMail]) -> None:
    """Gives mails back that were claimed and not begun."""
    if mails:
        OutgoingMail.objects.filter(
            pk__in=[mail.pk for mail in mails], state=MailState.CLAIMED, claim=mails[0].claim
        ).update(state=MailState.QUEUED, claim="", claimed_until=None, attempts=F("attempts") - 1)


def _waiting(at: datetime) -> list[tuple[int, int]]:
    """Keys and tries of what waits."""
    return list(_in_turn(OutgoingMail.objects.filter(_claimable(at))).values_list("pk", "attempts")[:BATCH])


def _portion(waiting: Sequence[tuple[int, int]], *, speed: float) -> list[int]:
    """The keys of the next mails to claim together, at `speed` mails a second; one that was tried before is alone."""
    most = max(1, min(MOST_AT_ONCE, int(speed * PORTION_SECONDS)))
    fresh = [pk for pk, _attempts in takewhile(lambda row: row[1] == 0, waiting[:most])]
    return fresh or [waiting[0][0]]


def _in_turn(mails: QuerySet[OutgoingMail]) -> QuerySet[OutgoingMail]:
    return mails.order_by("-priority", "next_try_at", "pk")


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
    mail.attachments = made.filled(mail.attachments, mail.language)
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


def _settle(mail: OutgoingMail, **how: str | datetime) -> None:
    """Ends the claim, if it is still ours, and keeps the text as it was sent.

    In plain SQL, because it runs once for each mail: Django takes as long to find the words as the database to act.
    """
    values: dict[str, Any] = {
        "claim": "",
        "claimed_until": None,
        "subject": mail.subject,
        "text": mail.text,
        "html": mail.html,
        "message_id": mail.message_id,
        **{name: _as_stored(value) for name, value in how.items()},
    }
    columns = ", ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE mail_outgoingmail SET {columns} WHERE id = %s AND state = %s AND claim = %s",  # noqa: S608 - names from above
            [*values.values(), mail.pk, MailState.CLAIMED.value, mail.claim],
        )


def _as_stored(value: str | datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else str(value)


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
