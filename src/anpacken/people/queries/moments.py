"""What this room tells of somebody's story: one function for each chapter, each with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from anpacken.audit import details, wording
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.mail.models import OutgoingMail
from anpacken.people.chapters import Moment, Subject
from anpacken.people.choices import ConsentDeed
from anpacken.people.models import Affiliation, Consent, Note, Person, Role, SignUp
from anpacken.people.queries.identities import about, identity, sign_up_refs

# Deeds that chapters of their own tell, with more about them than the log holds.
TOLD_ELSEWHERE = (
    "consent.given",
    "consent.withdrawn",
    "role.begun",
    "role.ended",
    "note.written",
    "sign_up.asked",
    "sign_up.confirmed",
)
_SHORT = 280
# Neither texts nor values of a mail are told, and they are long.
_HEAVY = ("html", "text", "context", "attachments", "last_error")


def log(subject: Subject, *, before: datetime | None, most: int) -> list[Moment]:
    """What was done to the record, from the audit log."""
    who = identity(subject)
    entries = Entry.objects.filter(about(who, sign_up_refs(who), kind="target_type", ref="target_ref"))
    return [
        Moment(
            at=entry.at,
            kind="log",
            title=wording.in_words(entry.action),
            detail=details.in_words(entry.details, entry.target_type),
            by=wording.done_by(entry.actor_kind, entry.actor_label),
        )
        for entry in _page(entries.exclude(action__in=TOLD_ELSEWHERE), "at", before, most)
    ]


def consents(subject: Subject, *, before: datetime | None, most: int) -> list[Moment]:
    """The lines of the ledger."""
    return [
        Moment(
            at=line.confirmed_at,
            kind="consents",
            title=(_("Consent given: %(purpose)s") if line.deed == ConsentDeed.GIVEN else _withdrawn())
            % {"purpose": line.get_purpose_display()},
            detail=_joined(line.get_channel_display(), line.evidence),
        )
        for line in _page(Consent.objects.of(subject).defer("wording"), "confirmed_at", before, most)
    ]


def mails(subject: Subject, *, before: datetime | None, most: int) -> list[Moment]:
    """Mails to the address, about the record and about its sign-ups."""
    found = _page(mails_of(subject).defer(*_HEAVY), "queued_at", before, most)
    return [
        Moment(
            at=mail.queued_at,
            kind="mails",
            title=_("Mail: %(subject)s") % {"subject": mail.subject or mail.template},
            detail=mail.get_state_display(),
            url=reverse("outbox:inspect", args=[mail.pk]),
        )
        for mail in found
    ]


def mails_of(subject: Subject) -> QuerySet[OutgoingMail]:
    """All mails to or about somebody."""
    who = identity(subject)
    wanted = about(who, sign_up_refs(who), kind="related_type", ref="related_ref")
    return OutgoingMail.objects.filter(wanted | Q(to_key__in=who.addresses) if who.addresses else wanted)


def sign_ups(subject: Subject, *, before: datetime | None, most: int) -> list[Moment]:
    """When somebody asked to become a supporter, and confirmed it."""
    who = identity(subject)
    found = SignUp.objects.filter(**{f"{who.owner}__in": who.pks}).only("asked_at", "confirmed_at", "language")
    asked = [Moment(one.asked_at, "sign_ups", _("Asked to become a supporter")) for one in found]
    confirmed = [Moment(one.confirmed_at, "sign_ups", _("Sign-up confirmed")) for one in found if one.confirmed_at]
    return newest([*asked, *confirmed], before=before, most=most)


def notes(subject: Subject, *, before: datetime | None, most: int) -> list[Moment]:
    """What the office wrote down."""
    found = _page(Note.objects.filter(**_owner(subject)), "written_at", before, most)
    return [
        Moment(note.written_at, "notes", _("Note of the office"), _short(note.text), by=note.author_name)
        for note in found
    ]


def roles(subject: Subject, *, before: datetime | None, most: int) -> list[Moment]:
    """What somebody became in the alliance, and was no longer."""
    told: list[Moment] = []
    for role in Role.objects.of(subject):
        words = {"role": role.get_kind_display()}
        told.append(Moment(day_begins(role.from_on), "roles", _("Role begun: %(role)s") % words, role.remark))
        if role.until_on:
            told.append(Moment(day_begins(role.until_on), "roles", _("Role ended: %(role)s") % words, role.remark))
    return newest(told, before=before, most=most)


def affiliations(subject: Subject, *, before: datetime | None, most: int) -> list[Moment]:
    """What a person is in an organisation, told at both. A beginning that is not known is not told."""
    told: list[Moment] = []
    for one in Affiliation.objects.filter(**_owner(subject)).select_related("person", "organisation", "theme"):
        other = one.organisation if isinstance(subject, Person) else one.person
        words = {"kind": one.get_kind_display(), "name": str(other)}
        detail = _joined(one.function, str(one.theme) if one.theme else "")
        begun = _("Begun: %(kind)s %(name)s") if isinstance(subject, Person) else _("Begun: %(name)s, %(kind)s")
        ended = _("Ended: %(kind)s %(name)s") if isinstance(subject, Person) else _("Ended: %(name)s, %(kind)s")
        if one.from_on:
            told.append(Moment(day_begins(one.from_on), "affiliations", begun % words, detail))
        if one.until_on:
            told.append(Moment(day_begins(one.until_on), "affiliations", ended % words, detail))
    return newest(told, before=before, most=most)


def newest(told: Iterable[Moment], *, before: datetime | None, most: int) -> list[Moment]:
    """The newest `most` of moments that are all at hand: older than `before`, or not later than now."""
    now = clock.now()
    wanted = [one for one in told if (one.at < before if before else one.at <= now)]
    return sorted(wanted, key=lambda one: one.at, reverse=True)[:most]


def day_begins(day: date) -> datetime:
    """The first moment of a day here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _page(rows: QuerySet[Any], column: str, before: datetime | None, most: int) -> QuerySet[Any]:
    older = rows.filter(**{f"{column}__lt": before}) if before else rows
    return older.order_by(f"-{column}", "-pk")[:most]


def _withdrawn() -> str:
    return _("Consent withdrawn: %(purpose)s")


def _owner(subject: Subject) -> dict[str, Any]:
    return {"person": subject} if isinstance(subject, Person) else {"organisation": subject}


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"


def _joined(*parts: str) -> str:
    return " · ".join(str(part) for part in parts if part)
