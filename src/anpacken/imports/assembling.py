"""What the cells of one row come to together: an entry for the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from anpacken.imports import cells as read
from anpacken.imports import moments
from anpacken.imports.cells import Bad
from anpacken.imports.choices import Brings
from anpacken.imports.plans import Plan
from anpacken.imports.words import OwnField
from anpacken.people.choices import RoleKind
from anpacken.people.entries import Entry, NewsletterAnswer

NOTE_LENGTH = 4000
_PERSON_NAME_LENGTH = 80


@dataclass(slots=True)
class Gathered:
    """What the cells of a row say, by the codes of `targets`: single words, lists, and the office's own fields."""

    number: int
    words: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, list[Any]] = field(default_factory=dict)
    # The field, the column of `CustomValue` and what to write there.
    own: list[tuple[OwnField, str, Any]] = field(default_factory=list)


def entry_of(row: Gathered, plan: Plan, *, today: date) -> Entry:
    """The row as an entry, by the plan of its list.

    Raises:
        Bad: something is missing, or does not fit together.
    """
    words = row.words
    is_organisation = words.get("record_kind", plan.brings == Brings.ORGANISATIONS)
    values = _organisation_values(words) if is_organisation else _person_values(words)
    for code in ("email", "phone", "postcode", "place", "language"):
        if words.get(code):
            values[code] = words[code]
    if "language" not in values and plan.language:
        values["language"] = plan.language
    if plan.needs_address and not is_organisation and not words.get("key"):
        raise Bad("address_missing")
    return Entry(
        row=row.number,
        is_organisation=is_organisation,
        email_key=words.get("key") or None,
        values=values,
        themes=tuple(row.lists.get("themes", ())),
        tags=tuple(row.lists.get("tags", ())),
        speaks=() if is_organisation else tuple(row.lists.get("speaks", ())),
        roles=_roles(row, plan, today),
        custom={
            own.pk: (column, value) for own, column, value in row.own if own.is_for_organisations == is_organisation
        },
        note="\n".join(row.lists.get("note", ()))[:NOTE_LENGTH],
        employer="" if is_organisation else words.get("employer") or words.get("organisation", ""),
        function="" if is_organisation else words.get("function", ""),
        newsletter=_newsletter(row, plan),
    )


def _person_values(words: Mapping[str, Any]) -> dict[str, Any]:
    first, last = words.get("first_name", ""), words.get("last_name", "")
    if not last and words.get("full_name"):
        first, last = read.parted_name(words["full_name"])
    if not last and first:
        first, last = "", first
    if not last:
        raise Bad("name_missing")
    if len(first) > _PERSON_NAME_LENGTH or len(last) > _PERSON_NAME_LENGTH:
        raise Bad("too_long")
    return {"first_name": first, "last_name": last} if first else {"last_name": last}


def _organisation_values(words: Mapping[str, Any]) -> dict[str, Any]:
    name = words.get("organisation") or words.get("full_name") or words.get("last_name")
    if not name:
        raise Bad("name_missing")
    contact = words.get("contact_name") or f"{words.get('first_name', '')} {words.get('last_name', '')}".strip()
    given = {
        "name": name,
        "kind": words.get("organisation_kind"),
        "short_name": words.get("short_name"),
        "website": words.get("website"),
        "contact_name": contact if contact != name else "",
    }
    return {field: value for field, value in given.items() if value}


def _roles(row: Gathered, plan: Plan, today: date) -> tuple[tuple[RoleKind, date], ...]:
    since = row.words.get("supporter_since")
    own = timezone.localtime(since).date() if since else None
    first = own or plan.since or today
    kinds = dict.fromkeys(row.lists.get("roles", ()))
    if plan.are_supporters or own:
        kinds[RoleKind.SUPPORTER] = None
    return tuple((kind, first) for kind in kinds)


def _newsletter(row: Gathered, plan: Plan) -> NewsletterAnswer | None:
    words = row.words
    said, agreed_on, left_on = (words.get(code) for code in ("newsletter", "newsletter_on", "newsletter_left_on"))
    # A moment of consent alone says yes where no column asks for yes or no.
    is_given = said if "newsletter" in plan.columns else agreed_on is not None
    if words.get("newsletter_refused") or (left_on and not agreed_on):
        is_given = False
    if not is_given and not left_on:
        return None
    given_at = None
    if is_given:
        on_paper = plan.document_day
        given_at = agreed_on or (moments.noon(on_paper) if on_paper else None)
        if given_at is None:
            raise Bad("date_unclear")
    proof = [f"{plan.source_document} #{row.number}", *row.lists.get("newsletter_evidence", ())]
    return NewsletterAnswer(given_at, left_on, agreed_on is not None, "; ".join(part for part in proof if part))
