"""Where the pages about duplicates stand in the office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from anpacken.people.views import duplicates


class _OfficeItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(duplicates.RIGHT))


class DuplicatesViewSet(ViewSet):
    name = "duplicates"
    icon = "copy"
    menu_label = _("Duplicates")
    menu_item_class = _OfficeItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", duplicates.index, name="index"),
            path("search/", duplicates.search, name="search"),
            path("merges/", duplicates.merge_list, name="merges"),
            path("merges/<public_id:public_id>/undo/", duplicates.undo, name="undo"),
            path("pairs/<public_id:public_id>/", duplicates.pair, name="pair"),
            path("pairs/<public_id:public_id>/distinct/", duplicates.distinct, name="distinct"),
            path("pairs/<public_id:public_id>/reopen/", duplicates.reopen, name="reopen"),
            path("<slug:kind>/<public_id:one>/", duplicates.partner, name="partner"),
            path("<slug:kind>/<public_id:one>/<public_id:other>/", duplicates.compare, name="compare"),
        ]
