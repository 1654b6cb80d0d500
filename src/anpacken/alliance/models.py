"""The alliance that runs this installation, and the themes that it works on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField


class Alliance(models.Model):
    """Name, office, sender and imprint. There is exactly one row."""

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=120)
    slogan = TranslatedField(_("slogan"), max_length=160, blank=True)
    mission = TranslatedField(_("what the alliance is for, in two sentences"), multiline=True, blank=True)
    office_name = TranslatedField(_("name of the office"), max_length=160, blank=True)
    host_name = models.CharField(_("body that the office belongs to"), max_length=160, blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("mail address"))
    sender_name = models.CharField(_("sender of mails: name"), max_length=120)
    sender_email = models.EmailField(_("sender of mails: address"))
    responsible = models.CharField(_("responsible for the content"), max_length=160, blank=True)
    facebook_url = models.URLField(_("Facebook page"), blank=True)
    state_name = TranslatedField(_("the land or area that the alliance works in"), max_length=80, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    founded_in = models.CharField(_("founded in"), max_length=80, blank=True)
    single = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("alliance")
        verbose_name_plural = _("alliance")
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(single=True), name="alliance_single_row")]

    def __str__(self) -> str:
        return self.name


class Aim(models.Model):
    """One of the aims that the alliance has set itself."""

    public_id = PublicIdField()
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = TranslatedField(_("aim"), multiline=True)

    class Meta:
        verbose_name = _("aim")
        verbose_name_plural = _("aims")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.text)


class Theme(models.Model):
    """A field of action: what events, projects, outcomes and people are about."""

    public_id = PublicIdField()
    slug = models.SlugField(_("short name in addresses"), unique=True)
    name = TranslatedField(_("name"), max_length=80)
    description = TranslatedField(_("description"), multiline=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_field_of_action = models.BooleanField(
        _("field of action"), default=True, help_text=_("Otherwise it is only a heading for outcomes.")
    )

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.name)
