"""From cells to an entry for the register, by the plan of the list. Knows no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from anpacken.imports import cells as read
from anpacken.imports import moments
from anpacken.imports.cells import Bad
from anpacken.imports.choices import Brings
from anpacken.imports.plans import Plan
from anpacken.imports.targets import CUSTOM
from anpacken.people.choices import FieldKind, RoleKind
from anpacken.people.entries import Entry, NewsletterAnswer

_LENGTHS = {
    "phone": 40,
    "website": 200,
    "postcode": 10,
    "place": 80,
    "short_name": 60,
    "function": 120,
}
_NOTE_LENGTH = 4000
_TAG_LENGTH = 60
_MOST_DIGITS = 12
_PERSON_WORDS = frozenset(["individual", "person", "einzelperson", "privatperson", "personen", "household", "haushalt"])
_ORGANISATION_WORDS = frozenset(
    ["organization", "organisation", "organisationen", "institution", "company", "firma", "verein"]
)
_PERSONS_ONLY = frozenset({"first_name", "last_name"})
_is_website = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field of the office's own, as far as reading needs it."""

    pk: int
    public_id: str
    is_for_organisations: bool
    kind: str
    answers: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that this installation knows, folded: themes, kinds, roles, languages, and the office's own fields."""

    themes: dict[str, int] = field(default_factory=dict)
    organisation_kinds: dict[str, str] = field(default_factory=dict)
    roles: dict[str, RoleKind] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    mail_languages: frozenset[str] = frozenset()
    fields: dict[str, OwnField] = field(default_factory=dict)


