"""What the outbox refuses, and how a transport says that it could not deliver."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class AddressRefused(Refusal):
    code = "address_refused"
    sentence = _("This is no mail address. Please check it; it looks like name@example.org.")
    field = "email"


class NameRefused(Refusal):
    code = "name_refused"
    sentence = _("The name holds a line break or another control character. Please write it in one line.")
    field = "name"


class AttachmentRefused(Refusal):
    code = "attachment_refused"
    sentence = _("The attachment “%(name)s” is incomplete. It needs a name without line breaks, a type and a content.")


class TooManyMails(Refusal):
    code = "too_many_mails"
    sentence = _(
        "We have sent several mails to this address within the last hour. "
        "Please look into your mailbox, or try again later."
    )
    field = "email"


class NotFailed(Refusal):
    code = "not_failed"
    sentence = _("Only a failed mail can be tried again. Reload the page to see how it stands now.")


class MailTemplateBroken(Exception):
    """A mail cannot be written from its template: a value is missing, the subject is empty, a link is none."""


class DeliveryFailure(Exception):
    """The mail did not leave. `answer` is what the server said, without the recipient's address."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        super().__init__(answer)


class TemporaryFailure(DeliveryFailure):
    """Try again later: the server said 4xx."""


class ConnectionFailure(TemporaryFailure):
    """Try again later: there is no talking to the server at all."""


class PermanentFailure(DeliveryFailure):
    """Trying again would not help: the server said 5xx about this mail."""
