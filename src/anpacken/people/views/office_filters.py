"""Filters of the office's lists."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from anpacken.core import clock
from anpacken.people.choices import ConsentPurpose, OrganisationKind, RoleKind, SignUpState
from anpacken.people.models import Organisation, Person, Role, SignUp
from anpacken.people.queries.consents import consenting
from anpacken.places.models import District, Region


class SubjectFilterSet(WagtailFilterSet):
    """What persons and organisations have in common: home, role, consent, since when."""

    owner: ClassVar[str]

    district__region = django_filters.ModelChoiceFilter(label=_("Region"), queryset=Region.objects.all())
    district = django_filters.ModelChoiceFilter(label=_("District"), queryset=District.objects.select_related("region"))
    role = django_filters.ChoiceFilter(label=_("Role, held today"), choices=RoleKind.choices, method="filter_role")
    consent = django_filters.ChoiceFilter(
        label=_("Consent to"), choices=ConsentPurpose.choices, method="filter_consent"
    )
    since = django_filters.DateFilter(label=_("Supporter since, at the earliest"), method="filter_since")

    def filter_role(self, queryset: QuerySet[Any], _name: str, kind: str) -> QuerySet[Any]:
        return queryset.filter(Exists(self._roles().held_on(clock.today()).filter(kind=kind)))

    def filter_consent(self, queryset: QuerySet[Any], _name: str, purpose: str) -> QuerySet[Any]:
        return consenting(queryset, ConsentPurpose(purpose), at=clock.now())

    def filter_since(self, queryset: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        return queryset.filter(Exists(self._roles().supporters().filter(until_on=None, from_on__gte=day)))

    def _roles(self) -> Any:
        return Role.objects.filter(**{self.owner: OuterRef("pk")})


class PersonFilterSet(SubjectFilterSet):
    owner = "person"

    class Meta:
        model = Person
        fields: ClassVar = ["district__region", "district"]


class OrganisationFilterSet(SubjectFilterSet):
    owner = "organisation"

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=OrganisationKind.choices)

    class Meta:
        model = Organisation
        fields: ClassVar = ["district__region", "district", "kind"]


class SignUpFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=SignUpState.choices)
    is_institution = django_filters.BooleanFilter(label=_("For an institution"))
    district__region = django_filters.ModelChoiceFilter(label=_("Region"), queryset=Region.objects.all())
    asked_at = django_filters.DateFilter(label=_("Asked on or after"), lookup_expr="date__gte")

    class Meta:
        model = SignUp
        fields: ClassVar = ["state", "is_institution", "district__region", "asked_at"]
