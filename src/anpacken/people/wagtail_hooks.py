"""The office's lists of persons, organisations and sign-ups, in the office's menu."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import include, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup

from anpacken.accounts.choices import Role
from anpacken.accounts.office import OfficeViewSet
from anpacken.people import register_urls
from anpacken.people.actions import custom_fields, organisations, persons, tags
from anpacken.people.models import CustomField, Organisation, Person, SignUp, Tag
from anpacken.people.views import consent_office
from anpacken.people.views.duplicates_menu import DuplicatesViewSet
from anpacken.people.views.office import REGION_PATH, SubjectInspectView, end_support, withdraw
from anpacken.people.views.office_exports import SubjectExporting
from anpacken.people.views.office_filters import OrganisationFilterSet, PersonFilterSet, SignUpFilterSet
from anpacken.people.views.office_forms import CustomFieldForm, OrganisationForm, PersonForm
from anpacken.people.views.office_lists import SubjectIndexView
from anpacken.people.views.office_saving import SubjectCreateView, SubjectEditView
from anpacken.people.views.releases import ReleasesViewSet

HEADINGS = {
    "district_name": _("District"),
    "region_name": _("Region"),
    "supporter_since": _("Supporter since"),
}


def _held_roles(subject: Any) -> str:
    return ", ".join(str(role.get_kind_display()) for role in subject.held_roles)


class SubjectViewSet(OfficeViewSet):
    """What persons and organisations have in common."""

    index_view_class = SubjectIndexView
    inspect_view_class = SubjectInspectView
    inspect_template_name = SubjectInspectView.template_name
    add_view_class = SubjectCreateView
    edit_view_class = SubjectEditView
    create_template_name = edit_template_name = SubjectCreateView.template_name
    export_class = SubjectExporting
    form_class: ClassVar[Any] = None
    region_path = REGION_PATH
    select_related = ("district__region",)
    export_headings = HEADINGS

    def get_form_class(self, for_update: bool = False) -> Any:
        return self.form_class

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "__str__",
            *self.own_columns,
            "email",
            "place",
            Column("district", label=_("District"), sort_key="district__name"),
            Column("held_roles", label=_("Roles today"), accessor=_held_roles),
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
    search_columns = ("search_key",)
    export_filename = "persons"
    export_columns = (
        "public_id",
        "first_name",
        "last_name",
        "email",
        "phone",
        "language",
        "postcode",
        "place",
        "district_name",
        "region_name",
        "supporter_since",
    )
    form_class = PersonForm
    inspect_view_fields = (
        "first_name",
        "last_name",
        "email",
        "phone",
        "language",
        "postcode",
        "place",
        "district",
        "statement",
        "created_at",
    )
    save_action = staticmethod(persons.save)


class OrganisationViewSet(SubjectViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    filterset_class = OrganisationFilterSet
    own_columns = (Column("get_kind_display", label=_("Kind"), sort_key="kind"),)
    search_columns = ("search_key",)
    export_filename = "organisations"
    export_columns = (
        "public_id",
        "name",
        "get_kind_display",
        "contact_name",
        "email",
        "phone",
        "website",
        "language",
        "postcode",
        "place",
        "district_name",
        "region_name",
        "supporter_since",
    )
    form_class = OrganisationForm
    inspect_view_fields = (
        "name",
        "short_name",
        "kind",
        "contact_name",
        "email",
        "phone",
        "website",
        "language",
        "postcode",
        "place",
        "district",
        "statement",
        "created_at",
    )
    # A partner sees and mends its own organisation.
    scope_paths: ClassVar = {Role.MEMBER: "public_id"}
    outside_fields = OrganisationForm.basics
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
        # No address: who has not confirmed may not be written to, and who has stands in the register.
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


class TagViewSet(OfficeViewSet):
    """Words of the office. They are made while typing, and put in order here."""

    model = Tag
    name = "people_tags"
    icon = "tag"
    menu_label = _("Tags")
    list_display = ("name", "description")
    search_columns = ("name_key", "description")
    form_fields = ("name", "description")
    inspect_view_fields = form_fields
    save_action = staticmethod(tags.save)
    delete_action = staticmethod(tags.delete)


class CustomFieldViewSet(OfficeViewSet):
    """What the office asks beyond name and address; the forms, records, filters and exports of people hold it."""

    model = CustomField
    name = "own_fields"
    icon = "form"
    menu_label = _("Fields of our own")
    list_display = (
        "label",
        Column("owner", label=_("Asked about"), accessor="get_owner_display", sort_key="owner"),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        "position",
        "is_asked",
    )
    ordering = ("owner", "position", "pk")
    search_columns = ("label",)
    inspect_view_fields = ("label", "help", "owner", "kind", "answers", "position", "is_asked")
    save_action = staticmethod(custom_fields.save)

    def get_form_class(self, for_update: bool = False) -> Any:
        return CustomFieldForm


class PeopleGroup(ViewSetGroup):
    items = (
        PersonViewSet,
        OrganisationViewSet,
        SignUpViewSet,
        ReleasesViewSet,
        DuplicatesViewSet,
        TagViewSet,
        CustomFieldViewSet,
    )
    menu_label = _("People")
    menu_icon = "user"
    menu_order = 100


@hooks.register("register_admin_viewset")
def people_lists() -> PeopleGroup:
    return PeopleGroup()


@hooks.register("register_admin_urls")
def register_pages() -> list[Any]:
    return [path("register/", include(register_urls))]
