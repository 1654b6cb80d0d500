"""What may be done with people's data. Nothing here writes."""

from __future__ import annotations

from datetime import datetime, timedelta

from anpacken.people.choices import ConsentDeed, ConsentPurpose, SignUpState
from anpacken.people.models import Consent, Organisation, Person, SignUp

SIGN_UP_GOOD_FOR = timedelta(days=14)
"""How long a request waits for its confirmation before it is deleted."""


def may_contact(subject: Person | Organisation, purpose: ConsentPurpose, *, at: datetime) -> bool:
    """Whether the newest line of the ledger for this purpose, as it stood at `at`, is a consent.

    The one rule that every mail, list and export asks; for whole lists `queries.consents.consenting` says the same.
    """
    newest = Consent.objects.of(subject).until(at).filter(purpose=purpose).first()
    return newest is not None and newest.deed == ConsentDeed.GIVEN


def is_overdue(sign_up: SignUp, *, at: datetime) -> bool:
    """Whether the request was not confirmed in time."""
    return sign_up.state == SignUpState.PENDING and at >= sign_up.asked_at + SIGN_UP_GOOD_FOR
