"""Admitting supporters whom the office or a list brings, and letting them go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from anpacken.alliance.queries import current as current_alliance
from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.people.actions import consents as ledger
from anpacken.people.actions import roles
from anpacken.people.choices import Channel, ConsentDeed, ConsentPurpose, OrganisationKind, RoleKind
from anpacken.people.errors import EvidenceMissing, RecordGone, RowRefused
from anpacken.people.fields import name_key
from anpacken.people.models import Consent, Organisation, Person, Role
from anpacken.people.queries.subjects import by_address, by_addresses, organisation_by_key, organisations_by_keys
from anpacken.people.wordings import Wording
from anpacken.places.models import Postcode

BATCH = 500


@dataclass(frozen=True, slots=True)
class SupporterRow:
    """One person of a list. `consents` are the words that were agreed to on `since`, as the list's document shows."""

    first_name: str
    last_name: str
    email: str
    postcode: str
    place: str
    language: str
    since: date
    consents: Sequence[Wording] = ()


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """One institution of a list."""

    name: str
    kind: str
    email: str
    postcode: str
    place: str
    website: str
    since: date
    consents: Sequence[Wording] = ()


Row = SupporterRow | InstitutionRow
Subject = Person | Organisation


@dataclass(frozen=True, slots=True)
class Admitted:
    """How many were entered anew, and how many of the rows were known already."""

    persons: int
    organisations: int
    known: int


def admit(row: Row, *, by: Actor, at: datetime, evidence: str = "") -> Subject:
    """Enters one supporter; a known address gets the role and keeps its data.

    Raises:
        RowRefused: the row cannot be taken.
        EvidenceMissing: it brings consents without naming their document.
    """
    with transaction.atomic():
        admit_many([row], by=by, at=at, evidence=evidence)
        subject: Subject | None
        if isinstance(row, SupporterRow):
            subject = by_address(email_key(row.email))
        else:
            subject = organisation_by_key(_key(row, 1), name_key(row.name))
        if subject is None:
            raise RecordGone
        return subject


def admit_many(rows: Iterable[Row], *, by: Actor, at: datetime, evidence: str = "") -> Admitted:
    """Enters a whole list, all or nothing, with one audit entry for the batch.

    `evidence` names the document that shows the consents in the rows. A row whose address (institutions:
    address and name) is known gets the role, keeps its data, and counts as known; so does a second row for it.

    Raises:
        RowRefused: a row has no name or an unreadable address; its number counts from 1.
        EvidenceMissing: rows bring consents without naming their document.
    """
    rows = list(rows)
    if any(row.consents for row in rows) and not evidence.strip():
        raise EvidenceMissing
    keyed = [(_identity(row, number), row) for number, row in enumerate(rows, start=1)]
    with transaction.atomic():
        subjects = _known(keyed)
        known = set(subjects)
        districts = _districts()
        fresh: dict[tuple[str, str, str], Subject] = {}
        for identity, row in keyed:
            if identity not in known and identity not in fresh:
                fresh[identity] = _new(row, identity[1] or None, districts.get(row.postcode), at)
        persons = [subject for subject in fresh.values() if isinstance(subject, Person)]
        organisations = [subject for subject in fresh.values() if isinstance(subject, Organisation)]
        Person.objects.bulk_create(persons, batch_size=BATCH)
        Organisation.objects.bulk_create(organisations, batch_size=BATCH)
        subjects |= fresh
        _begin_roles(keyed, subjects)
        _give_consents(keyed, subjects, evidence, at)
        admitted = Admitted(len(persons), len(organisations), len(rows) - len(fresh))
        record(
            by=by,
            action="supporters.admitted",
            target=current_alliance(),
            at=at,
            persons=admitted.persons,
            organisations=admitted.organisations,
            known=admitted.known,
            **({"evidence": evidence} if evidence else {}),
        )
        page_cache.changed("supporters", "figures")
    return admitted


def leave(*, subject: Subject, channel: Channel, by: Actor, at: datetime) -> bool:
    """Ends the support and withdraws every live consent. False when there was nothing left to end."""
    with transaction.atomic():
        ended = roles.end(subject=subject, kind=RoleKind.SUPPORTER, by=by, at=at) is not None
        withdrawn = [
            ledger.withdraw(subject=subject, purpose=purpose, channel=channel, by=by, at=at)
            for purpose in ConsentPurpose
        ]
    return ended or any(withdrawn)


