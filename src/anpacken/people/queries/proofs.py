"""The proof of what somebody agreed to: for themselves, or for the data protection authority."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from anpacken.alliance.queries import current as current_alliance
from anpacken.core import languages
from anpacken.people.choices import ConsentDeed, ConsentPurpose
from anpacken.people.models import Confirmation, Consent, Organisation, Person


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger, in the reader's language; only the words agreed to stay in theirs."""

    title: str
    is_given: bool
    facts: tuple[Fact, ...]
    words: str
    words_language: str


@dataclass(frozen=True, slots=True)
class PurposeProof:
    """How somebody stands with one purpose, and every line that led there, the oldest first."""

    label: str
    standing: str
    is_live: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MailProof:
    """A confirmation mail as it was sent."""

    title: str
    facts: tuple[Fact, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    language: str
    title: str
    alliance: str
    about: tuple[Fact, ...]
    purposes: tuple[PurposeProof, ...]
    never: str
    mails: tuple[MailProof, ...]
    words: dict[str, str] = field(default_factory=dict)


def proof(subject: Person | Organisation, *, by: str, at: datetime) -> Proof:
    """Everything that the ledger holds about `subject` at `at`, in the active language, in two queries.

    `by` is the name of whoever makes it.
    """
    lines = list(
        Consent.objects.of(subject)
        .filter(confirmed_at__lte=at)
        .select_related("confirmation")
        .order_by("confirmed_at", "pk")
    )
    confirmations = list({line.confirmation_id: line.confirmation for line in lines if line.confirmation}.values())
    numbers = {confirmation.pk: number for number, confirmation in enumerate(confirmations, start=1)}
    by_purpose = {purpose: [line for line in lines if line.purpose == purpose] for purpose in ConsentPurpose}
    never = [str(purpose.label) for purpose, found in by_purpose.items() if not found]
    return Proof(
        language=languages.active(),
        title=_("Proof of consents: %(name)s") % {"name": subject},
        alliance=current_alliance().name,
        about=_about(subject, by=by, at=at),
        purposes=tuple(_purpose(purpose, found, numbers) for purpose, found in by_purpose.items() if found),
        never=_("Never agreed to: %(purposes)s.") % {"purposes": ", ".join(never)} if never else "",
        mails=tuple(_mail(confirmation, number) for number, confirmation in enumerate(confirmations, start=1)),
        words={
            "heading": _("Proof of consents"),
            "words": _("The exact words"),
            "mails": _("Confirmation mails as they were sent"),
            "note": _(
                "Made from the ledger of consents, in which no line can be changed. The newest line for each purpose "
                "counts. All times are those of Berlin."
            ),
            "page": _("Page"),
            "nothing": _("The ledger holds no line about this entry."),
        },
    )


def _about(subject: Person | Organisation, *, by: str, at: datetime) -> tuple[Fact, ...]:
    is_person = isinstance(subject, Person)
    facts = [
        (_("Person") if is_person else _("Organisation"), str(subject)),
        (_("Contact person"), "" if isinstance(subject, Person) else subject.contact_name),
        (_("Mail address"), subject.email),
        (_("Number of the entry"), subject.public_id),
        (_("Made on"), _moment(at)),
        (_("Made by"), by),
    ]
    return _facts(facts)


def _purpose(purpose: ConsentPurpose, lines: Sequence[Consent], numbers: dict[int, int]) -> PurposeProof:
    newest = lines[-1]
    is_live = newest.deed == ConsentDeed.GIVEN
    # Since when, not when it was said again: agreeing to newer words does not begin anew.
    run = [list(group) for _deed, group in groupby(lines, key=lambda line: line.deed)][-1]
    day = {"day": _moment(run[0].confirmed_at)}
    standing = _("Agreed since %(day)s, not withdrawn") if is_live else _("Withdrawn on %(day)s")
    return PurposeProof(str(purpose.label), standing % day, is_live, tuple(_line(line, numbers) for line in lines))


def _line(line: Consent, numbers: dict[int, int]) -> Line:
    is_given = line.deed == ConsentDeed.GIVEN
    number = numbers.get(line.confirmation_id or 0)
    later = line.recorded_at if (line.recorded_at - line.confirmed_at).total_seconds() > 60 else None
    facts = [
        (_("Asked"), _moment(line.asked_at) if is_given else ""),
        (_("Confirmed") if is_given else _("Withdrawn"), _moment(line.confirmed_at)),
        (_("How"), _how(line, number)),
        (_("Evidence"), "" if number else line.evidence),
        (_("Version of the words"), _version(line) if is_given else ""),
        (_("Entered later, on"), _moment(later) if later else ""),
        (_("Line of the ledger"), line.public_id),
    ]
    title = _("Consent given") if is_given else _("Consent withdrawn")
    return Line(title, is_given, _facts(facts), line.wording if is_given else "", line.language)


def _how(line: Consent, number: int | None) -> str:
    if number:
        return _("%(channel)s, link in mail %(number)s") % {
            "channel": line.get_channel_display(),
            "number": number,
        }
    return str(line.get_channel_display())


def _version(line: Consent) -> str:
    return (
        f"{line.wording_version}, {languages.language(line.language).name}" if line.language else line.wording_version
    )


def _mail(confirmation: Confirmation, number: int) -> MailProof:
    sent = _moment(confirmation.sent_at) if confirmation.sent_at else _("on its way, not yet written down")
    facts = [
        (_("Mail number"), confirmation.mail_ref),
        (_("To"), confirmation.to_email),
        (_("Subject"), confirmation.subject),
        (_("Sent"), sent),
        (_("Answer of the mail server"), confirmation.answer),
    ]
    return MailProof(_("Mail %(number)s") % {"number": number}, _facts(facts), confirmation.text.strip())


def _facts(pairs: Sequence[tuple[str, str]]) -> tuple[Fact, ...]:
    return tuple(Fact(label, value) for label, value in pairs if value)


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
