"""What the office sees of one person or organisation, and the columns of its lists."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import DateField, Min, OuterRef, Q, QuerySet, Subquery

from anpacken.audit.models import Entry
from anpacken.core.folding import fold
from anpacken.mail.models import OutgoingMail
from anpacken.people.choices import RoleKind
from anpacken.people.models import Organisation, Person, Role, SignUp
from anpacken.people.queries.consents import owner_field

S = TypeVar("S", Person, Organisation)
MOST = 50


def with_supporter_since(subjects: QuerySet[S]) -> QuerySet[S]:
    """Adds `supporter_since`: the first day of the role that is held still, or None."""
    owner = owner_field(subjects.model)
    held = Role.objects.filter(**{owner: OuterRef("pk")}, kind=RoleKind.SUPPORTER, until_on=None)
    since = held.values(owner).annotate(since=Min("from_on")).values("since")
    return subjects.annotate(supporter_since=Subquery(since, output_field=DateField()))


def matching(subjects: QuerySet[S], words: str) -> QuerySet[S]:
    """Those of whom every word stands in name, address, place or postcode, whatever the name's capitals and accents."""
    for word in words.replace("\x00", "").split():
        in_contact = Q(email__icontains=word) | Q(place__icontains=word) | Q(postcode__startswith=word)
        folded = fold(word)
        subjects = subjects.filter(in_contact | Q(name_key__contains=folded) if folded else in_contact)
    return subjects


def is_supporter(subject: Person | Organisation, day: date) -> bool:
    return bool(Role.objects.of(subject).supporters().held_on(day).exists())


def mails(subject: Person | Organisation) -> QuerySet[OutgoingMail]:
    """The mails to or about somebody, the newest first: about the record, about its sign-ups, to its address."""
    sign_ups = list(_sign_ups(subject).values_list("public_id", flat=True))
    about = Q(related_type=subject._meta.label_lower, related_ref=subject.public_id)
    about |= Q(related_type=SignUp._meta.label_lower, related_ref__in=sign_ups)
    if subject.email_key:
        about |= Q(to_key=subject.email_key)
    return OutgoingMail.objects.filter(about).order_by("-queued_at", "-pk")[:MOST]


def timeline(subject: Person | Organisation) -> QuerySet[Entry]:
    """What was done to somebody and to their sign-ups, the newest first."""
    sign_ups = list(_sign_ups(subject).values_list("public_id", flat=True))
    own = Q(target_type=subject._meta.label_lower, target_ref=subject.public_id)
    own |= Q(target_type=SignUp._meta.label_lower, target_ref__in=sign_ups)
    return Entry.objects.filter(own).order_by("-at", "-pk")[:MOST]


def _sign_ups(subject: Person | Organisation) -> QuerySet[SignUp]:
    return (
        SignUp.objects.filter(person=subject)
        if isinstance(subject, Person)
        else SignUp.objects.filter(organisation=subject)
    )