def _identity(row: Row, number: int) -> tuple[str, str, str]:
    """What makes two rows the same: a person's address; an institution's address and name."""
    name = row.last_name if isinstance(row, SupporterRow) else row.name
    if not name.strip():
        raise RowRefused(number=number, problem="name")
    if isinstance(row, SupporterRow):
        return ("person", _key(row, number) or "", "")
    return ("organisation", _key(row, number) or "", name_key(row.name))


def _key(row: Row, number: int) -> str | None:
    if not row.email and isinstance(row, InstitutionRow):
        return None
    try:
        return email_key(row.email)
    except ValueError as error:
        raise RowRefused(number=number, problem=str(error)) from error


def _known(keyed: Sequence[tuple[tuple[str, str, str], Row]]) -> dict[tuple[str, str, str], Subject]:
    """Who is kept already under the rows' addresses and names; a merged record counts as the one it became."""
    found: dict[tuple[str, str, str], Subject] = {}
    identities = {identity for identity, _row in keyed}
    persons = by_addresses(address for kind, address, _name in identities if kind == "person")
    found |= {("person", address, ""): person for address, person in persons.items()}
    keys = {(address or None, name) for kind, address, name in identities if kind == "organisation"}
    for (address, name), organisation in organisations_by_keys(keys).items():
        found["organisation", address or "", name] = organisation
    return found


def _new(row: Row, key: str | None, district_id: int | None, at: datetime) -> Subject:
    if isinstance(row, SupporterRow):
        return Person(
            first_name=row.first_name,
            last_name=row.last_name,
            email=row.email,
            email_key=key,
            language=row.language,
            postcode=row.postcode,
            place=row.place,
            district_id=district_id,
            created_at=at,
        )
    return Organisation(
        name=row.name,
        kind=OrganisationKind(row.kind),
        email=row.email,
        email_key=key,
        website=row.website,
        postcode=row.postcode,
        place=row.place,
        district_id=district_id,
        created_at=at,
    )


def _districts() -> dict[str, int]:
    """The district in which most places of each postcode lie, as `places.queries.district_for_postcode` has it."""
    counted = (
        Postcode.objects.values("code", "district_id")
        .annotate(places=Count("pk"))
        .order_by("places", "-district__ags")
        .values_list("code", "district_id")
    )
    return dict(counted)


def _begin_roles(
    keyed: Sequence[tuple[tuple[str, str, str], Row]], subjects: dict[tuple[str, str, str], Subject]
) -> None:
    open_roles = Role.objects.supporters().filter(until_on=None)
    held = {("person", pk) for pk in open_roles.filter(person__isnull=False).values_list("person_id", flat=True)}
    held |= {
        ("organisation", pk)
        for pk in open_roles.filter(organisation__isnull=False).values_list("organisation_id", flat=True)
    }
    new: list[Role] = []
    for identity, row in keyed:
        subject = subjects[identity]
        if (identity[0], subject.pk) in held:
            continue
        held.add((identity[0], subject.pk))
        new.append(Role(kind=RoleKind.SUPPORTER, from_on=row.since, **{identity[0]: subject}))
    Role.objects.bulk_create(new, batch_size=BATCH)


def _give_consents(
    keyed: Sequence[tuple[tuple[str, str, str], Row]],
    subjects: dict[tuple[str, str, str], Subject],
    evidence: str,
    at: datetime,
) -> None:
    """Writes the rows' consents, dated the day they were given: a later withdrawal stays the newest line."""
    new: list[Consent] = []
    written: set[tuple[tuple[str, str, str], ConsentPurpose]] = set()
    for identity, row in keyed:
        given_at = timezone.make_aware(datetime.combine(row.since, time(12)))
        for wording in row.consents:
            if (identity, wording.purpose) in written:
                continue
            written.add((identity, wording.purpose))
            new.append(
                Consent(
                    purpose=wording.purpose,
                    deed=ConsentDeed.GIVEN,
                    wording=wording.text,
                    wording_version=wording.version,
                    language=wording.language,
                    channel=Channel.IMPORT,
                    asked_at=given_at,
                    confirmed_at=given_at,
                    evidence=evidence[:200],
                    recorded_at=at,
                    **{identity[0]: subjects[identity]},
                )
            )
    Consent.objects.bulk_create(new, batch_size=BATCH)
