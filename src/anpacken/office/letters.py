"""The mails about log-ins, which `accounts` has written for it: mails stand on a floor above log-ins."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from anpacken.accounts.links import INVITATION_GOOD_FOR
from anpacken.accounts.models import Invitation, User
from anpacken.accounts.preferences import language_of
from anpacken.audit import wording
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.mail.actions import outbox
from anpacken.mail.errors import TooManyMails
from anpacken.office.scopes import scope_in_words

# More letters of one kind in an hour than anybody asks for themselves.
RESETS_PER_HOUR = 3


class OfficeLetters:
    def invitation(self, *, invitation: Invitation, url: str, by: Actor) -> None:
        with translation.override(invitation.language):
            context = {
                "role": invitation.get_role_display(),
                "scope": scope_in_words(invitation.role, invitation.scope),
                "until": _day(invitation.sent_at + INVITATION_GOOD_FOR),
                "invitation_url": url,
            }
        outbox.queue(
            template="office/mail/invitation.html",
            to_email=invitation.email,
            language=invitation.language,
            context=context,
            related=invitation,
            priority=5,
            by=by,
        )

    def password_reset(self, *, user: User, url: str) -> None:
        """Asked for too often, nothing is sent, and nobody is told: the page says the same to everybody."""
        try:
            outbox.queue(
                template="office/mail/password_reset.html",
                to_email=user.email,
                to_name=str(user),
                language=language_of(user),
                context={"reset_url": url},
                related=user,
                priority=5,
                limit_per_hour=RESETS_PER_HOUR,
                by=Actor.public(),
            )
        except TooManyMails:
            return

    def access_changed(self, *, user: User, deed: str, by: Actor) -> None:
        language = language_of(user)
        with translation.override(language):
            context = {
                "what": wording.in_words(deed),
                "when": date_format(localtime(clock.now()), "SHORT_DATETIME_FORMAT"),
                "log_in_url": settings.BASE_URL + reverse("mfa_index"),
            }
        outbox.queue(
            template="office/mail/access_changed.html",
            to_email=user.email,
            to_name=str(user),
            language=language,
            context=context,
            related=user,
            by=by,
        )


def _day(moment: object) -> str:
    return str(date_format(localtime(moment) - timedelta(minutes=1), "DATE_FORMAT"))  # type: ignore[arg-type]
