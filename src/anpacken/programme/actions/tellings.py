"""The mails that say what a release changed. The table is the queue: a row without `queued_at` is still due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.events import wording as event_wording
from anpacken.events.choices import ACTIVE
from anpacken.events.links import manage_url
from anpacken.events.models import Event, Registration
from anpacken.mail.actions import outbox
from anpacken.programme import snapshots, wording
from anpacken.programme.models import Telling
from anpacken.programme.snapshots import Change

TEMPLATE = "programme/mail/changed.html"
BY = Actor.job("programme.tell")
AT_ONCE = 200


def walk(*, at: datetime) -> int:
    """Queues mails that are due, at most `AT_ONCE`, each in a transaction of its own. Returns how many."""
    due = list(Telling.objects.filter(queued_at=None).values_list("pk", flat=True)[:AT_ONCE])
    return sum(_tell(pk, at=at) for pk in due)


def _tell(pk: int, *, at: datetime) -> bool:
    with transaction.atomic():
        # Whoever comes second finds nothing to do.
        if not Telling.objects.filter(pk=pk, queued_at=None).update(queued_at=at):
            return False
        telling = Telling.objects.select_related("release__event__municipality", "registration").get(pk=pk)
        registration, release = telling.registration, telling.release
        if registration.state not in ACTIVE or not registration.email:
            return False
        changes = [snapshots.change_from_json(release.changes[number]) for number in telling.changes]
        outbox.queue(
            template=TEMPLATE,
            to_email=registration.email,
            to_name=registration.name,
            language=registration.language,
            context=letter(
                release.event, changes, note=release.note, registration=registration, is_first=release.number == 1
            ),
            related=registration,
            priority=4,
            by=BY,
            at=at,
        )
    return True


def letter(
    event: Event,
    changes: Sequence[Change],
    *,
    note: TranslatedText,
    registration: Registration | None,
    is_first: bool,
    language: str = "",
) -> dict[str, Any]:
    """What the mail says. Without a registration it is the office's preview, without anybody's own link."""
    language = registration.language if registration is not None else language
    with translation.override(language):
        page = f"{settings.BASE_URL}{reverse('programme:programme', args=[event.public_id])}"
        return {
            "title": event.title.text(language),
            "when": event_wording.when(event, list(event.days.all())),
            "where": event_wording.where(event),
            "is_first": is_first,
            "note_text": note.text(language),
            "changes": [
                {"what": wording.named(change.title.text(language), change.round), "how": wording.change(change)}
                for change in changes
            ],
            "programme_url": page,
            "manage_url": manage_url(registration) if registration is not None else "",
        }
