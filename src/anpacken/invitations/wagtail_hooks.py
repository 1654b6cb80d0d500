"""The pages about invitations in the office. They are reached from the event's record."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks

from anpacken.invitations.views import office

EVENT = "<public_id:public_id>/"
URLS = [
    path(EVENT, office.overview, name="standing"),
    path(f"{EVENT}invite/", office.invite, name="invite"),
    path(f"{EVENT}remind/", office.remind, name="remind"),
    path(f"{EVENT}export/", office.export, name="export"),
    path(f"{EVENT}people/<public_id:invitation_id>/withdraw/", office.withdraw, name="withdraw"),
]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("invitations/", include((URLS, "invitations_office"), namespace="invitations_office"))]
