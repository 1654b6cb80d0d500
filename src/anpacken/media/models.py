"""Images and documents with rights, credits and alternative texts, built on Wagtail's."""

from __future__ import annotations

from typing import ClassVar

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.models import Image as WagtailImage

from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.media.renditions import CleanFilter


class Picture(AbstractImage):
    """A picture. It is shown in public only with a credit and an alternative text."""

    public_id = PublicIdField()
    credit = models.CharField(
        _("credit"), max_length=160, blank=True, help_text=_("For instance: Photo: Name / Organisation")
    )
    rights = models.CharField(_("rights"), max_length=160, blank=True, help_text=_("Who allowed what, and until when."))
    alt_text = TranslatedField(_("alternative text"), max_length=300, blank=True)

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit", "rights", "alt_text")

    class Meta(AbstractImage.Meta):
        permissions: ClassVar = [("choose_picture", "Can choose picture")]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return str(self.alt_text) or self.title

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002  Wagtail's name
        made = super().generate_rendition_file(CleanFilter(spec=filter.spec), source=source)
        with made.open() as file:
            return ContentFile(file.read(), name=made.name)


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together: ClassVar = (("image", "filter_spec", "focal_point_key"),)


class Paper(AbstractDocument):
    """A document for download, with its language and credit."""

    public_id = PublicIdField()
    language = models.CharField(_("language"), max_length=20, blank=True)
    credit = models.CharField(_("credit"), max_length=160, blank=True)

    admin_form_fields = (*WagtailDocument.admin_form_fields, "language", "credit")

    class Meta(AbstractDocument.Meta):
        permissions: ClassVar = [("choose_paper", "Can choose document")]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
