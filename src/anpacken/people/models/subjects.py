"""Persons and organisations: whom the alliance knows."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.media.models import Picture
from anpacken.people.choices import OrganisationKind
from anpacken.people.fields import NAME_KEY_LENGTH, FoldedField, SearchField
from anpacken.people.models.tags import Tag
from anpacken.places.models import District

S = TypeVar("S", bound=models.Model)
# The office's lists hold only those; their indexes answer without a look at the table.
LIVE = models.Q(merged_into=None, erased_at=None)


class SubjectQuerySet(models.QuerySet[S]):
    def known(self) -> SubjectQuerySet[S]:
        """Without those who turned out to be somebody else, and without those who were erased."""
        return self.filter(merged_into=None, erased_at=None)


class SubjectManager(models.Manager.from_queryset(SubjectQuerySet)):  # type: ignore[misc]
    """The persons or organisations that there are."""

    def get_queryset(self) -> SubjectQuerySet[Any]:
        found: SubjectQuerySet[Any] = super().get_queryset()
        return found.known()


class AtHome:
    """What has a district, perhaps. Lists fetch `district__region` along."""

    district: District | None

    @property
    def district_name(self) -> str:
        return self.district.full_name if self.district else ""

    @property
    def region_name(self) -> str:
        return self.district.region.name if self.district else ""


class Person(AtHome, models.Model):
    """Somebody whom the alliance knows. `email_key` is the normalised address: one person per address.

    A person who was found to be another one stays as a shadow (`merged_into`) and keeps the address, so that it leads
    to the one who was kept. Of a person who was erased an empty row stays, for the counts of years gone by. `objects`
    leaves both out.
    """

    public_id = PublicIdField()
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("mail address"), max_length=254, blank=True)
    email_key = models.CharField(max_length=254, unique=True, null=True, blank=True, editable=False)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language of our mails"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="persons", verbose_name=_("district")
    )
    # Public figures (speakers, artists, jurors) whom a report names are records without an address.
    is_public_figure = models.BooleanField(_("named in a public role"), default=False)
    statement = models.CharField(
        _("statement"), max_length=280, blank=True, help_text=_("Why they support the alliance, in their own words.")
    )
    portrait = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("photo")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="persons", verbose_name=_("themes"))
    tags = models.ManyToManyField(Tag, blank=True, related_name="persons", verbose_name=_("tags"))
    created_at = models.DateTimeField(_("entered"), default=clock.now)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    name_key = FoldedField(of=("first_name", "last_name"), max_length=200)
    search_key = SearchField(of=("first_name", "last_name", "email", "place", "postcode"), max_length=700)

    objects = SubjectManager()
    everyone = SubjectQuerySet.as_manager()

    class Meta:
        base_manager_name = "everyone"
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering: ClassVar = ["last_name", "first_name", "pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["last_name", "first_name", "id", "district"], name="people_person_list", condition=LIVE
            ),
            models.Index(
                fields=["district", "last_name", "first_name", "id"], name="people_person_home", condition=LIVE
            ),
            # Most segments begin with a region; what their count asks of a person stands in the index.
            models.Index(
                fields=["district", "language", "id", "email_key"], name="people_person_segment", condition=LIVE
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Organisation(AtHome, models.Model):
    """An institution, association, municipality, company or group."""

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    email = models.EmailField(_("mail address"), max_length=254, blank=True)
    email_key = models.CharField(max_length=254, null=True, blank=True, editable=False, db_index=True)  # noqa: DJ001
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    language = models.CharField(_("language of our mails"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("district"),
    )
    contact_name = models.CharField(_("contact person"), max_length=160, blank=True)
    statement = models.CharField(
        _("statement"), max_length=280, blank=True, help_text=_("Why they support the alliance, in their own words.")
    )
    logo = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="organisations", verbose_name=_("themes"))
    tags = models.ManyToManyField(Tag, blank=True, related_name="organisations", verbose_name=_("tags"))
    created_at = models.DateTimeField(_("entered"), default=clock.now)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    name_key = FoldedField(of=("name",), max_length=NAME_KEY_LENGTH, db_index=True)
    search_key = SearchField(of=("name", "short_name", "contact_name", "email", "place", "postcode"), max_length=1000)

    objects = SubjectManager()
    everyone = SubjectQuerySet.as_manager()

    class Meta:
        base_manager_name = "everyone"
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar = ["name", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["name", "id", "district"], name="people_organisation_list", condition=LIVE),
            models.Index(fields=["district", "name", "id"], name="people_organisation_home", condition=LIVE),
        ]
        constraints: ClassVar = [
            # One address may speak for several institutions, but only once for each.
            models.UniqueConstraint(fields=["email_key", "name_key"], name="people_organisation_once")
        ]

    def __str__(self) -> str:
        return self.name