class _Row:
    """What has been gathered from one row."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.values: dict[str, Any] = {}
        self.lists: dict[str, list[Any]] = {}
        self.custom: dict[int, tuple[str, Any]] = {}
        self.words: dict[str, Any] = {}
        self.custom_of: list[tuple[OwnField, str, Any]] = []


class Cleaner:
    """Reads rows by one plan. `today` bounds dates: nobody has agreed tomorrow."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary, *, today: date) -> None:
        self._plan = plan
        self._words = vocabulary
        self._today = today
        self._columns = [(at, code) for at, code in enumerate(plan.columns) if code]
        self._width = len(plan.columns)

    def entry(self, number: int, cells: Sequence[str]) -> Entry | list[str]:
        """The entry, or the codes of what is wrong with the row."""
        if len(cells) > self._width and any(cell.strip() for cell in cells[self._width :]):
            return ["more_cells"]
        if cells and cells[0] == "\ufffd\ufffd\ufffd" and not any(cells[1:]):
            return ["unreadable"]
        row = _Row(number)
        problems: list[str] = []
        for at, code in self._columns:
            cell = cells[at] if at < len(cells) else ""
            if cell:
                self._tried(row, code, cell, problems)
        entry = None
        if not problems:
            try:
                entry = self._put_together(row)
            except Bad as bad:
                problems.append(bad.code)
        return entry or list(dict.fromkeys(problems))

    def _tried(self, row: _Row, code: str, cell: str, problems: list[str]) -> None:
        try:
            if code.startswith(CUSTOM):
                self._own_field(row, code, cell)
            else:
                _READERS[code](self, row, code, cell)
        except Bad as bad:
            problems.append(bad.code)
        except ValueError:
            problems.append("date_unclear")

    # --- One cell ---------------------------------------------------------------------------------------------
    def _name(self, row: _Row, code: str, cell: str) -> None:
        row.words[code] = read.name(cell, 200 if code == "organisation" else 160, of_person=code != "organisation")

    def _person_name(self, row: _Row, code: str, cell: str) -> None:
        row.words[code] = read.name(cell, 80)

    def _short(self, row: _Row, code: str, cell: str) -> None:
        row.words[code] = read.text(cell, _LENGTHS[code])

    def _phone(self, row: _Row, code: str, cell: str) -> None:
        row.words.setdefault(code, read.text(cell, _LENGTHS[code]))

    def _address(self, row: _Row, code: str, cell: str) -> None:
        row.words["email"], row.words["key"] = read.address(cell)

    def _website(self, row: _Row, code: str, cell: str) -> None:
        written = read.text(cell, _LENGTHS[code])
        if not written:
            return
        url = written if "://" in written else f"https://{written}"
        try:
            _is_website(url)
        except ValidationError as error:
            raise Bad("website_bad") from error
        row.words[code] = url

    def _known(self, words: dict[str, Any], cell: str, problem: str) -> Any:
        try:
            return words[read.folded(cell)]
        except KeyError as error:
            raise Bad(problem) from error

    def _kind(self, row: _Row, code: str, cell: str) -> None:
        if cell.strip():
            row.words[code] = self._known(self._words.organisation_kinds, cell, "kind_unknown")

    def _record_kind(self, row: _Row, code: str, cell: str) -> None:
        word = read.folded(cell)
        if not word:
            return
        if word not in _PERSON_WORDS | _ORGANISATION_WORDS:
            raise Bad("kind_unknown")
        row.words[code] = word in _ORGANISATION_WORDS

    def _language(self, row: _Row, code: str, cell: str) -> None:
        if not cell.strip():
            return
        found = self._known(self._words.languages, cell.replace("_", "-"), "language_unknown")
        base = found.split("-", 1)[0]
        chosen = found if found in self._words.mail_languages else base
        row.words[code] = chosen if chosen in self._words.mail_languages else ""

    def _speaks(self, row: _Row, code: str, cell: str) -> None:
        for word in read.several(cell):
            row.lists.setdefault(code, []).append(self._known(self._words.languages, word, "language_unknown"))

    def _themes(self, row: _Row, code: str, cell: str) -> None:
        # A theme's own name may hold a comma.
        whole = self._words.themes.get(read.folded(cell))
        words = [whole] if whole else [self._known(self._words.themes, w, "theme_unknown") for w in read.several(cell)]
        row.lists.setdefault(code, []).extend(words)

    def _tags(self, row: _Row, code: str, cell: str) -> None:
        row.lists.setdefault(code, []).extend(read.text(word, _TAG_LENGTH) for word in read.several(cell))

    def _roles(self, row: _Row, code: str, cell: str) -> None:
        for word in read.several(cell):
            row.lists.setdefault(code, []).append(self._known(self._words.roles, word, "role_unknown"))

    def _note(self, row: _Row, code: str, cell: str) -> None:
        row.lists.setdefault(code, []).append(read.text(cell, _NOTE_LENGTH, lines=True))

    def _evidence(self, row: _Row, code: str, cell: str) -> None:
        row.lists.setdefault(code, []).append(read.text(cell, _NOTE_LENGTH))

    def _day(self, row: _Row, code: str, cell: str) -> None:
        if cell.strip():
            row.words[code] = self._not_later(moments.moment(cell))

    def _yes(self, row: _Row, code: str, cell: str) -> None:
        said = read.yes(cell)
        row.words[code] = said if code != "newsletter_refused" else bool(said) or row.words.get(code, False)

    def _own_field(self, row: _Row, code: str, cell: str) -> None:
        own = self._words.fields.get(code.removeprefix(CUSTOM))
        if own is not None and cell.strip():
            row.custom_of.append((own, *_own_value(own, cell)))

    def _not_later(self, moment: datetime) -> datetime:
        if timezone.localtime(moment).date() > self._today:
            raise Bad("date_in_future")
        return moment

    # --- The row as a whole -----------------------------------------------------------------------------------
    def _put_together(self, row: _Row) -> Entry:
        words = row.words
        is_organisation = words.get("record_kind", self._plan.brings == Brings.ORGANISATIONS)
        values = self._organisation_values(words) if is_organisation else self._person_values(words)
        for code in ("email", "phone", "postcode", "place", "language"):
            if words.get(code):
                values[code] = words[code]
        if "language" not in values and self._plan.language:
            values["language"] = self._plan.language
        if self._plan.needs_address and not is_organisation and not words.get("key"):
            raise Bad("address_missing")
        return Entry(
            row=row.number,
            is_organisation=is_organisation,
            email_key=words.get("key") or None,
            values=values,
            themes=tuple(row.lists.get("themes", ())),
            tags=tuple(row.lists.get("tags", ())),
            speaks=() if is_organisation else tuple(row.lists.get("speaks", ())),
            roles=self._role_days(row),
            custom={
                own.pk: (column, value)
                for own, column, value in row.custom_of
                if own.is_for_organisations == is_organisation
            },
            note="\n".join(row.lists.get("note", ()))[:_NOTE_LENGTH],
            employer="" if is_organisation else words.get("organisation", ""),
            function="" if is_organisation else words.get("function", ""),
            newsletter=self._newsletter(row),
        )

    def _person_values(self, words: dict[str, Any]) -> dict[str, Any]:
        first, last = words.get("first_name", ""), words.get("last_name", "")
        if not last and words.get("full_name"):
            first, last = read.parted_name(words["full_name"])
        if not last and first:
            first, last = "", first
        if not last:
            raise Bad("name_missing")
        if len(first) > 80 or len(last) > 80:
            raise Bad("too_long")
        return {"first_name": first, "last_name": last} if first else {"last_name": last}

    def _organisation_values(self, words: dict[str, Any]) -> dict[str, Any]:
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

    def _role_days(self, row: _Row) -> tuple[tuple[RoleKind, date], ...]:
        since = row.words.get("supporter_since")
        own = timezone.localtime(since).date() if since else None
        first = own or self._plan.since or self._today
        kinds = dict.fromkeys(row.lists.get("roles", ()))
        if self._plan.are_supporters or own:
            kinds[RoleKind.SUPPORTER] = None
        return tuple((kind, first) for kind in kinds)

    def _newsletter(self, row: _Row) -> NewsletterAnswer | None:
        words = row.words
        said, agreed_on, left_on = (words.get(code) for code in ("newsletter", "newsletter_on", "newsletter_left_on"))
        # A moment of consent alone says yes where no column asks for yes or no.
        is_given = said if "newsletter" in self._plan.columns else agreed_on is not None
        if words.get("newsletter_refused") or (left_on and not agreed_on):
            is_given = False
        if not is_given and not left_on:
            return None
        given_at = None
        if is_given:
            on_paper = self._plan.document_day
            given_at = agreed_on or (moments.noon(on_paper) if on_paper else None)
            if given_at is None:
                raise Bad("date_unclear")
        proof = [f"{self._plan.source_document} #{row.number}", *row.lists.get("newsletter_evidence", ())]
        return NewsletterAnswer(given_at, left_on, agreed_on is not None, "; ".join(part for part in proof if part))


