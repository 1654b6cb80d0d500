from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from anpacken.core import languages
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.mail.actions import outbox
from anpacken.mail.actions.hand_over import hand_over
from anpacken.mail.choices import MailState


class Command(BaseCommand):
    help = "Sends one mail at once, to see whether ANPACKEN_MAIL_URL is right."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="where to send it")
        parser.add_argument("--language", choices=languages.codes(), default=languages.source())

    def handle(self, *args: Any, address: str, language: str, **options: Any) -> None:
        try:
            mail = outbox.queue(
                template="mail/mail/trial.html",
                to_email=address,
                language=language,
                context={
                    "name": address.split("@", maxsplit=1)[0],
                    "to_email": address,
                    "language_name": languages.language(language).name,
                    "site_url": f"{settings.BASE_URL}/",
                },
                priority=100,
                by=Actor.command("trialmail"),
            )
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        hand_over()
        mail.refresh_from_db()
        if mail.state != MailState.SENT:
            raise CommandError(
                f"The mail did not leave: {mail.last_error or 'other mails are being sent, look again.'}"
            )
        self.stdout.write(f"Sent to {mail.to_email}: {mail.last_error or 'kept for the demo mailbox'}")
