"""Regions with their offices, districts with their outlines, municipalities and postcodes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField

CITY = "Kreisfreie Stadt"


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
    """A district (Landkreis or kreisfreie Stadt)."""

    ags = models.CharField(_("official key"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=40)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="districts", verbose_name=_("region"))
    nuts3 = models.CharField("NUTS 3", max_length=5)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering: ClassVar = ["name", "ags"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with the kind in front: there is a city and a Landkreis of Osnabrück."""
        if self.name.startswith("Region "):
            return self.name
        return f"{'Stadt' if self.kind == CITY else self.kind} {self.name}"


class DistrictOutline(models.Model):
    """The outline of a district, kept apart from it: lists that name districts should not read 3 kB each."""

    district = models.OneToOneField(
        District, on_delete=models.CASCADE, primary_key=True, related_name="outline", verbose_name=_("district")
    )
    # GeoJSON geometry (Polygon or MultiPolygon), WGS84, simplified.
    geometry = models.JSONField(_("outline"))

    class Meta:
        verbose_name = _("outline of a district")
        verbose_name_plural = _("outlines of districts")

    def __str__(self) -> str:
        return str(self.district)


class Municipality(models.Model):
    """A town or municipality that the alliance has something to do with."""

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=80)
    # Empty for places outside the state.
    district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="municipalities",
        verbose_name=_("district"),
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "district"], name="places_municipality_once"),
            # Two nothings are two different districts to a database.
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(district=None), name="places_municipality_once_outside"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """A postcode with one of its places, used to find district and region from an address."""

    code = models.CharField(_("postcode"), max_length=5, db_index=True)
    # Empty where only the code is known.
    place = models.CharField(_("place"), max_length=80, blank=True)
    district = models.ForeignKey(
        District, on_delete=models.CASCADE, related_name="postcodes", verbose_name=_("district")
    )
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering: ClassVar = ["code", "place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "place"], name="places_postcode_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.place}".strip()
