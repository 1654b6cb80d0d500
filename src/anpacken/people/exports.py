"""Persons and organisations as rows of a table and as vCards (RFC 6350)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from anpacken.core import clock
from anpacken.people import spoken
from anpacken.people.choices import FieldKind
from anpacken.people.models import Affiliation, CustomField, CustomValue, Organisation, Person, Role
from anpacken.people.queries import register
from anpacken.people.queries.office import with_supporter_since

OWN = "own:"
"""Begins the name of a column that is a field of our own; its public id follows."""
_LINE_OCTETS = 75


def furnished(subjects: QuerySet[Any]) -> QuerySet[Any]:
    """All that rows and cards say, fetched chunk by chunk."""
    today = clock.today()
    is_person = subjects.model is Person
    rows = (
        with_supporter_since(subjects)
        .select_related("district__region")
        .prefetch_related(
            Prefetch("roles", Role.objects.held_on(today), to_attr="held_roles"),
            Prefetch("custom_values", CustomValue.objects.select_related("field"), to_attr="own_answers"),
            Prefetch(
                "affiliations",
                Affiliation.objects.held_on(today).select_related("organisation", "person"),
                to_attr="held_affiliations",
            ),
            "tags",
            "themes",
        )
    )
    return rows.prefetch_related("spoken_languages") if is_person else rows


def own_columns(fields: Iterable[CustomField]) -> dict[str, str]:
    """A column for each field of our own, with its heading."""
    return {f"{OWN}{field.public_id}": str(field.label) for field in fields}


def cell(subject: Any, column: str) -> object:
    """What a column says that is no plain field of the record."""
    if column.startswith(OWN):
        return _own(subject, column.removeprefix(OWN))
    match column:
        case "held_roles":
            return ", ".join(str(role.get_kind_display()) for role in subject.held_roles)
        case "tags":
            return ", ".join(tag.name for tag in subject.tags.all())
        case "themes":
            return ", ".join(str(theme.name) for theme in subject.themes.all())
        case "languages":
            return ", ".join(spoken.name(one.code) for one in subject.spoken_languages.all())
        case "held_affiliations":
            return "; ".join(f"{one.get_kind_display()} {one.organisation}" for one in subject.held_affiliations)
    raise KeyError(column)


def _own(subject: Any, public_id: str) -> object:
    for value in subject.own_answers:
        if value.field.public_id == public_id:
            answer = register.value_of(value)
            if value.field.kind == FieldKind.FLAG:
                return _("yes") if answer else _("no")
            return answer
    return ""


def cards(subjects: Iterable[Any], *, with_addresses: bool) -> Iterator[bytes]:
    """One vCard 4.0 after another; mail address and telephone only `with_addresses`."""
    for subject in subjects:
        reaching = _addresses(subject) if with_addresses else ()
        lines = ["BEGIN:VCARD", "VERSION:4.0", *_card(subject), *reaching, "END:VCARD", ""]
        yield "\r\n".join(_folded(line) for line in lines).encode()


def _card(subject: Any) -> Iterator[str]:
    is_person = isinstance(subject, Person)
    yield f"UID:{_text(subject.public_id)}"
    yield f"REV:{localtime(clock.now()):%Y%m%dT%H%M%S%z}"
    yield "KIND:individual" if is_person else "KIND:org"
    yield f"FN:{_text(str(subject))}"
    if is_person:
        yield f"N:{_text(subject.last_name)};{_text(subject.first_name)};;;"
        for one in subject.held_affiliations:
            yield f"ORG:{_text(one.organisation.name)}"
            if one.function:
                yield f"TITLE:{_text(one.function)}"
    else:
        yield f"ORG:{_text(subject.name)}"
    yield from _at_home(subject)
    tags = [_text(tag.name) for tag in subject.tags.all()]
    if tags:
        yield f"CATEGORIES:{','.join(tags)}"


def _addresses(subject: Person | Organisation) -> Iterator[str]:
    if subject.email:
        yield f"EMAIL:{_text(subject.email)}"
    if subject.phone:
        yield f"TEL;VALUE=text:{_text(subject.phone)}"


def _at_home(subject: Person | Organisation) -> Iterator[str]:
    if subject.postcode or subject.place:
        yield f"ADR:;;;{_text(subject.place)};;{_text(subject.postcode)};"
    if isinstance(subject, Organisation) and subject.website:
        yield f"URL:{_bare(subject.website)}"
    if subject.language:
        yield f"LANG:{_bare(subject.language)}"


def _bare(value: str) -> str:
    return "".join(sign for sign in value if sign.isprintable())


def _text(value: str) -> str:
    """Escaped as RFC 6350, 3.4 asks; control characters are left out."""
    escaped = value.replace("\\", "\\\\").replace("\r\n", "\n").replace("\n", "\\n")
    return _bare(escaped.replace(",", "\\,").replace(";", "\\;"))


def _folded(line: str) -> str:
    """Lines of at most 75 octets; no letter is torn apart."""
    parts, part, octets = [], "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > _LINE_OCTETS:
            parts.append(part)
            part, octets = " ", 1
        part += sign
        octets += size
    return "\r\n".join([*parts, part])
