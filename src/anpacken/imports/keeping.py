"""How long rows of lists wait, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.imports.actions import removals
from anpacken.imports.queries.lists import with_old_rows
from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule

RULES = (
    Rule(
        name="imports.rows",
        what=_("Rows of lists that were rejected or not taken in yet"),
        why=_("To mend rejected rows and take them in (legitimate interest, GDPR Art. 6 (1) f)."),
        counted_from=_("the last step of the import"),
        outcome=_("deleted; the counts stay"),
        days=30,
        least=1,
        most=30,
        due=with_old_rows,
        since="moved_at",
        apply=removals.delete_rows,
    ),
)

ACTIVITIES = (
    Activity(
        name="imports.lists",
        order=60,
        title=_("Lists that are taken in"),
        purpose=_("Entering people whom another list names: members of a partner, an older register."),
        legal_basis=_(
            "The basis on which the list was made; for the newsletter the consent that its document shows "
            "(GDPR Art. 6 (1) a)."
        ),
        persons=_("Everybody whom the list names."),
        data=_("Whatever stands in the list, until its rows are taken in or deleted."),
        recipients=_("The office."),
        rules=("imports.rows",),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
