"""Alliance years."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anpacken.impact.errors import UnknownYear
from anpacken.impact.models import AllianceYear


def published() -> QuerySet[AllianceYear]:
    """The years whose report is public, newest first."""
    return AllianceYear.objects.filter(is_published=True)


def year(number: int) -> AllianceYear:
    """The alliance year `number`, published or not.

    Raises:
        UnknownYear: there is none.
    """
    found = AllianceYear.objects.filter(number=number).first()
    if found is None:
        known = AllianceYear.objects.order_by("number").values_list("number", flat=True)
        raise UnknownYear(number=number, known=", ".join(map(str, known)) or _("none"))
    return found


def year_at(at: date) -> AllianceYear | None:
    """The alliance year that the day `at` lies in, else the last one that had ended by then."""
    return AllianceYear.objects.filter(starts_on__lte=at).order_by("-starts_on").first()
