"""Pages are written in Wagtail's editor: what follows from that is done here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from anpacken.website.actions import pages


@hooks.register("after_publish_page")
def published(request: HttpRequest, page: Page) -> None:
    pages.note(page=page, action="page.published", by=request.user.as_actor())  # type: ignore[union-attr]


@hooks.register("after_unpublish_page")
def unpublished(request: HttpRequest, page: Page) -> None:
    pages.note(page=page, action="page.unpublished", by=request.user.as_actor())  # type: ignore[union-attr]


@hooks.register("after_delete_page")
def deleted(request: HttpRequest, page: Page) -> None:
    pages.note(page=page, action="page.deleted", by=request.user.as_actor())  # type: ignore[union-attr]


@hooks.register("after_move_page")
def moved(request: HttpRequest, page: Page) -> None:
    pages.note(page=page, action="page.moved", by=request.user.as_actor())  # type: ignore[union-attr]


@hooks.register("construct_wagtail_userbar")
def no_userbar(request: HttpRequest, items: list[Any], page: Page) -> None:
    """Public pages are the same for everybody, so they carry no bar for editors."""
    items.clear()
