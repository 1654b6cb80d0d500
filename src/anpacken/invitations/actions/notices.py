"""The two mails of this room: the invitation, and its reminder."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import translation

from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.events import links as event_links
from anpacken.events import wording
from anpacken.events.models import Event
from anpacken.invitations import links
from anpacken.invitations.models import Invitation
from anpacken.mail.actions import outbox
from anpacken.people.links import withdraw_url
from anpacken.people.models import Organisation, Person

TEMPLATE = "invitations/mail/invitation.html"
NOWHERE = "https://example.org/"
"""Where the links of a mail lead that is only shown."""


def invite(
    invitation: Invitation,
    event: Event,
    *,
    subject: Person | Organisation,
    greeting: TranslatedText,
    is_reminder: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Queues the mail with the personal link, and with the link that ends such mails."""
    outbox.queue(
        template=TEMPLATE,
        to_email=invitation.email,
        to_name=invitation.name,
        language=invitation.language,
        context=context(
            event,
            invitation.language,
            greeting=greeting,
            is_reminder=is_reminder,
            invitation_url=links.invitation_url(invitation),
            end_url=withdraw_url(subject, invitation.language, deeds=("newsletter",)),
        ),
        related=invitation,
        by=by,
        at=at,
    )


def context(event: Event, language: str, *, greeting: TranslatedText, is_reminder: bool, **urls: str) -> dict[str, Any]:
    """The values of the mail, for sending and for showing it beforehand."""
    with translation.override(language):
        return {
            "title": event.title.text(language),
            "when": wording.when(event, list(event.days.all())),
            "where": wording.where(event),
            "summary_text": event.summary.text(language),
            # Only in the reader's own language: the standard opening is better than a foreign one.
            "greeting_text": greeting.text(language) if greeting.has(language) else "",
            "is_reminder": is_reminder,
            "event_url": event_links.event_url(event, language),
            **urls,
        }
