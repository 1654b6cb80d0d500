"""The words that this installation knows, and what a cell means by them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anpacken.core.folding import fold
from anpacken.people.choices import RoleKind

# "German (Germany)" in CiviCRM, "de-at" anywhere.
_REGION = re.compile(r"\s*\([^)]*\)$|-(?:[a-z]{2}|\d{3})$")


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

    def language(self, cell: str) -> str | None:
        """The code of a language by its code or name; a country beside it ("de_AT", "German (Germany)") is passed
        over where the two together are not known."""
        whole = fold(cell.replace("_", "-"))
        return self.languages.get(whole) or self.languages.get(_REGION.sub("", whole))
