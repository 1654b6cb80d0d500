"""The imports' place in the office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from anpacken.imports.views import office

URLS = [
    path("", office.ImportsView.as_view(), name="index"),
    path("results/", office.ImportsView.as_view(results_only=True), name="index_results"),
    path("new/", office.upload, name="upload"),
    path("<public_id:public_id>/", office.show, name="show"),
    path("<public_id:public_id>/columns/", office.columns, name="columns"),
    path("<public_id:public_id>/rejected/", office.rejected, name="rejected"),
    path("<public_id:public_id>/delete/", office.delete, name="delete"),
    path("<public_id:public_id>/<slug:name>/", office.deed, name="deed"),
]


class ImportsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(office.RIGHT)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("imports/", include((URLS, "imports"), namespace="imports"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ImportsMenuItem(_("Imports"), reverse("imports:index"), name="imports", icon_name="upload", order=110)
