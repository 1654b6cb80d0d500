"""From cells to an entry for the register, by the plan of the list. Knows no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from anpacken.imports import cells as read
from anpacken.imports import moments
from anpacken.imports.assembling import NOTE_LENGTH, Gathered, entry_of
from anpacken.imports.cells import Bad
from anpacken.imports.plans import Plan
from anpacken.imports.reading.texts import UNREADABLE
from anpacken.imports.targets import CUSTOM
from anpacken.imports.words import OwnField, Vocabulary
from anpacken.people.choices import FieldKind
from anpacken.people.entries import Entry

_LENGTHS = {
    "phone": 40,
    "website": 200,
    "postcode": 10,
    "place": 80,
    "short_name": 60,
    "function": 120,
}
_TAG_LENGTH = 60
_MOST_DIGITS = 12
_PERSON_WORDS = frozenset(["individual", "person", "einzelperson", "privatperson", "personen", "household", "haushalt"])
_ORGANISATION_WORDS = frozenset(
    ["organization", "organisation", "organisationen", "institution", "company", "firma", "verein"]
)
_is_website = URLValidator(schemes=["http", "https"])


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
        if cells and cells[0] == UNREADABLE and not any(cells[1:]):
            return ["unreadable"]
        row = Gathered(number)
        problems: list[str] = []
        for at, code in self._columns:
            cell = cells[at] if at < len(cells) else ""
            if cell:
                self._tried(row, code, cell, problems)
        entry = None
        if not problems:
            try:
                entry = entry_of(row, self._plan, today=self._today)
            except Bad as bad:
                problems.append(bad.code)
        return entry or list(dict.fromkeys(problems))

    def _tried(self, row: Gathered, code: str, cell: str, problems: list[str]) -> None:
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
    def _name(self, row: Gathered, code: str, cell: str) -> None:
        row.words[code] = read.name(cell, 160)

    def _organisation_name(self, row: Gathered, code: str, cell: str) -> None:
        row.words[code] = read.name(cell, 200, of_person=False)

    def _person_name(self, row: Gathered, code: str, cell: str) -> None:
        row.words[code] = read.name(cell, 80)

    def _short(self, row: Gathered, code: str, cell: str) -> None:
        row.words[code] = read.text(cell, _LENGTHS[code])

    def _phone(self, row: Gathered, code: str, cell: str) -> None:
        row.words.setdefault(code, read.text(cell, _LENGTHS[code]))

    def _address(self, row: Gathered, code: str, cell: str) -> None:
        row.words["email"], row.words["key"] = read.address(cell)

    def _website(self, row: Gathered, code: str, cell: str) -> None:
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

    def _kind(self, row: Gathered, code: str, cell: str) -> None:
        if cell.strip():
            row.words[code] = self._known(self._words.organisation_kinds, cell, "kind_unknown")

    def _record_kind(self, row: Gathered, code: str, cell: str) -> None:
        word = read.folded(cell)
        if not word:
            return
        if word not in _PERSON_WORDS | _ORGANISATION_WORDS:
            raise Bad("kind_unknown")
        row.words[code] = word in _ORGANISATION_WORDS

    def _language(self, row: Gathered, code: str, cell: str) -> None:
        if not cell.strip():
            return
        found = self._tongue(cell)
        base = found.split("-", 1)[0]
        chosen = found if found in self._words.mail_languages else base
        row.words[code] = chosen if chosen in self._words.mail_languages else ""

    def _speaks(self, row: Gathered, code: str, cell: str) -> None:
        for word in read.several(cell):
            row.lists.setdefault(code, []).append(self._tongue(word))

    def _tongue(self, cell: str) -> str:
        found = self._words.language(cell)
        if found is None:
            raise Bad("language_unknown")
        return found

    def _themes(self, row: Gathered, code: str, cell: str) -> None:
        # A theme's own name may hold a comma.
        whole = self._words.themes.get(read.folded(cell))
        words = [whole] if whole else [self._known(self._words.themes, w, "theme_unknown") for w in read.several(cell)]
        row.lists.setdefault(code, []).extend(words)

    def _tags(self, row: Gathered, code: str, cell: str) -> None:
        row.lists.setdefault(code, []).extend(read.text(word, _TAG_LENGTH) for word in read.several(cell))

    def _roles(self, row: Gathered, code: str, cell: str) -> None:
        for word in read.several(cell):
            row.lists.setdefault(code, []).append(self._known(self._words.roles, word, "role_unknown"))

    def _note(self, row: Gathered, code: str, cell: str) -> None:
        row.lists.setdefault(code, []).append(read.text(cell, NOTE_LENGTH, lines=True))

    def _evidence(self, row: Gathered, code: str, cell: str) -> None:
        row.lists.setdefault(code, []).append(read.text(cell, NOTE_LENGTH))

    def _day(self, row: Gathered, code: str, cell: str) -> None:
        if cell.strip():
            row.words[code] = self._not_later(moments.moment(cell))

    def _yes(self, row: Gathered, code: str, cell: str) -> None:
        said = read.yes(cell)
        row.words[code] = said if code != "newsletter_refused" else bool(said) or row.words.get(code, False)

    def _own_field(self, row: Gathered, code: str, cell: str) -> None:
        own = self._words.fields.get(code.removeprefix(CUSTOM))
        if own is not None and cell.strip():
            row.own.append((own, *_own_value(own, cell)))

    def _not_later(self, moment: datetime) -> datetime:
        if timezone.localtime(moment).date() > self._today:
            raise Bad("date_in_future")
        return moment


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


_READERS: dict[str, Callable[[Cleaner, Gathered, str, str], None]] = {
    "first_name": Cleaner._person_name,
    "last_name": Cleaner._person_name,
    "full_name": Cleaner._name,
    "organisation": Cleaner._organisation_name,
    "contact_name": Cleaner._name,
    "employer": Cleaner._organisation_name,
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
