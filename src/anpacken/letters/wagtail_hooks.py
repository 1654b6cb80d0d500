"""The pages about letters in the office. They are reached from the event's record."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks

from anpacken.letters.views import office

EVENT = "<public_id:public_id>/"
LETTER = f"{EVENT}<public_id:letter_id>/"
URLS = [
    path(EVENT, office.overview, name="letters"),
    path(f"{EVENT}usual/", office.lay_out, name="lay_out"),
    path(f"{EVENT}new/", office.add, name="add"),
    path(LETTER, office.letter, name="letter"),
    path(f"{LETTER}change/", office.change, name="change"),
    path(f"{LETTER}deed/<slug:name>/", office.deed, name="deed"),
]


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("letters/", include((URLS, "letters_office"), namespace="letters_office"))]