def _own_value(own: OwnField, cell: str) -> tuple[str, Any]:
    """The column of `CustomValue` and what to write there."""
    if own.kind == FieldKind.NUMBER:
        return "number", _number(cell)
    if own.kind == FieldKind.DATE:
        return "day", moments.day(cell)
    if own.kind == FieldKind.FLAG:
        return "flag", read.yes(cell)
    written = read.text(cell, 500)
    if own.kind == FieldKind.CHOICE:
        offered = {read.folded(answer): answer for answer in own.answers}
        if read.folded(written) not in offered:
            raise Bad("choice_unknown")
        written = offered[read.folded(written)]
    return "text", written


def _number(cell: str) -> Decimal:
    """3.5 and 3,5; 1.234,5 and 1,234.5."""
    plain = cell.strip().replace(" ", "").replace("\u00a0", "")
    if "," in plain and "." in plain:
        thousands = "." if plain.rindex(",") > plain.rindex(".") else ","
        plain = plain.replace(thousands, "")
    try:
        number = Decimal(plain.replace(",", "."))
    except InvalidOperation as error:
        raise Bad("number_bad") from error
    if not number.is_finite() or abs(number) >= Decimal(10) ** _MOST_DIGITS:
        raise Bad("number_bad")
    return round(number, 4)


_READERS: dict[str, Callable[[Cleaner, _Row, str, str], None]] = {
    "first_name": Cleaner._person_name,
    "last_name": Cleaner._person_name,
    "full_name": Cleaner._name,
    "organisation": Cleaner._name,
    "contact_name": Cleaner._name,
    "organisation_kind": Cleaner._kind,
    "short_name": Cleaner._short,
    "function": Cleaner._short,
    "record_kind": Cleaner._record_kind,
    "email": Cleaner._address,
    "phone": Cleaner._phone,
    "website": Cleaner._website,
    "language": Cleaner._language,
    "postcode": Cleaner._short,
    "place": Cleaner._short,
    "speaks": Cleaner._speaks,
    "themes": Cleaner._themes,
    "tags": Cleaner._tags,
    "roles": Cleaner._roles,
    "supporter_since": Cleaner._day,
    "note": Cleaner._note,
    "newsletter": Cleaner._yes,
    "newsletter_refused": Cleaner._yes,
    "newsletter_on": Cleaner._day,
    "newsletter_left_on": Cleaner._day,
    "newsletter_evidence": Cleaner._evidence,
}
