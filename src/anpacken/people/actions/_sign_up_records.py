"""Whose record a sign-up is about: the known one, or a new one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.people.actions._locks import locked
from anpacken.people.choices import ConsentPurpose
from anpacken.people.errors import RecordGone
from anpacken.people.fields import name_key
from anpacken.people.models import Organisation, Person, SignUp
from anpacken.people.queries.subjects import by_address, organisation_by_key

Subject = Person | Organisation
ROUNDS = 5
"""How often a record may be made, merged or erased by somebody else while we look for it."""


def known(sign_up: SignUp) -> Subject | None:
    """The record that this address (institutions: address and name) leads to; merged ones lead to the kept one."""
    if sign_up.is_institution:
        return organisation_by_key(sign_up.email_key, name_key(sign_up.organisation_name))
    return by_address(sign_up.email_key)


def of(sign_up: SignUp, *, by: Actor, at: datetime) -> Subject:
    """The record of a confirmed sign-up, held until the transaction ends: made, or filled in where it was empty."""
    for _round in range(ROUNDS):
        found = known(sign_up)
        try:
            if found is not None:
                held = locked(found)
                _fill_in(held, sign_up)
                return held
            with transaction.atomic():
                _free_address(sign_up)
                made = _new_organisation(sign_up, at) if sign_up.is_institution else _new_person(sign_up, at)
        except (IntegrityError, RecordGone):
            continue  # Somebody else was faster; look again.
        _set_interests(made, sign_up)
        record(by=by, action=f"{made._meta.model_name}.created", target=made, at=at, reason="sign-up")
        return made
    raise RecordGone


def _new_person(sign_up: SignUp, at: datetime) -> Person:
    return Person.objects.create(
        first_name=sign_up.first_name,
        last_name=sign_up.last_name,
        email=sign_up.email,
        email_key=sign_up.email_key,
        language=sign_up.language,
        created_at=at,
        **_home(sign_up),
    )


def _new_organisation(sign_up: SignUp, at: datetime) -> Organisation:
    return Organisation.objects.create(
        name=sign_up.organisation_name,
        kind=sign_up.organisation_kind,
        email=sign_up.email,
        email_key=sign_up.email_key,
        language=sign_up.language,
        contact_name=f"{sign_up.first_name} {sign_up.last_name}".strip()[:160],
        created_at=at,
        **_home(sign_up),
    )


def _free_address(sign_up: SignUp) -> None:
    """Takes the address from merged records whose kept one was erased: it leads nowhere, and is unique."""
    rows: Any = Organisation.everyone if sign_up.is_institution else Person.everyone
    rows.filter(email_key=sign_up.email_key, merged_into__erased_at__isnull=False).update(email="", email_key=None)


def _fill_in(subject: Subject, sign_up: SignUp) -> None:
    values = {"language": sign_up.language, **_home(sign_up)}
    empty = [name for name, value in values.items() if value and not getattr(subject, name)]
    if subject.postcode and subject.postcode != sign_up.postcode:
        empty = [name for name in empty if name == "language"]
    for name in empty:
        setattr(subject, name, values[name])
    if empty:
        subject.save(update_fields=empty)
    _set_interests(subject, sign_up)


def _set_interests(subject: Subject, sign_up: SignUp) -> None:
    """Themes and statement, where there are none yet; the statement only with the consent to show it."""
    agreed = {entry["purpose"] for entry in sign_up.consents}
    if sign_up.statement and not subject.statement and ConsentPurpose.STATEMENT.value in agreed:
        subject.statement = sign_up.statement
        subject.save(update_fields=["statement"])
    themes = list(sign_up.themes.all())
    if themes and not subject.themes.exists():
        subject.themes.add(*themes)


def _home(sign_up: SignUp) -> dict[str, Any]:
    return {"postcode": sign_up.postcode, "district": sign_up.district}
