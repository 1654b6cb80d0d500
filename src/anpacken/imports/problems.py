"""Why a row is rejected, in words that say what to do. The codes are kept with the row."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROBLEMS: dict[str, str | Promise] = {
    "name_missing": _("There is no name. A person needs a last name, an organisation its name."),
    "address_missing": _("There is no mail address."),
    "address_bad": _("This is no mail address: write it like name@example.org."),
    "too_long": _("A cell is longer than its field can hold."),
    "hidden_signs": _("A cell holds invisible characters, null bytes or characters that turn the writing round."),
    "broken_signs": _("A cell holds letters that were damaged by another program (�)."),
    "formula": _("A name begins like a formula of a spreadsheet (=, +, - or @)."),
    "name_strange": _("A name holds no letter, a web address, a mail address, or too many marks on a letter."),
    "more_cells": _("The row has more cells than there are headings; perhaps a quotation mark is missing."),
    "unreadable": _("The row cannot be parted into cells; perhaps a quotation mark is missing."),
    "date_unclear": _("A date cannot be read: write it like 2019-06-03 or 3.6.2019."),
    "date_in_future": _("A date lies in the future."),
    "yes_no_unclear": _("A cell should say yes or no and says something else."),
    "theme_unknown": _("A theme is not known: enter it under “Themes”, or write it as it stands there."),
    "role_unknown": _("A role is not known."),
    "language_unknown": _("A language is not known: write “de”, “German” or “Deutsch”."),
    "kind_unknown": _("The kind is not known."),
    "website_bad": _("This is no web address: write it like https://example.org."),
    "choice_unknown": _("A field of your own does not offer this answer."),
    "number_bad": _("A field of your own asks for a number."),
    "suppressed": _(
        "Somebody with this address asked to be erased, so we may not enter them again. They can sign up anew."
    ),
    "refused_by_database": _("The row could not be written, although nothing seemed to be wrong with it."),
}


def in_words(codes: str) -> list[str]:
    """The sentences for the codes of a row, in the active language."""
    return [str(PROBLEMS.get(code, code)) for code in codes.split()]
