"""Regions and municipalities in the office; districts and postcodes to look up."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.viewsets.base import ViewSetGroup

from anpacken.accounts.office import OfficeViewSet
from anpacken.places.actions import records
from anpacken.places.models import District, Municipality, Postcode, Region


class RegionViewSet(OfficeViewSet):
    """The regions are given by the geography; the office keeps who leads them up to date."""

    model = Region
    icon = "site"
    menu_label = _("Regional offices")
    list_display = ("name", "office_name", "commissioner")
    search_columns = ("name", "office_name", "office_short_name", "commissioner")
    export_columns = ("code", "name", "office_name", "office_short_name", "commissioner")
    inspect_view_fields = ("name", "office_name", "office_short_name", "commissioner")
    save_action = staticmethod(records.save)
    is_addable = False
    panels = (
        MultiFieldPanel(
            [FieldPanel("office_name"), FieldPanel("office_short_name"), FieldPanel("commissioner")],
            _("Regional office"),
        ),
    )


class MunicipalityViewSet(OfficeViewSet):
    model = Municipality
    icon = "home"
    menu_label = _("Municipalities")
    list_display = ("name", "district")
    list_filter = ("district__region",)
    search_columns = ("name", "district__name")
    export_columns = ("name", "district.full_name", "district.region.name", "latitude", "longitude")
    select_related = ("district__region",)
    save_action = staticmethod(records.save)
    form_fields = ("name", "district", "latitude", "longitude")


class DistrictViewSet(OfficeViewSet):
    model = District
    icon = "table"
    menu_label = _("Districts")
    list_display = ("full_name", "region", "ags", "nuts3")
    list_filter = ("region",)
    search_columns = ("name", "ags")
    export_columns = ("ags", "full_name", "region.name", "nuts3")
    export_headings: ClassVar = {"full_name": _("District")}
    select_related = ("region",)
    inspect_view_fields = ("full_name", "region", "ags", "nuts3", "latitude", "longitude")


class PostcodeViewSet(OfficeViewSet):
    model = Postcode
    icon = "tag"
    menu_label = _("Postcodes")
    list_display = ("code", "place", "district")
    search_columns = ("code", "place", "district__name")
    export_columns = ("code", "place", "district.full_name")
    select_related = ("district__region",)
    inspect_view_fields = ("code", "place", "district", "latitude", "longitude")


class PlacesGroup(ViewSetGroup):
    items = (RegionViewSet, MunicipalityViewSet, DistrictViewSet, PostcodeViewSet)
    menu_label = _("Places")
    menu_icon = "site"
    menu_order = 540


@hooks.register("register_admin_viewset")
def places_lists() -> PlacesGroup:
    return PlacesGroup()
