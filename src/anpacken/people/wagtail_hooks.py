"""The office's lists of persons, organisations and sign-ups, in the office's menu."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup

from anpacken.accounts.choices import Role
from anpacken.accounts.office import OfficeViewSet
from anpacken.people.actions import organisations, persons
from anpacken.people.models import Organisation, Person, SignUp
from anpacken.people.views import consent_office
from anpacken.people.views.office import REGION_PATH, SubjectIndexView, SubjectInspectView, end_support, withdraw
from anpacken.people.views.office_filters import OrganisationFilterSet, PersonFilterSet, SignUpFilterSet

HEADINGS = {
    "district_name": _("District"),
    "region_name": _("Region"),
    "supporter_since": _("Supporter since"),
}


class SubjectViewSet(OfficeViewSet):
    """What persons and organisations have in common."""

    index_view_class = SubjectIndexView
    inspect_view_class = SubjectInspectView
    region_path = REGION_PATH
    select_related = ("district__region",)
    export_headings = HEADINGS

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "__str__",
            *self.own_columns,
            "email",
            Column("district", label=_("District"), sort_key="district__name"),
            Column("supporter_since", label=_("Supporter since"), sort_key="supporter_since"),
        ]

    own_columns: ClassVar[tuple[Any, ...]] = ()

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        own = {"withdraw_url_name": self.get_url_name("withdraw"), "end_url_name": self.get_url_name("end")}
        return super().get_inspect_view_kwargs(**{**own, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        inspect = self.get_url_name("inspect")
        return [
            *super().get_urlpatterns(),
            path("withdraw/<int:pk>/", withdraw(self.model, inspect), name="withdraw"),
            path("end/<int:pk>/", end_support(self.model, inspect), name="end"),
            *consent_office.urls(self.model, inspect),
        ]


class PersonViewSet(SubjectViewSet):
    model = Person
    icon = "user"
    menu_label = _("Persons")
    filterset_class = PersonFilterSet
    search_columns = ("first_name", "last_name", "email", "postcode", "place")
    export_columns = (
        "public_id",
        "first_name",
        "last_name",
        "email",
        "language",
        "postcode",
        "place",
        "district_name",
        "region_name",
        "supporter_since",
    )
    form_fields = ("first_name", "last_name", "email", "language", "postcode", "place", "is_public_figure")
    inspect_view_fields = (
        "first_name",
        "last_name",
        "email",
        "language",
        "postcode",
        "place",
        "district",
        "created_at",
    )
    save_action = staticmethod(persons.save)


class OrganisationViewSet(SubjectViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    filterset_class = OrganisationFilterSet
    own_columns = (Column("get_kind_display", label=_("Kind"), sort_key="kind"),)
    search_columns = ("name", "email", "postcode", "place")
    export_columns = (
        "public_id",
        "name",
        "get_kind_display",
        "contact_name",
        "email",
        "website",
        "language",
        "postcode",
        "place",
        "district_name",
        "region_name",
        "supporter_since",
    )
    form_fields = (
        "name",
        "short_name",
        "kind",
        "contact_name",
        "email",
        "website",
        "language",
        "postcode",
        "place",
    )
    inspect_view_fields = (*form_fields, "district", "created_at")
    # A partner sees and mends its own organisation.
    scope_paths: ClassVar = {Role.MEMBER: "public_id"}
    outside_fields = form_fields
    save_action = staticmethod(organisations.save)


class SignUpViewSet(OfficeViewSet):
    """Who asked to become a supporter; nothing is changed here, only the mailed link confirms."""

    model = SignUp
    icon = "form"
    menu_label = _("Sign-ups")
    filterset_class = SignUpFilterSet
    list_display = ("__str__", "email", "state", "district", "asked_at", "confirmed_at")
    search_columns = ("first_name", "last_name", "organisation_name", "email")
    export_columns = (
        "public_id",
        "get_state_display",
        "first_name",
        "last_name",
        "organisation_name",
        "email",
        "postcode",
        "district_name",
        "language",
        "asked_at",
        "confirmed_at",
    )
    inspect_view_fields = (
        "first_name",
        "last_name",
        "organisation_name",
        "organisation_kind",
        "email",
        "postcode",
        "district",
        "language",
        "state",
        "asked_at",
        "confirmed_at",
        "confirmation_mail",
        "person",
        "organisation",
    )
    region_path = REGION_PATH
    select_related = ("district__region",)
    export_headings = HEADINGS


class PeopleGroup(ViewSetGroup):
    items = (PersonViewSet, OrganisationViewSet, SignUpViewSet)
    menu_label = _("People")
    menu_icon = "user"
    menu_order = 100


@hooks.register("register_admin_viewset")
def people_lists() -> PeopleGroup:
    return PeopleGroup()
