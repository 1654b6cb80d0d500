"""Two records side by side: what differs, what would be kept, and what becomes of the consents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _

from anpacken.audit.models import Entry
from anpacken.people.choices import ConsentDeed, ConsentPurpose
from anpacken.people.fields import FoldedField
from anpacken.people.models import Consent, CustomValue, Organisation, Role
from anpacken.people.queries.consents import owner_field
from anpacken.people.queries.subjects import Subject

KEPT, SHADOW = "kept", "shadow"
CUSTOM = "custom_"

# One choice for what belongs together.
GROUPS: dict[str, tuple[str, ...]] = {"home": ("postcode", "place", "district_id"), "email": ("email", "email_key")}
# What a merge settles by itself.
_OWN = {"id", "public_id", "created_at", "merged_into_id", "erased_at"}

TIED: dict[ConsentPurpose, tuple[str, ...]] = {
    ConsentPurpose.NEWSLETTER: ("email",),
    ConsentPurpose.STATEMENT: ("statement",),
    ConsentPurpose.PHOTO: ("portrait", "logo"),
}
"""What a consent was given for: this address, this sentence, this picture."""


def choices(model: type[models.Model]) -> dict[str, tuple[str, ...]]:
    """What the office chooses by, with the columns (`attname`) that each choice is about, in the form's order."""
    found: dict[str, tuple[str, ...]] = {}
    of_group = {column: group for group, columns in GROUPS.items() for column in columns}
    for column in model._meta.concrete_fields:
        if column.attname in _OWN or isinstance(column, FoldedField):
            continue
        name = of_group.get(column.attname, column.name)
        found[name] = GROUPS.get(name, (column.attname,))
    return found


def is_empty(subject: Subject, columns: tuple[str, ...]) -> bool:
    return not any(getattr(subject, column) for column in columns)


def resolved(kept: Subject, shadow: Subject, chosen: Mapping[str, str]) -> dict[str, str]:
    """For every choice whose value stays. What nobody chose stays as it is, unless it is empty.

    Raises:
        ValueError: there is no such choice.
    """
    known = choices(type(kept))
    own = {name: side for name, side in chosen.items() if not name.startswith(CUSTOM)}
    if not set(own) <= set(known) or not set(chosen.values()) <= {KEPT, SHADOW}:
        raise ValueError("There is no such choice.")
    return {
        name: own.get(name) or (SHADOW if is_empty(kept, columns) and not is_empty(shadow, columns) else KEPT)
        for name, columns in known.items()
    }


def suggested(kept: Subject, shadow: Subject, *, at: datetime) -> dict[str, str]:
    """The choice that the page begins with: what is filled, and of two values the one of the record changed last.

    The address for which somebody agreed to the newsletter comes before one for which nobody did.
    """
    newer = SHADOW if _touched(shadow) > _touched(kept) else KEPT
    found: dict[str, str] = {}
    for name, columns in choices(type(kept)).items():
        if is_empty(shadow, columns) or _same(kept, shadow, columns):
            found[name] = KEPT
        else:
            found[name] = SHADOW if is_empty(kept, columns) else newer
    found["email"] = KEPT if not is_empty(kept, GROUPS["email"]) else found["email"]
    mine, other = (_newest(subject, at).get(ConsentPurpose.NEWSLETTER) for subject in (kept, shadow))
    if not _is_given(mine) and _is_given(other) and not is_empty(shadow, GROUPS["email"]):
        found["email"] = SHADOW
    return found


