"""The form in front of an export of people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.audit.forms import ExportForm
from anpacken.people.choices import ConsentPurpose

COUNTING = "counting"
USES = [
    (COUNTING, _("Counting and checking in the office: nobody is written to, nobody is shown")),
    (ConsentPurpose.NEWSLETTER.value, _("Writing to them: newsletter, invitations, news")),
    (ConsentPurpose.LISTING.value, _("Showing their names in public")),
    (ConsentPurpose.STATEMENT.value, _("Showing their statements in public")),
    (ConsentPurpose.PHOTO.value, _("Showing their photos or logos in public")),
]
CONTACTING = [ConsentPurpose(value) for value, _label in USES if value != COUNTING]


class SubjectExportForm(ExportForm):
    """Asks what the file is used for; only those who agreed to that are in it."""

    use = forms.ChoiceField(
        label=_("What is done with it?"),
        choices=USES,
        widget=forms.RadioSelect,
        initial=COUNTING,
        help_text=_("Mail addresses and telephone numbers stand only in files for writing to people."),
    )
    format = forms.ChoiceField(
        label=_("File"),
        choices=[("xlsx", _("Excel (XLSX)")), ("csv", _("Text (CSV)")), ("vcf", _("Address cards (vCard)"))],
    )
    field_order = ("use", "purpose", "format")

    @property
    def consent(self) -> ConsentPurpose | None:
        """The consent that the use needs; None when it needs none."""
        use = self.cleaned_data["use"]
        return None if use == COUNTING else ConsentPurpose(use)
