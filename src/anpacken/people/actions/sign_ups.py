"""Becoming a supporter, or a reader of the newsletter: asked on the website, confirmed by the link in a mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from anpacken.alliance.models import Theme
from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.mail.actions import outbox
from anpacken.mail.errors import TooManyMails
from anpacken.mail.models import OutgoingMail
from anpacken.people import links, rules
from anpacken.people.actions import _sign_up_records as records
from anpacken.people.actions import confirmations, consents, roles, suppressions
from anpacken.people.actions._locks import kept_of
from anpacken.people.choices import (
    SIGN_UP_TRANSITIONS,
    Channel,
    ConsentDeed,
    ConsentPurpose,
    RoleKind,
    SignUpState,
)
from anpacken.people.errors import (
    AddressUnreadable,
    ConsentMissing,
    SignUpGone,
    StatementMissing,
    StatementNotAgreed,
)
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
    themes: Iterable[Theme] = (),
    statement: str = "",
) -> SignUp | None:
    """Keeps a request and mails its confirmation link; with `organisation_name` it is for an institution.

    Nobody learns from the answer, nor from the time it takes, whether the address is known: that is said only in
    the mail. None when nothing was done because the same request came a moment ago or the address has had
    enough mails; the visitor is told the same.

    Raises:
        ConsentMissing: the consent to being kept in the register is not among `wordings`.
        StatementNotAgreed, StatementMissing: a statement comes with the consent to show it, and the other way round.
        AddressUnreadable: this is no mail address.
    """
    _check_boxes(wordings, statement)
    sign_up = SignUp(
        is_institution=bool(organisation_name),
        first_name=first_name,
        last_name=last_name,
        organisation_name=organisation_name,
        organisation_kind=organisation_kind if organisation_name else "",
        email=email.strip(),
        email_key=_key(email),
        postcode=postcode,
        district=district_for_postcode(postcode),
        language=language,
        statement=statement,
        consents=[_stored(wording) for wording in wordings],
        asked_at=at,
    )
    return _keep(sign_up, list(themes), by=by, at=at)


def ask_newsletter(*, name: str, email: str, language: str, wording: Wording, by: Actor, at: datetime) -> SignUp | None:
    """Keeps a request for the newsletter alone, ticked in another form, and mails its confirmation link. Whoever
    confirms becomes no supporter. Answers as `ask`, and says as little.

    Raises:
        AddressUnreadable: this is no mail address.
    """
    first, _space, last = name.rpartition(" ")
    sign_up = SignUp(
        first_name=first[:80],
        last_name=last[:80],
        email=email.strip(),
        email_key=_key(email),
        language=language,
        consents=[_stored(wording)],
        asked_at=at,
    )
    return _keep(sign_up, [], by=by, at=at)


def _keep(sign_up: SignUp, themes: list[Theme], *, by: Actor, at: datetime) -> SignUp | None:
    try:
        with transaction.atomic():
            if _asked_just_now(sign_up, themes):
                return None
            mail = _mail_confirmation(sign_up, by=by, at=at)
            sign_up.confirmation_mail = mail.public_id
            sign_up.save(force_insert=True)
            sign_up.themes.add(*themes)
            record(by=by, action="sign_up.asked", target=sign_up, at=at, institution=sign_up.is_institution)
    except TooManyMails:
        return None
    return sign_up


def confirm(*, sign_up: SignUp, by: Actor, at: datetime) -> Person | Organisation:
    """Makes the supporter: record, role, consents and welcome mail; for the newsletter alone record and consent. Done
    again, it changes nothing.

    A known address keeps its data; only what was empty is filled in. An address that led to a merged record leads to
    the one that was kept. The confirmation mail is kept beside the ledger as it was sent.

    Raises:
        SignUpGone: the request was not confirmed in time, or the supporter has been erased since.
    """
    with transaction.atomic():
        held = SignUp.objects.select_for_update().filter(pk=sign_up.pk).first()
        if held is None or rules.is_overdue(held, at=at):
            raise SignUpGone
        if held.state == SignUpState.CONFIRMED:
            return _confirmed_subject(held)
        SIGN_UP_TRANSITIONS.check(SignUpState(held.state), SignUpState.CONFIRMED)
        subject = records.of(held, by=by, at=at)
        # Whoever had everything erased and comes back by the mailed link may be written to again.
        suppressions.lift(email=held.email, by=by, at=at)
        is_new_supporter = False
        is_new_reader = held.is_newsletter_only and not rules.may_contact(subject, ConsentPurpose.NEWSLETTER, at=at)
        if not held.is_newsletter_only:
            is_new_supporter = not Role.objects.of(subject).supporters().filter(until_on=None).exists()
            roles.begin(subject=subject, kind=RoleKind.SUPPORTER, from_on=timezone.localtime(at).date(), by=by, at=at)
        _give_consents(subject, held, by=by, at=at)
        held.state, held.confirmed_at = SignUpState.CONFIRMED, at
        if isinstance(subject, Person):
            held.person = subject
        else:
            held.organisation = subject
        held.save(update_fields=["state", "confirmed_at", "person", "organisation"])
        record(by=by, action="sign_up.confirmed", target=held, at=at)
        if is_new_supporter or is_new_reader:
            _mail_welcome(subject, held, by=by, at=at)
        page_cache.changed("supporters", "figures")
    return subject


def _give_consents(subject: Person | Organisation, sign_up: SignUp, *, by: Actor, at: datetime) -> None:
    confirmation = confirmations.keep(sign_up.confirmation_mail)
    for entry in sign_up.consents:
        words = Wording(ConsentPurpose(entry["purpose"]), entry["version"], entry["language"], entry["wording"])
        consents.give(
            subject=subject,
            wording=words,
            channel=Channel.WEB,
            asked_at=sign_up.asked_at,
            evidence=sign_up.confirmation_mail,
            confirmation=confirmation,
            by=by,
            at=at,
        )


def _key(email: str) -> str:
    try:
        return email_key(email)
    except ValueError as error:
        raise AddressUnreadable from error


def _check_boxes(wordings: Sequence[Wording], statement: str) -> None:
    agreed = {wording.purpose for wording in wordings}
    if ConsentPurpose.REGISTER not in agreed:
        raise ConsentMissing
    if statement and ConsentPurpose.STATEMENT not in agreed:
        raise StatementNotAgreed
    if not statement and ConsentPurpose.STATEMENT in agreed:
        raise StatementMissing


def _stored(wording: Wording) -> dict[str, str]:
    return {
        "purpose": wording.purpose.value,
        "version": wording.version,
        "language": wording.language,
        "wording": wording.text,
    }


def _asked_just_now(sign_up: SignUp, themes: Sequence[Theme]) -> bool:
    same = (
        "email_key",
        "is_institution",
        "first_name",
        "last_name",
        "organisation_name",
        "postcode",
        "language",
        "statement",
        "consents",
    )
    twins = SignUp.objects.filter(
        state=SignUpState.PENDING,
        asked_at__gt=sign_up.asked_at - DOUBLE_CLICK,
        **{name: getattr(sign_up, name) for name in same},
    )
    chosen = {theme.pk for theme in themes}
    return any(set(twin.themes.values_list("pk", flat=True)) == chosen for twin in twins)


def _mail_confirmation(sign_up: SignUp, *, by: Actor, at: datetime) -> OutgoingMail:
    """Both mails cost the same: the same queries, one insert. No words of the asking stranger stand in them."""
    subject = records.known(sign_up)
    held = Role.objects.supporters().filter(until_on=None, **_owner(sign_up, subject))
    known = subject if held.exists() else None
    live = _live_purposes(sign_up, subject, at=at)
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
        context["page_url"] = links.my_page_url(known, sign_up.language)
    template = "people/mail/known.html" if known else "people/mail/confirm.html"
    if sign_up.is_newsletter_only:
        template = "people/mail/newsletter.html"
    return outbox.queue(
        template=template,
        to_email=sign_up.email,
        language=sign_up.language,
        context=context,
        related=sign_up,
        priority=5,
        limit_per_hour=MAILS_PER_HOUR,
        by=by,
        at=at,
    )


def _owner(sign_up: SignUp, subject: Person | Organisation | None) -> dict[str, int]:
    """The lookup of rows that belong to `subject`; for somebody new one that finds nothing and costs the same."""
    return {"organisation_id" if sign_up.is_institution else "person_id": subject.pk if subject else 0}


def _live_purposes(sign_up: SignUp, subject: Person | Organisation | None, *, at: datetime) -> set[ConsentPurpose]:
    newest: dict[str, str] = {}
    lines = Consent.objects.filter(**_owner(sign_up, subject)).until(at)
    for purpose, deed in lines.values_list("purpose", "deed"):
        newest.setdefault(purpose, deed)
    return {ConsentPurpose(purpose) for purpose, deed in newest.items() if deed == ConsentDeed.GIVEN}


def _confirmed_subject(sign_up: SignUp) -> Person | Organisation:
    subject = sign_up.organisation if sign_up.is_institution else sign_up.person
    kept = kept_of(subject) if subject is not None else None
    if kept is None:  # Confirmed once, and since erased.
        raise SignUpGone
    return kept


def _mail_welcome(subject: Person | Organisation, sign_up: SignUp, *, by: Actor, at: datetime) -> None:
    name = "newsletter_welcome" if sign_up.is_newsletter_only else "welcome"
    outbox.queue(
        template=f"people/mail/{name}.html",
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
