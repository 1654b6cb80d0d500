"""Conditions on the ledger of consents. They ask it by the same words as the one rule, `consenting`."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from anpacken.people.choices import ConsentDeed, ConsentPurpose
from anpacken.people.models import Consent
from anpacken.people.queries.consents import newest_deed
from anpacken.segments.choices import Operator, ValueKind
from anpacken.segments.conditions import CONSENT, Ask, Choice, Condition, Related
from anpacken.segments.own import days
from anpacken.segments.own.ties import DAYS

NEVER = "never"
STATES = {
    "live": (ConsentDeed.GIVEN.value, _("live")),
    "withdrawn": (ConsentDeed.WITHDRAWN.value, _("withdrawn")),
    NEVER: ("", _("never given")),
}


def _standing(ask: Ask) -> Q:
    newest = Coalesce(newest_deed(ask.model, ConsentPurpose(ask.of), at=ask.at), Value(""))
    return reduce(or_, (Q(Exact(newest, Value(STATES[state][0]))) for state in ask.value))


def _given(ask: Ask) -> Related:
    lines = Consent.objects.filter(
        **{f"{ask.owner}__isnull": False}, purpose=ask.of, deed=ConsentDeed.GIVEN, confirmed_at__lte=ask.at
    )
    return Related(lines.filter(days.at_moment("confirmed_at", ask)), ask.owner, is_broad=True)


def _purposes() -> list[Choice]:
    return [Choice(purpose.value, str(purpose.label)) for purpose in ConsentPurpose]


CONDITIONS = (
    Condition(
        key="consent",
        label=_("Consent"),
        group=CONSENT,
        kind=ValueKind.CHOICE,
        operators=(Operator.ANY_OF, Operator.NONE_OF),
        choices=lambda: [Choice(state, str(label)) for state, (_deed, label) in STATES.items()],
        ofs=_purposes,
        of_label=_("To what"),
        found=_standing,
    ),
    Condition(
        key="consent_given",
        label=_("Consent was given"),
        group=CONSENT,
        kind=ValueKind.DATE,
        operators=DAYS,
        ofs=_purposes,
        of_label=_("To what"),
        found=_given,
        help=_("Whether it still counts is another condition."),
    ),
)
