"""Regions with their offices, districts with their outlines, municipalities and postcodes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField


class Region(models.Model):
    """A region with its regional office."""

    public_id = PublicIdField()
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    office_name = TranslatedField(_("regional office"), max_length=160)
    office_short_name = models.CharField(_("regional office, short"), max_length=60, blank=True)
    commissioner = models.CharField(_("head of the regional office"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A district (Landkreis or kreisfreie Stadt) with its outline."""

    ags = models.CharField(_("official key"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=40)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="districts", verbose_name=_("region"))
    nuts3 = models.CharField("NUTS 3", max_length=5)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    # GeoJSON geometry (Polygon or MultiPolygon), WGS84, simplified.
    outline = models.JSONField(_("outline"), default=dict)

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A town or municipality that the alliance has something to do with."""

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=80)
    # Empty for places outside the state.
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="municipalities", verbose_name=_("district")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "district"], nulls_distinct=False, name="places_municipality_once")
        ]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """A postcode with its place, used to find district and region from an address."""

    code = models.CharField(_("postcode"), max_length=5, db_index=True)
    place = models.CharField(_("place"), max_length=80)
    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="postcodes", verbose_name=_("district"))
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering: ClassVar = ["code", "place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "place"], name="places_postcode_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.place}"
