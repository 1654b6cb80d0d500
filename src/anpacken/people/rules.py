"""What may be done with people's data. Nothing here writes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from anpacken.people.choices import ConsentDeed, ConsentPurpose, MergeState, SignUpState
from anpacken.people.models import Consent, Merge, Note, Organisation, Person, SignUp

SIGN_UP_GOOD_FOR = timedelta(days=14)
"""How long a request waits for its confirmation before it is deleted."""


UNDO_GOOD_FOR = timedelta(days=30)
"""For how long a merge can be taken back."""


def can_undo(merge: Merge, *, at: datetime) -> bool:
    """Whether two records that became one can become two again."""
    return merge.state == MergeState.DONE and at < merge.merged_at + UNDO_GOOD_FOR


def may_contact(subject: Person | Organisation, purpose: ConsentPurpose, *, at: datetime) -> bool:
    """Whether the newest line of the ledger for this purpose, as it stood at `at`, is a consent.

    The one rule that every mail, list and export asks; for whole lists `queries.consents.consenting` says the same.
    Nobody is contacted as a record that was merged into another one (that one has the consents) or erased.
    """
    owner = "person" if isinstance(subject, Person) else "organisation"
    stands = {f"{owner}__merged_into": None, f"{owner}__erased_at": None}
    newest = Consent.objects.of(subject).until(at).filter(purpose=purpose, **stands).values_list("deed", flat=True)
    return newest.first() == ConsentDeed.GIVEN


def is_overdue(sign_up: SignUp, *, at: datetime) -> bool:
    """Whether the request was not confirmed in time."""
    return sign_up.state == SignUpState.PENDING and at >= sign_up.asked_at + SIGN_UP_GOOD_FOR


def may_release(user: Any) -> bool:
    """What stands in public is released by the office: by whoever may change persons as well as organisations."""
    return bool(user.has_perms(("people.change_person", "people.change_organisation")))


def may_delete_note(note: Note, *, author_ref: str, is_office: bool) -> bool:
    """A note is deleted by whoever wrote it, or by the office."""
    return is_office or bool(author_ref and note.author_ref == author_ref)
