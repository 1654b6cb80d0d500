"""Refusals of the network room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class SummaryMissing(Refusal):
    code = "summary_missing"
    field = "summary"
    sentence = _("A published project needs its one or two sentences in the first language. Write them first.")


class NobodyAndNowhere(Refusal):
    code = "nobody_and_nowhere"
    field = "organisation"
    sentence = _("A published project needs an organisation or a place, so that people can find it. Enter one first.")


class PlaceInOtherDistrict(Refusal):
    code = "place_in_other_district"
    field = "district"
    sentence = _("%(place)s lies in another district (%(district)s). Choose that one, or leave the district empty.")
