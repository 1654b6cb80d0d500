"""The pages about forums in the office. They are reached from the event's record."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks

from anpacken.forums.views import office

EVENT = "<public_id:public_id>/"
URLS = [
    path(EVENT, office.standing, name="standing"),
    path(f"{EVENT}set/", office.set_up, name="set_up"),
    path(f"{EVENT}deed/<slug:name>/", office.deed, name="deed"),
    path(f"{EVENT}people/<public_id:registration_id>/", office.person, name="person"),
]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("forums/", include((URLS, "forums_office"), namespace="forums_office"))]
