"""Refused deeds of this room, each with what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class UnknownFigure(Refusal):
    code = "unknown_figure"
    sentence = _("There is no figure “%(figure)s”. Choose one of: %(known)s.")
    field = "figure"


class UnknownPart(Refusal):
    code = "unknown_part"
    sentence = _("The figure “%(figure)s” has no part “%(part)s”. Choose one of: %(known)s.")
    field = "part"


class BalanceOfCountedFigure(Refusal):
    code = "balance_of_counted_figure"
    sentence = _("The figure “%(figure)s” counts within the alliance year and takes no opening balance.")
    field = "figure"


class DayInFuture(Refusal):
    code = "day_in_future"
    sentence = _("%(day)s lies in the future. Choose today or an earlier day.")
    field = "as_of"


class DayBeforeRecords(Refusal):
    code = "day_before_records"
    sentence = _("The figures begin on %(first)s. Choose that day or a later one.")
    field = "am"


class YearDatesContradict(Refusal):
    code = "year_dates_contradict"
    sentence = _("The year has to end after it begins, and the cut-off has to lie within it. Check the three dates.")
    field = "cut_off_on"


class YearsOverlap(Refusal):
    code = "years_overlap"
    sentence = _("Alliance year %(number)s already covers some of these days. Choose days outside it.")
    field = "starts_on"


class UnknownYear(Refusal):
    code = "unknown_year"
    sentence = _("There is no alliance year %(number)s. Known years: %(known)s.")


class YearHasNoTitle(Refusal):
    code = "year_has_no_title"
    sentence = _("Write the title of the report first; it stands on the cover and in the browser.")
    field = "title"


class UnfitJury(Refusal):
    code = "unfit_jury"
    sentence = _("The jury is a list of names. Write one name per line.")
    field = "jury"


class ReportNotTypeset(Refusal):
    code = "report_not_typeset"
    sentence = _("The PDF could not be made: %(reason)s")
