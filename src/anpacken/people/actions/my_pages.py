"""What somebody does on their own page: asking for the link to it, changing their data and their address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from anpacken.audit.actions import record as write_audit
from anpacken.core import languages, page_cache
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.core.texts import translated
from anpacken.mail.actions import outbox
from anpacken.mail.errors import TooManyMails
from anpacken.mail.models import OutgoingMail
from anpacken.media.actions import pictures
from anpacken.media.models import Picture
from anpacken.people import links
from anpacken.people.actions import organisations, persons, suppressions
from anpacken.people.actions._locks import locked
from anpacken.people.errors import (
    AddressOfAnother,
    AddressTaken,
    AddressUnreadable,
    AlreadyChanged,
    OrganisationKnown,
    RecordGone,
)
from anpacken.people.links import NewAddressLink
from anpacken.people.models import Organisation, Person
from anpacken.people.queries.my_pages import speaking_for

Subject = Person | Organisation
COLLECTION = "Unterstützende"
"""The collection of pictures in which photos and logos of supporters lie, apart from those of the office."""

LINK_MAIL = "people/mail/my_page.html"
DOUBLE_CLICK = timedelta(seconds=60)
"""Asking again within this time is the same asking."""

MAILS_PER_HOUR = 3
"""How many mails with a link one address gets within an hour, whoever asks for them."""


def ask_link(*, email: str, language: str, by: Actor, at: datetime) -> None:
    """Mails the link to one's own page to `email`, or says in the mail that we know nobody there.

    Whoever asks sees the same either way: only the mail tells, and it goes to the address's owner.

    Raises:
        AddressUnreadable: this is no mail address.
    """
    try:
        key = email_key(email)
    except ValueError as error:
        raise AddressUnreadable from error
    if _asked_just_now(key, at):
        return
    with override(language):
        pages = [
            {"name": str(subject), "page_url": links.my_page_url(subject, language)} for subject in speaking_for(key)
        ]
        until = date_format(timezone.localtime(at + links.MY_PAGE_GOOD_FOR), "TIME_FORMAT")
    try:
        outbox.queue(
            template=LINK_MAIL,
            to_email=email,
            language=language,
            context={"pages": pages, "until": until},
            priority=5,
            limit_per_hour=MAILS_PER_HOUR,
            by=by,
            at=at,
        )
    except TooManyMails:
        return


def _asked_just_now(key: str, at: datetime) -> bool:
    asked = OutgoingMail.objects.filter(template=LINK_MAIL, to_key=key, queued_at__gt=at - DOUBLE_CLICK)
    return bool(asked.exists())


def change(*, subject: Subject, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    """Saves what somebody changed about themselves; the office's rules hold here too.

    Raises:
        OrganisationKnown: another institution of this name is kept under the address.
    """
    if isinstance(subject, Person):
        persons.save(record=subject, changed=changed, save_related=save_related, by=by)
    else:
        organisations.save(record=subject, changed=changed, save_related=save_related, by=by)


def ask_new_address(*, subject: Subject, email: str, language: str, by: Actor, at: datetime) -> None:
    """Mails a link to the new address; only its owner can confirm the change. Nothing changes before.

    Whoever asks does not learn whether the address is known.

    Raises:
        AddressUnreadable: this is no mail address.
    """
    try:
        email_key(email)
    except ValueError as error:
        raise AddressUnreadable from error
    with override(language):
        until = date_format(timezone.localtime(at + links.NEW_ADDRESS_GOOD_FOR), "DATE_FORMAT")
    try:
        with transaction.atomic():
            outbox.queue(
                template="people/mail/new_address.html",
                to_email=email,
                language=language,
                context={"confirm_url": links.new_address_url(subject, email, language), "until": until},
                priority=5,
                limit_per_hour=MAILS_PER_HOUR,
                by=by,
                at=at,
            )
            write_audit(by=by, action="address.change_asked", target=subject, at=at)
    except TooManyMails:
        return


def change_address(*, link: NewAddressLink, subject: Subject, by: Actor, at: datetime) -> None:
    """Writes the new address, which its owner has just confirmed, and tells the old one.

    Raises:
        AlreadyChanged: the address is no longer the one from which the change was asked.
        AddressOfAnother: another record has the new address.
    """
    with transaction.atomic():
        try:
            subject = locked(subject)
        except RecordGone as refusal:
            raise AlreadyChanged from refusal
        if subject.email != link.old_email:
            raise AlreadyChanged
        subject.email = link.email
        # The owner of the address has just followed the link that was mailed there.
        suppressions.lift(email=link.email, by=by, at=at)
        try:
            change(subject=subject, changed=["email"], save_related=lambda: None, by=by)
        except (AddressTaken, OrganisationKnown) as refusal:
            raise AddressOfAnother from refusal
        if link.old_email:
            outbox.queue(
                template="people/mail/address_changed.html",
                to_email=link.old_email,
                language=subject.language or languages.source(),
                context={"name": str(subject)},
                related=subject,
                by=by,
                at=at,
            )
        page_cache.changed("supporters")


def set_picture(*, subject: Subject, upload: UploadedFile, credit: str, by: Actor, at: datetime) -> None:
    """Keeps somebody's photo, or an institution's logo, in the place of the one before. Showing it takes a consent."""
    with transaction.atomic():
        remove_picture(subject=subject, by=by, at=at)
        is_person = isinstance(subject, Person)
        picture = pictures.take(
            upload=upload,
            title=str(subject),
            credit=credit,
            rights="consent in the register",
            alt_text=translated(
                de=f"Foto: {subject}" if is_person else f"Logo: {subject}",
                en=f"Photo: {subject}" if is_person else f"Logo: {subject}",
            ),
            collection=COLLECTION,
            by=by,
            at=at,
        )
        _point_at(subject, picture)
        write_audit(by=by, action="picture.given", target=subject, at=at)
        page_cache.changed("supporters")


def remove_picture(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Deletes the photo or logo with its files; without one nothing happens."""
    picture = subject.portrait if isinstance(subject, Person) else subject.logo
    if picture is None:
        return
    with transaction.atomic():
        _point_at(subject, None)
        pictures.remove(picture=picture, by=by, at=at)
        page_cache.changed("supporters")


def remove_unclaimed(*, pks: Iterable[int], by: Actor, at: datetime) -> None:
    """Deletes those of the pictures that were given by supporters and are nobody's any more."""
    for picture in Picture.objects.filter(pk__in=pks, collection__name=COLLECTION):
        claimed = (
            Person.everyone.filter(portrait=picture).exists() or Organisation.everyone.filter(logo=picture).exists()
        )
        if not claimed:
            pictures.remove(picture=picture, by=by, at=at)


def _point_at(subject: Subject, picture: Picture | None) -> None:
    field = "portrait" if isinstance(subject, Person) else "logo"
    setattr(subject, field, picture)
    subject.save(update_fields=[field])
