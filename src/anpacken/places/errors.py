"""Refusals of the places room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class MunicipalityUnknown(Refusal):
    code = "municipality_unknown"
    field = "municipality"
    sentence = _("“%(name)s” is not among the municipalities. Add it in the office, or check the spelling.")


class TableUnreadable(Refusal):
    """`reason` says what is wrong with the file as a whole."""

    code = "table_unreadable"
    field = "file"
    sentence = _("The table of postcodes cannot be read: %(reason)s")


class GeographyMissing(Refusal):
    code = "geography_missing"
    sentence = _("There are no districts yet. Run “anpacken places_load” first.")


class CommissionerMissing(Refusal):
    code = "office_name_missing"
    field = "office_name"
    sentence = _("A region needs the name of its regional office.")
