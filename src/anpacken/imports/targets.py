"""What a column can hold: the words of the register, as the office chooses them for each column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CUSTOM = "custom:"


@dataclass(frozen=True, slots=True)
class Target:
    code: str
    label: str | Promise
    group: str | Promise
    # Whether several columns may hold it.
    is_repeatable: bool = False
    # The field of the model that may be overwritten.
    field: str = ""


_NAME, _REACH, _HOME, _MORE, _LETTER = (
    _("Name"),
    _("How to reach them"),
    _("Where"),
    _("What else is kept"),
    _("Newsletter"),
)

TARGETS: tuple[Target, ...] = (
    Target("first_name", _("first name"), _NAME, field="first_name"),
    Target("last_name", _("last name"), _NAME, field="last_name"),
    Target("full_name", _("first and last name in one cell"), _NAME),
    Target("organisation", _("organisation"), _NAME, field="name"),
    Target("organisation_kind", _("kind of organisation"), _NAME, field="kind"),
    Target("short_name", _("short name of the organisation"), _NAME, field="short_name"),
    Target("contact_name", _("contact person of the organisation"), _NAME, field="contact_name"),
    Target("employer", _("works for (organisation)"), _NAME),
    Target("function", _("function in the organisation"), _NAME),
    Target("record_kind", _("person or organisation"), _NAME),
    Target("email", _("mail address"), _REACH),
    Target("phone", _("telephone"), _REACH, is_repeatable=True, field="phone"),
    Target("website", _("website"), _REACH, field="website"),
    Target("language", _("language of our mails"), _REACH, field="language"),
    Target("postcode", _("postcode"), _HOME, field="postcode"),
    Target("place", _("place"), _HOME, field="place"),
    Target("speaks", _("languages spoken"), _MORE, is_repeatable=True),
    Target("themes", _("themes"), _MORE, is_repeatable=True),
    Target("tags", _("tags"), _MORE, is_repeatable=True),
    Target("roles", _("roles"), _MORE, is_repeatable=True),
    Target("supporter_since", _("supporter since"), _MORE),
    Target("note", _("note about them"), _MORE, is_repeatable=True),
    Target("newsletter", _("agreed to the newsletter (yes/no)"), _LETTER),
    Target("newsletter_refused", _("wants no newsletter (yes/no)"), _LETTER, is_repeatable=True),
    Target("newsletter_on", _("agreed to the newsletter on"), _LETTER),
    Target("newsletter_left_on", _("left the newsletter on"), _LETTER),
    Target("newsletter_evidence", _("what shows the consent"), _LETTER, is_repeatable=True),
)

BY_CODE = {target.code: target for target in TARGETS}
CONSENT_TARGETS = frozenset({"newsletter", "newsletter_on", "newsletter_left_on"})
GIVING = frozenset({"newsletter", "newsletter_on"})


def is_known(code: str, custom: Iterable[str] = ()) -> bool:
    """Whether a column may hold this; `custom` are the public ids of the office's own fields."""
    return code == "" or code in BY_CODE or (code.startswith(CUSTOM) and code.removeprefix(CUSTOM) in set(custom))


def overwritable(columns: Iterable[str]) -> list[str]:
    """Those of the assigned targets whose value may replace what is kept, each once."""
    return [
        code
        for code in dict.fromkeys(columns)
        if code == "full_name" or code.startswith(CUSTOM) or (code in BY_CODE and BY_CODE[code].field)
    ]


def fields_of(codes: Iterable[str]) -> frozenset[str]:
    """The models' fields behind what the office chose to overwrite."""
    fields: set[str] = set()
    for code in codes:
        if code == "full_name":
            fields |= {"first_name", "last_name"}
        elif code in BY_CODE and BY_CODE[code].field:
            fields.add(BY_CODE[code].field)
    return frozenset(fields)