def fuller(one: Subject, other: Subject) -> tuple[Subject, Subject]:
    """The two in the order in which the page offers them: the record with more to it is kept, else the older one."""

    def weight(subject: Subject) -> tuple[int, int, int]:
        owner = owner_field(type(subject))
        roles = Role.objects.of(subject).count() + Consent.objects.of(subject).count()
        filled = sum(not is_empty(subject, columns) for columns in choices(type(subject)).values())
        rows = 0
        if owner == "person":
            rows = subject.affiliations.count()
        return (roles + rows, filled, -subject.pk)

    return (one, other) if weight(one) >= weight(other) else (other, one)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one purpose of consent."""

    purpose: ConsentPurpose
    mine: Consent | None
    """The newest line of the record that is kept."""
    other: Consent | None
    """The newest line of the shadow."""
    is_live: bool
    is_for_another: bool = False
    """Somebody agrees, but for an address, a sentence or a picture that is not kept: so it does not count any more."""


def outcomes(kept: Subject, shadow: Subject, sides: Mapping[str, str], *, at: datetime) -> list[Outcome]:
    """What becomes of each purpose when the values of `sides` (see `resolved`) are kept.

    The newest line over both decides; of two of the same moment the withdrawal. A consent that was given for a value
    that is not kept counts only if whoever had the kept value agrees too.
    """
    mine, other = _newest(kept, at), _newest(shadow, at)
    return [_outcome(purpose, kept, shadow, sides, mine.get(purpose), other.get(purpose)) for purpose in ConsentPurpose]


def _outcome(
    purpose: ConsentPurpose,
    kept: Subject,
    shadow: Subject,
    sides: Mapping[str, str],
    mine: Consent | None,
    other: Consent | None,
) -> Outcome:
    lines = [line for line in (mine, other) if line is not None]
    newest = max(lines, key=lambda line: (line.confirmed_at, not _is_given(line)), default=None)
    if not _is_given(newest):
        return Outcome(purpose, mine, other, is_live=False)
    name = next((name for name in TIED.get(purpose, ()) if name in sides), "")
    if not name:
        return Outcome(purpose, mine, other, is_live=True)
    column = "email_key" if name == "email" else choices(type(kept))[name][0]
    values = {KEPT: getattr(kept, column), SHADOW: getattr(shadow, column)}
    stays = values[sides[name]]
    agreed = {KEPT: _is_given(mine), SHADOW: _is_given(other)}
    given_by = KEPT if newest is mine else SHADOW
    is_live = not values[given_by] or any(agreed[side] and values[side] == stays for side in (KEPT, SHADOW))
    return Outcome(purpose, mine, other, is_live=is_live, is_for_another=not is_live)


def fingerprint(one: Subject, other: Subject) -> str:
    """Stands for both records as they are now, whichever is named first; another one means that something changed."""
    told = []
    for subject in sorted((one, other), key=lambda subject: subject.pk):
        owner = owner_field(type(subject))
        values = [getattr(subject, column.attname) for column in subject._meta.concrete_fields]
        ledger = Consent.objects.of(subject).aggregate(last=Max("pk"))["last"]
        roles = Role.objects.of(subject).order_by("pk").values_list("pk", "from_on", "until_on")
        answers = CustomValue.objects.filter(**{owner: subject}).order_by("pk")
        told.append([values, ledger, list(roles), list(answers.values_list("pk", "text", "number", "day", "flag"))])
    return hashlib.sha256(json.dumps(told, cls=DjangoJSONEncoder).encode()).hexdigest()[:32]


def label_of(model: type[models.Model], name: str) -> str:
    """What a choice is called in the office."""
    if name == "home":
        return _("Postcode and place")
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def is_organisation(subject: Subject) -> bool:
    return isinstance(subject, Organisation)


def _same(one: Subject, other: Subject, columns: tuple[str, ...]) -> bool:
    return all(getattr(one, column) == getattr(other, column) for column in columns)


def _newest(subject: Subject, at: datetime) -> dict[str, Consent]:
    newest: dict[str, Consent] = {}
    for line in Consent.objects.of(subject).until(at):
        newest.setdefault(line.purpose, line)
    return newest


def _is_given(line: Consent | None) -> bool:
    return line is not None and line.deed == ConsentDeed.GIVEN


def _touched(subject: Subject) -> datetime:
    """When the record was entered or last changed."""
    name = subject._meta.model_name
    changes = Entry.objects.filter(
        target_type=subject._meta.label_lower,
        target_ref=subject.public_id,
        action__in=(f"{name}.created", f"{name}.changed"),
    )
    last: datetime | None = changes.aggregate(last=Max("at"))["last"]
    return max(last, subject.created_at) if last else subject.created_at
