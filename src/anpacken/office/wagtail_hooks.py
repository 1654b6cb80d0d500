"""The office's home page, its navigation, and the lists of records that no room above `accounts` owns."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup

from anpacken.accounts.models import Invitation, User
from anpacken.accounts.office import OfficeViewSet
from anpacken.alliance import actions as alliance_actions
from anpacken.alliance.models import Aim, Alliance, Theme
from anpacken.office.panels import StandingPanel
from anpacken.office.views import log_ins

# Wagtail's own lists that our lists take the place of, and its texts about itself.
REPLACED = frozenset({"reports", "help"})
# What only those need who set up the installation: Wagtail's users, groups and sites.
FOR_SET_UP = frozenset({"settings"})
# Wagtail's own entries, in their place among ours: after what the alliance does, before its mails and lists.
ORDER = {"explorer": 410, "images": 420, "documents": 430}


class AllianceViewSet(OfficeViewSet):
    model = Alliance
    icon = "home"
    menu_label = _("Alliance")
    list_display = ("name", "email", "sender_email")
    save_action = staticmethod(alliance_actions.save)
    is_addable = False
    panels = (
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("slogan"), FieldPanel("mission"), FieldPanel("state_name")], _("Who we are")
        ),
        MultiFieldPanel(
            [
                FieldPanel("office_name"),
                FieldPanel("host_name"),
                FieldPanel("street"),
                FieldPanel("postcode"),
                FieldPanel("city"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("responsible"),
            ],
            _("Office and imprint"),
        ),
        MultiFieldPanel([FieldPanel("sender_name"), FieldPanel("sender_email")], _("Sender of mails")),
        MultiFieldPanel([FieldPanel("founded_on"), FieldPanel("founded_in"), FieldPanel("facebook_url")], _("More")),
    )


class ThemeViewSet(OfficeViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display = ("name", "is_field_of_action", "position")
    search_columns = ("name",)
    export_columns = ("slug", "name", "position")
    save_action = staticmethod(alliance_actions.save)
    form_fields = ("slug", "name", "description", "position", "is_field_of_action")
    inspect_view_fields = form_fields


class AimViewSet(OfficeViewSet):
    model = Aim
    icon = "crosshairs"
    menu_label = _("Aims")
    list_display = ("text", "position")
    save_action = staticmethod(alliance_actions.save)
    form_fields = ("position", "text")
    inspect_view_fields = ("text", "position")


class LogInViewSet(OfficeViewSet):
    """Who can sign in, with the roles that each holds. Made by invitation."""

    model = User
    name = "log_ins"
    icon = "user"
    menu_label = _("Log-ins")
    list_display = (
        "email",
        "first_name",
        "last_name",
        Column("roles", label=_("Roles"), accessor=log_ins.roles_in_words),
        "is_active",
        "last_login",
    )
    filterset_class = log_ins.LogInFilters
    prefetch_related = ("role_grants",)
    search_columns = ("email", "first_name", "last_name")
    index_view_class = log_ins.InvitingIndexView
    inspect_view_class = log_ins.LogInView
    inspect_template_name = "office/log_in.html"
    inspect_view_fields = ("email", "first_name", "last_name", "is_active", "last_login")

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("invite/", log_ins.invite, name="invite"),
            path("<int:pk>/<slug:name>/", log_ins.deed, name="deed"),
        ]


class InvitationViewSet(OfficeViewSet):
    """Who is invited, and what became of it."""

    model = Invitation
    name = "invitations"
    icon = "mail"
    menu_label = _("Invitations")
    list_display = ("email", "role", "asked_at", "sent_at", "accepted_at", "withdrawn_at")
    search_columns = ("email",)
    index_view_class = log_ins.InvitingIndexView
    inspect_view_class = log_ins.InvitationView
    inspect_template_name = "office/invitation.html"
    inspect_view_fields = ("email", "role", "language", "asked_at", "sent_at", "accepted_at", "withdrawn_at", "user")

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("<int:pk>/<slug:name>/", log_ins.invitation_deed, name="deed")]


class AllianceGroup(ViewSetGroup):
    items = (AllianceViewSet, ThemeViewSet, AimViewSet, LogInViewSet, InvitationViewSet)
    menu_label = _("Our alliance")
    menu_icon = "home"
    menu_order = 550


@hooks.register("register_admin_viewset")
def alliance_lists() -> AllianceGroup:
    return AllianceGroup()


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [StandingPanel()]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    items.clear()


@hooks.register("construct_main_menu")
def main_menu(request: HttpRequest, items: list[Any]) -> None:
    hidden = REPLACED if request.user.is_superuser else REPLACED | FOR_SET_UP
    items[:] = [item for item in items if item.name not in hidden]
    for item in items:
        item.order = ORDER.get(item.name, item.order)


@hooks.register("insert_global_admin_css")
def office_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("office/office.css"))


@hooks.register("insert_global_admin_css")
def charts_css() -> str:
    """Components for charts look in the office as on our own pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("ui/css/charts.css"))
