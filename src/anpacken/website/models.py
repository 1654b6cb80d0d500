"""The public site's own pages: the home page and pages of free text."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.search import index

from anpacken.core.page_cache import keep
from anpacken.website.addresses import remember_translations
from anpacken.website.queries.home import home


class HomePage(Page):
    """The way in. What is coming up, the figures and the projects are put in by themselves."""

    lead = models.CharField(_("one sentence at the top"), max_length=200)
    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("introduction")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["website.TextPage"]
    template = "website/home.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **home()}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        remember_translations(request, self)
        return keep(super().serve(request, *args, **kwargs), "events", "figures", "projects", seconds=300)


class TextPage(Page):
    """A page of free text, such as the imprint."""

    body = StreamField(
        [
            ("heading", blocks.CharBlock(label=_("heading"), form_classname="title")),
            ("text", blocks.RichTextBlock(label=_("text"), features=["h3", "bold", "italic", "link", "ol", "ul"])),
            ("picture", ImageBlock(label=_("picture"))),
        ],
        blank=True,
        verbose_name=_("content"),
    )

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar = ["website.HomePage", "website.TextPage"]
    subpage_types: ClassVar = ["website.TextPage"]
    template = "website/text_page.html"

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        remember_translations(request, self)
        return keep(super().serve(request, *args, **kwargs), seconds=3600)
