"""Projects in the office."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from anpacken.accounts.choices import Role
from anpacken.accounts.office import OfficeViewSet
from anpacken.network.actions import projects
from anpacken.network.models import Project
from anpacken.network.views import office


class DeedConverter(StringConverter):
    """Only what can be done to a project reaches the view."""

    regex = "|".join(office.DEEDS)


register_converter(DeedConverter, "project_deed")


class ProjectViewSet(OfficeViewSet):
    model = Project
    name = "projects"
    icon = "clipboard-list"
    menu_label = _("Projects")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ("name", "organisation", "municipality", "district", "state", "updated_at")
    ordering = ("-updated_at", "-pk")
    filterset_class = office.ProjectFilters
    search_columns = ("name", "summary", "organisation__name", "municipality__name")
    export_columns = (
        "name",
        "organisation.name",
        "municipality.name",
        "district.full_name",
        "district.region.name",
        "state",
        "website",
        "updated_at",
    )
    export_filename = "projects"
    select_related = ("organisation", "municipality", "district__region")
    region_path = office.PATHS[Role.REGIONAL]
    scope_paths: ClassVar = office.PATHS
    outside_fields = (
        "name",
        "summary",
        "body",
        "organisation",
        "municipality",
        "district",
        "themes",
        "website",
    )
    save_action = staticmethod(projects.save)
    inspect_view_class = office.ProjectView
    inspect_template_name = "network/office/project.html"
    inspect_view_fields = (
        "state",
        "name",
        "summary",
        "organisation",
        "municipality",
        "district",
        "themes",
        "website",
        "updated_at",
    )
    panels = (
        MultiFieldPanel([FieldPanel("name"), FieldPanel("summary"), FieldPanel("body")], _("What it is about")),
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("municipality"), FieldPanel("district"), FieldPanel("website")],
            _("Who and where"),
        ),
        MultiFieldPanel([FieldPanel("themes"), FieldPanel("picture")], _("Themes and picture")),
    )

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("<int:pk>/<project_deed:name>/", office.deed, name="deed")]


@hooks.register("register_admin_viewset")
def project_list() -> ProjectViewSet:
    return ProjectViewSet()
