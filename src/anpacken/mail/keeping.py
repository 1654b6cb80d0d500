"""How long the outbox keeps what it sent, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.mail.actions import forgetting
from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule


def _template(mail: Any) -> str:
    return str(mail.template)


RULES = (
    Rule(
        name="mail.contents",
        what=_("Text and recipient of mails that were sent"),
        why=_(
            "To answer “I never got that mail” and to send it again (legitimate interest, GDPR Art. 6 (1) f). "
            "Confirmation mails on which a consent rests are kept with the consent."
        ),
        counted_from=_("the day of sending"),
        outcome=_("blanked; that a mail was sent stays"),
        days=365,
        least=30,
        most=3 * 365,
        due=forgetting.kept_before,
        since="queued_at",
        apply=forgetting.forget_before,
        kind_of=_template,
    ),
)

ACTIVITIES = (
    Activity(
        name="mail.outbox",
        order=70,
        title=_("Mails that the website sends"),
        purpose=_("Confirmations, tickets, notices: to hand them over, try again, and know what became of them."),
        legal_basis=_("Whatever the mail is about; keeping the text: legitimate interest (GDPR Art. 6 (1) f)."),
        persons=_("Everybody to whom a mail went."),
        data=_("Name, mail address, language, subject, text, state, times, answer of the mail server."),
        recipients=_("The office; the mail server that hands the mails over."),
        rules=("mail.contents",),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
