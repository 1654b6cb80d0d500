"""Everything that this room holds about somebody, under words that people understand; one function per chapter.

Values stay dates, numbers and texts: pages write them for people, JSON for machines.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from anpacken.audit import details, wording
from anpacken.audit.models import Entry
from anpacken.core.languages import language
from anpacken.people.chapters import Held, Subject
from anpacken.people.choices import FieldKind
from anpacken.people.models import (
    Affiliation,
    Confirmation,
    Consent,
    CustomValue,
    DuplicatePair,
    Merge,
    Note,
    Organisation,
    Person,
    PersonLogin,
    Role,
    SignUp,
)
from anpacken.people.queries.identities import Identity, about, identity, sign_up_refs
from anpacken.people.queries.moments import mails_of

PERSON = (
    "public_id",
    "first_name",
    "last_name",
    "email",
    "phone",
    "language",
    "postcode",
    "place",
    "district",
    "is_public_figure",
    "statement",
    "portrait",
    "created_at",
)
ORGANISATION = (
    "public_id",
    "name",
    "short_name",
    "kind",
    "contact_name",
    "email",
    "phone",
    "website",
    "language",
    "postcode",
    "place",
    "district",
    "statement",
    "logo",
    "created_at",
)
SIGN_UP = (
    "state",
    "is_institution",
    "first_name",
    "last_name",
    "organisation_name",
    "organisation_kind",
    "email",
    "postcode",
    "district",
    "language",
    "statement",
    "asked_at",
    "confirmed_at",
)
CONSENT = (
    "purpose",
    "deed",
    "wording",
    "wording_version",
    "language",
    "channel",
    "asked_at",
    "confirmed_at",
    "evidence",
    "document",
    "recorded_at",
)
MAIL = ("subject", "text", "to_email", "to_name", "language", "state", "queued_at", "sent_at")


def columns(record: models.Model, *names: str) -> Held:
    """The named fields under their own words: choices by their labels, relations by what they are called."""
    return {capfirst(str(_field(record, name).verbose_name)): _value(record, name) for name in names}


def register_entry(subject: Subject) -> list[Held]:
    """The record itself, and those that were found to be the same."""
    return [_entry(subject), *(_entry(shadow) for shadow in _shadows(subject))]


def _entry(subject: Subject) -> Held:
    told = columns(subject, *(PERSON if isinstance(subject, Person) else ORGANISATION))
    told[_("Number in our register")] = told.pop(capfirst("public id"), subject.public_id)
    told[_("Themes")] = [str(theme) for theme in subject.themes.all()]
    told[_("Tags of the office")] = [tag.name for tag in subject.tags.all()]
    told[_("What the office decided about showing it")] = [
        f"{one.get_purpose_display()}: {one.get_state_display()}, {date_format(timezone.localtime(one.decided_at))}"
        for one in subject.releases.all()
    ]
    if isinstance(subject, Person):
        told[_("Languages spoken")] = [language(one.code).name for one in subject.spoken_languages.all()]
        told[_("Log-in of one's own")] = PersonLogin.objects.filter(person=subject).exists()
    for value in CustomValue.objects.filter(**_owner(subject)).select_related("field").order_by("field__position"):
        told[str(value.field)] = custom_value(value)
    return told


def custom_value(value: CustomValue) -> str | Decimal | bool | Any:
    """What stands in the column of the field's kind."""
    columns_of = {FieldKind.NUMBER: value.number, FieldKind.DATE: value.day, FieldKind.FLAG: value.flag}
    return columns_of.get(FieldKind(value.field.kind), value.text)


def sign_ups(subject: Subject) -> list[Held]:
    """Requests to become a supporter, those included that were never confirmed."""
    who = identity(subject)
    found = SignUp.objects.filter(Q(**{f"{who.owner}__in": who.pks}) | _unclaimed(who))
    return [_sign_up(one) for one in found.select_related("district").prefetch_related("themes")]


def _unclaimed(who: Identity) -> Q:
    """Requests from the address that were not confirmed, so that they belong to no record yet."""
    return Q(email_key__in=who.addresses, person=None, organisation=None)


