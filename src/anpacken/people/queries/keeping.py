"""What of this room has been kept long enough: one query for each retention rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import DateField, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import Exact
from django.utils import timezone

from anpacken.core import clock
from anpacken.people.choices import ConsentDeed, ConsentPurpose, MergeState, SignUpState
from anpacken.people.models import Affiliation, Consent, Merge, Organisation, Person, Role, SignUp
from anpacken.people.queries.consents import newest_deed, owner_field

S = TypeVar("S", Person, Organisation)


def unconfirmed(before: datetime) -> QuerySet[SignUp]:
    """Requests from before that nobody confirmed."""
    return SignUp.objects.filter(state=SignUpState.PENDING, asked_at__lte=before)


def confirmed(before: datetime) -> QuerySet[SignUp]:
    """Requests that were confirmed before: the record, its role and its consents say the same."""
    return SignUp.objects.filter(state=SignUpState.CONFIRMED, confirmed_at__lte=before)


def merges(before: datetime) -> QuerySet[Merge]:
    """Merges from before that could be undone still."""
    return Merge.objects.filter(state=MergeState.DONE, merged_at__lte=before)


def former_persons(before: datetime) -> QuerySet[Person]:
    """Persons who left before: see `_former`. Public figures are never among them."""
    return _former(Person.objects.filter(is_public_figure=False, login=None), before)


def former_organisations(before: datetime) -> QuerySet[Organisation]:
    """Organisations that left before: see `_former`."""
    return _former(Organisation.objects.all(), before)


def _former(subjects: QuerySet[S], before: datetime) -> QuerySet[S]:
    """Those whose last role ended before, or who only read the newsletter and left it before, and who hold no consent
    and no tie to an organisation or a person now.

    Who never had either is not among them: the office entered them for a reason. `ended_on` is the day of leaving.
    """
    owner, now = owner_field(subjects.model), clock.now()
    own_roles = Role.objects.filter(**{owner: OuterRef("pk")})
    last = own_roles.order_by().values(owner).annotate(last=Max("until_on")).values("last")
    day = timezone.localtime(before).date()
    ties = Affiliation.objects.filter(**{owner: OuterRef("pk")}).held_on(timezone.localtime(now).date())
    # Hardly anybody leaves: the few whose role has ended are found first, and only they are looked at closely.
    ended = Role.objects.filter(until_on__lte=day, **{f"{owner}__isnull": False}).values(owner)
    unread = Consent.objects.filter(purpose=ConsentPurpose.NEWSLETTER, deed=ConsentDeed.WITHDRAWN).order_by()
    left = unread.filter(confirmed_at__lte=before, **{f"{owner}__isnull": False}).values(owner)
    last_read = unread.filter(**{owner: OuterRef("pk")}).values(owner).annotate(last=Max("confirmed_at"))
    found: Any = subjects.filter(Q(pk__in=ended) | (Q(pk__in=left) & ~Exists(own_roles)))
    found = found.annotate(
        ended_on=Coalesce(
            Subquery(last, output_field=DateField()),
            TruncDate(Subquery(last_read.values("last"))),
            output_field=DateField(),
        )
    )
    found = found.exclude(Exists(own_roles.filter(Q(until_on=None) | Q(until_on__gt=day)))).exclude(Exists(ties))
    for purpose in ConsentPurpose:
        newest = Coalesce(newest_deed(subjects.model, purpose, at=now), Value(""))
        found = found.filter(~Q(Exact(newest, Value(ConsentDeed.GIVEN.value))))
    recent = Consent.objects.filter(**{owner: OuterRef("pk")}, confirmed_at__gt=before, deed=ConsentDeed.GIVEN)
    return found.exclude(Exists(recent))
