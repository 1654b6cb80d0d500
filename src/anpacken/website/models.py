"""The public site's own pages: the home page and pages of free text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page


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
    parent_page_types: ClassVar = ["website.HomePage", "website.TextPage"]
    subpage_types: ClassVar = ["website.TextPage"]
    template = "website/text_page.html"

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
