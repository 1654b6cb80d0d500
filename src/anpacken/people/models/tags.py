"""Words that the office puts on persons and organisations to find them again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.ids import PublicIdField
from anpacken.people.fields import FoldedField


class Tag(models.Model):
    """A word of the office, for its own use; the public never sees it."""

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=60)
    description = models.CharField(_("what it is for"), max_length=200, blank=True)
    name_key = FoldedField(of=("name",), max_length=80, unique=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering: ClassVar = ["name_key"]

    def __str__(self) -> str:
        return self.name
