"""Filters of the office's lists."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.people import spoken
from anpacken.people.choices import AffiliationKind, ConsentPurpose, FieldKind, OrganisationKind, RoleKind, SignUpState
from anpacken.people.models import CustomField, Organisation, Person, SignUp, SpokenLanguage, Tag
from anpacken.people.queries import narrowing, register
from anpacken.places.models import District, Region

Found = QuerySet[Any]


class SubjectFilterSet(WagtailFilterSet):
    """What persons and organisations have in common, the office's own fields included."""

    owner: ClassVar[str]

    role = django_filters.ChoiceFilter(label=_("Role, held today"), choices=RoleKind.choices, method="filter_role")
    consent = django_filters.ChoiceFilter(
        label=_("Consent to"), choices=ConsentPurpose.choices, method="filter_consent"
    )
    region = django_filters.ModelChoiceFilter(label=_("Region"), queryset=Region.objects.all(), method="filter_region")
    district = django_filters.ModelChoiceFilter(label=_("District"), queryset=District.objects.select_related("region"))
    theme = django_filters.ModelChoiceFilter(label=_("Theme"), queryset=Theme.objects.all(), method="filter_theme")
    tag = django_filters.ModelChoiceFilter(label=_("Tag"), queryset=Tag.objects.all(), method="filter_tag")
    affiliation = django_filters.ChoiceFilter(
        label=_("Affiliation, held today"), choices=AffiliationKind.choices, method="filter_affiliation"
    )
    since = django_filters.DateFilter(label=_("Supporter since, at the earliest"), method="filter_since")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for asked in register.asked(self.owner):
            self._add(asked)

    def _add(self, asked: CustomField) -> None:
        name = f"custom_{asked.public_id}"
        made = custom_filter(asked)
        made.field_name, made.parent, made.model = name, self, self._meta.model
        made.method = partial(self._filter_custom, asked)
        self.filters[name] = made

    def _filter_custom(self, asked: CustomField, queryset: Found, _name: str, value: Any) -> Found:
        if asked.kind == FieldKind.FLAG:
            value = value == "yes"
        return narrowing.answering(queryset, asked, value)

    def filter_role(self, queryset: Found, _name: str, kind: str) -> Found:
        return narrowing.with_role(queryset, RoleKind(kind), day=clock.today())

    def filter_consent(self, queryset: Found, _name: str, purpose: str) -> Found:
        return narrowing.with_consent(queryset, ConsentPurpose(purpose), at=clock.now())

    def filter_region(self, queryset: Found, _name: str, region: Region) -> Found:
        return narrowing.in_region(queryset, region)

    def filter_theme(self, queryset: Found, _name: str, theme: Theme) -> Found:
        return narrowing.with_theme(queryset, theme)

    def filter_tag(self, queryset: Found, _name: str, tag: Tag) -> Found:
        return narrowing.with_tag(queryset, tag)

    def filter_affiliation(self, queryset: Found, _name: str, kind: str) -> Found:
        return narrowing.affiliated(queryset, AffiliationKind(kind), day=clock.today())

    def filter_since(self, queryset: Found, _name: str, day: date) -> Found:
        return narrowing.supporting_since(queryset, day)


class PersonFilterSet(SubjectFilterSet):
    owner = "person"

    speaks = django_filters.ChoiceFilter(label=_("Speaks"), choices=spoken.names, method="filter_speaks")

    class Meta:
        model = Person
        fields: ClassVar = ["district"]

    def filter_speaks(self, queryset: Found, _name: str, code: str) -> Found:
        return narrowing.owning(queryset, SpokenLanguage.objects.filter(code=code))


class OrganisationFilterSet(SubjectFilterSet):
    owner = "organisation"

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OrganisationKind.choices)

    class Meta:
        model = Organisation
        fields: ClassVar = ["district", "kind"]


def custom_filter(asked: CustomField) -> django_filters.Filter:
    """The filter for a field of our own."""
    label = str(asked.label)
    match FieldKind(asked.kind):
        case FieldKind.CHOICE:
            return django_filters.ChoiceFilter(label=label, choices=[(each, each) for each in asked.answers])
        case FieldKind.FLAG:
            return django_filters.ChoiceFilter(label=label, choices=[("yes", _("yes")), ("no", _("no"))])
        case FieldKind.NUMBER:
            return django_filters.NumberFilter(label=label, max_digits=16, decimal_places=4)
        case FieldKind.DATE:
            return django_filters.DateFilter(label=label)
        case FieldKind.TEXT:
            return django_filters.CharFilter(label=label, max_length=500)


class SignUpFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=SignUpState.choices)
    is_institution = django_filters.BooleanFilter(label=_("For an institution"))
    district__region = django_filters.ModelChoiceFilter(label=_("Region"), queryset=Region.objects.all())
    asked_at = django_filters.DateFilter(label=_("Asked on or after"), lookup_expr="date__gte")

    class Meta:
        model = SignUp
        fields: ClassVar = ["state", "is_institution", "district__region", "asked_at"]
