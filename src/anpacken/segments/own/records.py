"""Conditions on the record itself: name, address, place, language, when it was entered."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from anpacken.core import languages
from anpacken.people.choices import OrganisationKind
from anpacken.people.models import Note
from anpacken.places.models import District, Region
from anpacken.segments.choices import Operator, ValueKind
from anpacken.segments.conditions import PLACE, RECORD, Ask, Choice, Condition, Related
from anpacken.segments.own import days, texts

ANSWERS = (Operator.ANY_OF, Operator.NONE_OF)


def _in_region(ask: Ask) -> Q:
    return _at_home_in(District.objects.filter(region__code__in=ask.value or []), ask)


def _in_district(ask: Ask) -> Q:
    return _at_home_in(District.objects.filter(ags__in=ask.value or []), ask)


def _at_home_in(there: QuerySet[District], ask: Ask) -> Q:
    known = Q(district__isnull=False)
    if ask.operator == Operator.FILLED:
        return known
    # A few dozen keys in the question let the database begin with these districts.
    return known & Q(district__in=list(there.order_by().values_list("pk", flat=True)))


def _language(ask: Ask) -> Q:
    return ~Q(language="") if ask.operator == Operator.FILLED else Q(language__in=ask.value)


def _kind(ask: Ask) -> Q:
    return Q(kind__in=ask.value)


def _noted(ask: Ask) -> Related:
    return Related(Note.objects.filter(**{f"{ask.owner}__isnull": False}), ask.owner)


def _regions() -> list[Choice]:
    return [Choice(region.code, region.name) for region in Region.objects.all()]


def _districts() -> list[Choice]:
    return [Choice(district.ags, district.full_name) for district in District.objects.all()]


def _languages() -> list[Choice]:
    return [Choice(code, languages.language(code).name) for code in languages.codes()]


def _kinds() -> list[Choice]:
    return [Choice(kind.value, str(kind.label)) for kind in OrganisationKind]


CONDITIONS = (
    Condition(key="name", label=_("Name"), group=RECORD, kind=ValueKind.TEXT, found=texts.folded),
    Condition(key="email", label=_("Mail address"), group=RECORD, kind=ValueKind.TEXT, found=texts.column("email")),
    Condition(
        key="organisation_kind",
        label=_("Kind of organisation"),
        group=RECORD,
        kind=ValueKind.CHOICE,
        operators=ANSWERS,
        choices=_kinds,
        found=_kind,
        persons=False,
    ),
    Condition(
        key="public_figure",
        label=_("Named in a public role"),
        group=RECORD,
        kind=ValueKind.FLAG,
        found=lambda ask: Q(is_public_figure=True),
        organisations=False,
    ),
    Condition(
        key="entered",
        label=_("Entered into the register"),
        group=RECORD,
        kind=ValueKind.DATE,
        operators=(
            Operator.LAST_DAYS,
            Operator.LONGER_AGO,
            Operator.ON,
            Operator.SINCE,
            Operator.UNTIL,
            Operator.DAYS_BETWEEN,
        ),
        found=lambda ask: days.at_moment("created_at", ask),
    ),
    Condition(
        key="statement",
        label=_("Says why they support us"),
        group=RECORD,
        kind=ValueKind.FLAG,
        found=lambda ask: ~Q(statement=""),
    ),
    Condition(key="noted", label=_("Has a note of the office"), group=RECORD, kind=ValueKind.FLAG, found=_noted),
    Condition(
        key="region",
        label=_("Region"),
        group=PLACE,
        kind=ValueKind.CHOICE,
        choices=_regions,
        found=_in_region,
    ),
    Condition(
        key="district",
        label=_("District"),
        group=PLACE,
        kind=ValueKind.CHOICE,
        choices=_districts,
        found=_in_district,
    ),
    Condition(key="place", label=_("Place"), group=PLACE, kind=ValueKind.TEXT, found=texts.column("place")),
    Condition(key="postcode", label=_("Postcode"), group=PLACE, kind=ValueKind.TEXT, found=texts.column("postcode")),
    Condition(
        key="language",
        label=_("Language of our mails"),
        group=PLACE,
        kind=ValueKind.CHOICE,
        choices=_languages,
        found=_language,
    ),
)
