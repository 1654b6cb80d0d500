"""The programme's pages in the office. They are reached from the event's record."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks

from anpacken.programme.views import office, releases, rooms

EVENT = "<public_id:public_id>/"
URLS = [
    path(EVENT, office.editor, name="editor"),
    path(f"{EVENT}items/new/", office.item_add, name="item_add"),
    path(f"{EVENT}items/<public_id:item_id>/", office.item_edit, name="item"),
    path(f"{EVENT}items/<public_id:item_id>/move/", office.item_move, name="item_move"),
    path(f"{EVENT}items/<public_id:item_id>/remove/", office.item_remove, name="item_remove"),
    path(f"{EVENT}rooms/", rooms.room_list, name="rooms"),
    path(f"{EVENT}rooms/<public_id:room_id>/", rooms.room_edit, name="room"),
    path(f"{EVENT}rooms/<public_id:room_id>/deed/", rooms.room_deed, name="room_deed"),
    path(f"{EVENT}rounds/", rooms.lay_out_rounds, name="rounds"),
    path(f"{EVENT}release/", releases.release, name="release"),
    path(f"{EVENT}versions/", releases.versions, name="versions"),
    path(f"{EVENT}draft.pdf", releases.draft_pdf, name="draft_pdf"),
]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("programme/", include((URLS, "programme_office"), namespace="programme_office"))]
