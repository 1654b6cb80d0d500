"""Projects and initiatives that the alliance presents."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.media.models import Picture
from anpacken.network.choices import ProjectState
from anpacken.network.fields import FoldedTextsField
from anpacken.people.models import Organisation
from anpacken.places.models import District, Municipality


class ProjectQuerySet(models.QuerySet["Project"]):
    def published(self) -> ProjectQuerySet:
        """What the public may see."""
        return self.filter(state=ProjectState.PUBLISHED)


class Project(models.Model):
    """A project's public profile.

    `district` is where it works: the district of its place, or a whole district, or empty for the whole state.
    """

    public_id = PublicIdField()
    state = models.CharField(_("state"), max_length=10, choices=ProjectState.choices, default=ProjectState.DRAFT)
    name = TranslatedField(_("name"), max_length=160)
    summary = TranslatedField(_("in one or two sentences"), multiline=True, max_length=400)
    body = TranslatedField(_("description"), multiline=True, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("organisation"),
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("place")
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("district")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="projects", verbose_name=_("themes"))
    picture = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    website = models.URLField(_("website"), blank=True)
    updated_at = models.DateTimeField(_("last changed"), default=clock.now)
    search_text = FoldedTextsField(of=("name", "summary", "body"))

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering: ClassVar = ["-updated_at", "pk"]

    def __str__(self) -> str:
        return str(self.name)