def _sign_up(one: SignUp) -> Held:
    told = columns(one, *SIGN_UP)
    told[_("Ticked")] = [str(entry.get("wording", "")) for entry in one.consents]
    told[_("Themes")] = [str(theme) for theme in one.themes.all()]
    return told


def roles(subject: Subject) -> list[Held]:
    return [columns(one, "kind", "from_on", "until_on", "remark") for one in Role.objects.of(subject)]


def affiliations(subject: Subject) -> list[Held]:
    names = ("person", "organisation", "kind", "function", "theme", "from_on", "until_on")
    found = Affiliation.objects.filter(**_owner(subject)).select_related("person", "organisation", "theme")
    return [columns(one, *names) for one in found]


def consents(subject: Subject) -> list[Held]:
    """Every line of the ledger, with the confirmation mail on which it rests."""
    told = []
    for line in Consent.objects.of(subject).select_related("confirmation", "document"):
        entry = columns(line, *CONSENT)
        if line.confirmation:
            entry[_("Confirmation mail as sent")] = _confirmation(line.confirmation)
        told.append(entry)
    return told


def _confirmation(mail: Confirmation) -> Held:
    return columns(mail, "to_email", "subject", "text", "sent_at", "answer")


def notes(subject: Subject) -> list[Held]:
    """What the office wrote down. Who of the office it was is not told: that is about somebody else."""
    return [columns(note, "text", "written_at") for note in Note.objects.filter(**_owner(subject))]


def mails(subject: Subject) -> list[Held]:
    told = []
    for mail in mails_of(subject).order_by("-queued_at", "-pk"):
        entry = columns(mail, *MAIL)
        entry[_("Attachments")] = [str(attachment.get("name", "")) for attachment in mail.attachments]
        told.append(entry)
    return told


def log(subject: Subject) -> list[Held]:
    """What was done to the record. People of the office are not named: that is about somebody else."""
    who = identity(subject)
    entries = Entry.objects.filter(about(who, sign_up_refs(who), kind="target_type", ref="target_ref"))
    return [
        {
            _("When"): timezone.localtime(entry.at),
            _("What was done"): wording.in_words(entry.action),
            _("By whom"): wording.actor_kind(entry.actor_kind),
            _("Details"): details.in_words(entry.details, entry.target_type),
        }
        for entry in entries.order_by("-at", "-pk")
    ]


def comparisons(subject: Subject) -> list[Held]:
    """Records that were taken for the same, and what came of it."""
    who = identity(subject)
    either = Q(**{f"first_{who.owner}__in": who.pks}) | Q(**{f"second_{who.owner}__in": who.pks})
    pairs = [
        {_("Compared with another record"): timezone.localtime(one.found_at), _("State"): one.get_state_display()}
        for one in DuplicatePair.objects.filter(either)
    ]
    joined = Q(**{f"kept_{who.owner}__in": who.pks}) | Q(**{f"shadow_{who.owner}__in": who.pks})
    merges = [
        {_("Put together with another record"): timezone.localtime(one.merged_at), _("State"): one.get_state_display()}
        for one in Merge.objects.filter(joined).defer("journal")
    ]
    return [*pairs, *merges]


def _shadows(subject: Subject) -> QuerySet[Any]:
    model: type[Person] | type[Organisation] = type(subject)
    pks = [pk for pk in identity(subject).pks if pk != subject.pk]
    return model.everyone.filter(pk__in=pks).select_related("district").order_by("pk")


def _owner(subject: Subject) -> dict[str, Any]:
    return {"organisation": subject} if isinstance(subject, Organisation) else {"person": subject}


def _field(record: models.Model, name: str) -> Any:
    return record._meta.get_field(name)


def _value(record: models.Model, name: str) -> Any:
    field, value = _field(record, name), getattr(record, name)
    if getattr(field, "choices", None):
        return str(getattr(record, f"get_{name}_display")())
    if value is None or isinstance(value, bool):
        return value
    if name == "language":
        return language(value).name if value else ""
    if isinstance(field, models.DateTimeField):
        return timezone.localtime(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(each) for each in value]
    return str(value) if isinstance(field, models.ForeignKey) else value
