"""The mails of this room, written by a room above: mails stand higher in the house than log-ins.

That room registers its writer in `AppConfig.ready`. Each letter is queued in the transaction of its deed.
"""

from __future__ import annotations

from typing import Protocol

from anpacken.accounts.models import Invitation, User
from anpacken.core.actors import Actor


class Letters(Protocol):
    def invitation(self, *, invitation: Invitation, url: str, by: Actor) -> None:
        """The offer of a role, with the link that takes it."""

    def password_reset(self, *, user: User, url: str) -> None:
        """The link that sets a new password."""

    def access_changed(self, *, user: User, deed: str, by: Actor) -> None:
        """That `by` has changed a password or a factor; `deed` is the entry's name in the audit log."""


_written_by: list[Letters] = []


def register(letters: Letters) -> None:
    """Names who writes the letters."""
    _written_by[:] = [letters]


def letters() -> Letters:
    """Who writes the letters.

    Raises:
        LookupError: nobody does.
    """
    if not _written_by:
        raise LookupError("No room writes the mails about log-ins.")
    return _written_by[0]
