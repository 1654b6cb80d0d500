"""How mails leave the house. `ANPACKEN_MAIL_URL` chooses: `smtp://…`, `smtps://…` or `keep`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from anpacken.mail.transports.keep import Keep
from anpacken.mail.transports.smtp import Smtp
from anpacken.mail.transports.urls import read_mail_url


class Transport(AbstractContextManager["Transport"], Protocol):
    """A way out, used as a context manager around one batch."""

    def send(self, content: bytes, *, sender: str, recipient: str) -> str:
        """Hands one message over and returns the answer.

        Raises:
            TemporaryFailure, ConnectionFailure, PermanentFailure: it did not leave.
        """
        ...


def from_url(url: str) -> Transport:
    """The transport that `url` names.

    Raises:
        ImproperlyConfigured: the address cannot be read; the text says what to write, without the password.
    """
    way = read_mail_url(url)
    return Keep() if way is None else Smtp(way)
