"""Retention and the record of processing in the office's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from anpacken.privacy.views import office

URLS = [
    path("", office.index, name="index"),
    path("record/", office.record, name="record"),
    path("<str:name>/", office.rule, name="rule"),
    path("<str:name>/period/", office.set_days, name="set_days"),
    path("<str:name>/apply/", office.apply, name="apply"),
]


class PrivacyMenuItem(SubmenuMenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(office.VIEW)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("privacy/", include((URLS, "retention"), namespace="retention"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    items = [
        MenuItem(_("Retention"), reverse("retention:index"), name="retention", icon_name="bin", order=10),
        MenuItem(_("Record of processing"), reverse("retention:record"), name="record", icon_name="list-ul", order=20),
    ]
    return PrivacyMenuItem(_("Data protection"), Menu(items=items), name="privacy", icon_name="lock", order=590)
