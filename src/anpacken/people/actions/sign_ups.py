"""Becoming a supporter: asked on the website, confirmed by the link in a mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.mail.actions import outbox
from anpacken.mail.errors import TooManyMails
from anpacken.mail.models import OutgoingMail
from anpacken.people import links, rules
from anpacken.people.actions import consents, roles
from anpacken.people.actions._locks import lock
from anpacken.people.choices import (
    SIGN_UP_TRANSITIONS,
    Channel,
    ConsentDeed,
    ConsentPurpose,
    RoleKind,
    SignUpState,
)
from anpacken.people.errors import AddressUnreadable, ConsentMissing, SignUpGone
from anpacken.people.fields import name_key
from anpacken.people.models import Consent, Organisation, Person, Role, SignUp
from anpacken.people.wordings import Wording
from anpacken.places.queries import district_for_postcode

MAILS_PER_HOUR = 3
"""How many confirmation mails one address gets within an hour, whoever asks for them."""

DOUBLE_CLICK = timedelta(seconds=60)
"""The very same request within this time is one request."""


def ask(
    *,
    first_name: str,
    last_name: str,
    email: str,
    language: str,
    wordings: Sequence[Wording],
    by: Actor,
    at: datetime,
    postcode: str = "",
    organisation_name: str = "",
    organisation_kind: str = "",
) -> SignUp | None:
    """Keeps a request and mails its confirmation link; with `organisation_name` it is for an institution.

    Nobody learns from the answer, nor from the time it takes, whether the address is known: that is said only in
    the mail. None when nothing was done because the same request came a moment ago or the address has had
    enough mails; the visitor is told the same.

    Raises:
        ConsentMissing: the consent to being kept in the register is not among `wordings`.
        AddressUnreadable: this is no mail address.
    """
    if not any(wording.purpose == ConsentPurpose.REGISTER for wording in wordings):
        raise ConsentMissing
    try:
        key = email_key(email)
    except ValueError as error:
        raise AddressUnreadable from error
    sign_up = SignUp(
        is_institution=bool(organisation_name),
        first_name=first_name,
        last_name=last_name,
        organisation_name=organisation_name,
        organisation_kind=organisation_kind if organisation_name else "",
        email=email.strip(),
        email_key=key,
        postcode=postcode,
        district=district_for_postcode(postcode),
        language=language,
        consents=[_stored(wording) for wording in wordings],
        asked_at=at,
    )
    try:
        with transaction.atomic():
            if _asked_just_now(sign_up):
                return None
            mail = _mail_confirmation(sign_up, by=by, at=at)
            sign_up.confirmation_mail = mail.public_id
            sign_up.save(force_insert=True)
            record(by=by, action="sign_up.asked", target=sign_up, at=at, institution=sign_up.is_institution)
    except TooManyMails:
        return None
    return sign_up


def confirm(*, sign_up: SignUp, by: Actor, at: datetime) -> Person | Organisation:
    """Makes the supporter: record, role, consents and welcome mail. Done again, it changes nothing.

    A known address keeps its name; only what was empty is filled in.

    Raises:
        SignUpGone: the request was not confirmed in time.
    """
    with transaction.atomic():
        held = SignUp.objects.select_for_update().filter(pk=sign_up.pk).first()
        if held is None or rules.is_overdue(held, at=at):
            raise SignUpGone
        if held.state == SignUpState.CONFIRMED:
            return _confirmed_subject(held)
        SIGN_UP_TRANSITIONS.check(SignUpState(held.state), SignUpState.CONFIRMED)
        subject = _organisation(held, by=by, at=at) if held.is_institution else _person(held, by=by, at=at)
        lock(subject)
        is_new_supporter = not Role.objects.of(subject).supporters().filter(until_on=None).exists()
        roles.begin(subject=subject, kind=RoleKind.SUPPORTER, from_on=timezone.localtime(at).date(), by=by, at=at)
        for entry in held.consents:
            consents.give(
                subject=subject,
                wording=Wording(
                    ConsentPurpose(entry["purpose"]), entry["version"], entry["language"], entry["wording"]
                ),
                channel=Channel.WEB,
                asked_at=held.asked_at,
                evidence=held.confirmation_mail,
                by=by,
                at=at,
            )
        held.state, held.confirmed_at = SignUpState.CONFIRMED, at
        if isinstance(subject, Person):
            held.person = subject
        else:
            held.organisation = subject
        held.save(update_fields=["state", "confirmed_at", "person", "organisation"])
        record(by=by, action="sign_up.confirmed", target=held, at=at)
        if is_new_supporter:
            _mail_welcome(subject, held, by=by, at=at)
        page_cache.changed("supporters", "figures")
    return subject


def delete_overdue(*, by: Actor, at: datetime) -> int:
    """Deletes what was not confirmed in time, and says how many that were."""
    with transaction.atomic():
        overdue = list(
            SignUp.objects.select_for_update().filter(
                state=SignUpState.PENDING, asked_at__lte=at - rules.SIGN_UP_GOOD_FOR
            )
        )
        for sign_up in overdue:
            record(by=by, action="sign_up.deleted", target=sign_up, at=at, reason="not confirmed")
            sign_up.delete()
    return len(overdue)


def _stored(wording: Wording) -> dict[str, str]:
    return {
        "purpose": wording.purpose.value,
        "version": wording.version,
        "language": wording.language,
        "wording": wording.text,
    }


def _asked_just_now(sign_up: SignUp) -> bool:
    same = (
        "email_key",
        "is_institution",
        "first_name",
        "last_name",
        "organisation_name",
        "postcode",
        "language",
        "consents",
    )
    return SignUp.objects.filter(
        state=SignUpState.PENDING,
        asked_at__gt=sign_up.asked_at - DOUBLE_CLICK,
        **{name: getattr(sign_up, name) for name in same},
    ).exists()


def _mail_confirmation(sign_up: SignUp, *, by: Actor, at: datetime) -> OutgoingMail:
    """Both mails cost the same: the same queries, one insert. No words of the asking stranger stand in them."""
    held = Role.objects.supporters().filter(until_on=None, **_owner(sign_up)).select_related("person", "organisation")
    known = next((role.person or role.organisation for role in held), None)
    live = _live_purposes(sign_up, at=at)
    asked = {entry["purpose"] for entry in sign_up.consents}
    added = [purpose for purpose in ConsentPurpose if purpose.value in asked and purpose not in live]
    with override(sign_up.language):
        context = {
            "confirm_url": links.confirm_url(sign_up),
            "purposes": [purpose.value for purpose in added],
            "is_institution": sign_up.is_institution,
            "until": date_format(timezone.localtime(at + rules.SIGN_UP_GOOD_FOR), "DATE_FORMAT"),
        }
    if known:
        context["withdraw_url"] = links.withdraw_url(known, sign_up.language)
    return outbox.queue(
        template="people/mail/known.html" if known else "people/mail/confirm.html",
        to_email=sign_up.email,
        language=sign_up.language,
        context=context,
        related=sign_up,
        priority=5,
        limit_per_hour=MAILS_PER_HOUR,
        by=by,
        at=at,
    )


def _owner(sign_up: SignUp) -> dict[str, str]:
    """The lookup of who this address is already: the person, or the institution of this name."""
    if not sign_up.is_institution:
        return {"person__email_key": sign_up.email_key}
    return {
        "organisation__email_key": sign_up.email_key,
        "organisation__name_key": name_key(sign_up.organisation_name),
    }


def _live_purposes(sign_up: SignUp, *, at: datetime) -> set[ConsentPurpose]:
    newest: dict[str, str] = {}
    for purpose, deed in Consent.objects.filter(**_owner(sign_up)).until(at).values_list("purpose", "deed"):
        newest.setdefault(purpose, deed)
    return {ConsentPurpose(purpose) for purpose, deed in newest.items() if deed == ConsentDeed.GIVEN}


def _confirmed_subject(sign_up: SignUp) -> Person | Organisation:
    subject = sign_up.organisation if sign_up.is_institution else sign_up.person
    if subject is None:  # Confirmed once, and since erased.
        raise SignUpGone
    return subject


def _person(sign_up: SignUp, *, by: Actor, at: datetime) -> Person:
    person, is_new = Person.objects.get_or_create(
        email_key=sign_up.email_key,
        defaults={
            "first_name": sign_up.first_name,
            "last_name": sign_up.last_name,
            "email": sign_up.email,
            "language": sign_up.language,
            "created_at": at,
            **_home(sign_up),
        },
    )
    if is_new:
        record(by=by, action="person.created", target=person, at=at, reason="sign-up")
    else:
        _fill_in(person, sign_up)
    return person


def _organisation(sign_up: SignUp, *, by: Actor, at: datetime) -> Organisation:
    organisation, is_new = Organisation.objects.get_or_create(
        email_key=sign_up.email_key,
        name_key=name_key(sign_up.organisation_name),
        defaults={
            "name": sign_up.organisation_name,
            "kind": sign_up.organisation_kind,
            "email": sign_up.email,
            "language": sign_up.language,
            "contact_name": f"{sign_up.first_name} {sign_up.last_name}".strip()[:160],
            "created_at": at,
            **_home(sign_up),
        },
    )
    if is_new:
        record(by=by, action="organisation.created", target=organisation, at=at, reason="sign-up")
    else:
        _fill_in(organisation, sign_up)
    return organisation


def _fill_in(subject: Person | Organisation, sign_up: SignUp) -> None:
    values = {"language": sign_up.language, **_home(sign_up)}
    empty = [name for name, value in values.items() if value and not getattr(subject, name)]
    if subject.postcode and subject.postcode != sign_up.postcode:
        empty = [name for name in empty if name == "language"]
    for name in empty:
        setattr(subject, name, values[name])
    if empty:
        subject.save(update_fields=empty)


def _home(sign_up: SignUp) -> dict[str, object]:
    return {"postcode": sign_up.postcode, "district": sign_up.district}


def _mail_welcome(subject: Person | Organisation, sign_up: SignUp, *, by: Actor, at: datetime) -> None:
    outbox.queue(
        template="people/mail/welcome.html",
        to_email=sign_up.email,
        to_name=str(subject) if isinstance(subject, Person) else subject.contact_name,
        language=sign_up.language,
        context={
            "name": str(subject),
            "greeting": subject.contact_name if isinstance(subject, Organisation) else str(subject),
            "is_institution": sign_up.is_institution,
            "wordings": [entry["wording"] for entry in sign_up.consents],
            "withdraw_url": links.withdraw_url(subject, sign_up.language),
        },
        related=subject,
        by=by,
        at=at,
    )
