"""Persons, organisations, what they are to the alliance, and what they agreed to."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.people.choices import Channel, ConsentDeed, ConsentPurpose, OrganisationKind, RoleKind, SignUpState
from anpacken.people.fields import NAME_KEY_LENGTH, FoldedField
from anpacken.places.models import District


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
    """Somebody whom the alliance knows. `email_key` is the normalised address: one person per address."""

    public_id = PublicIdField()
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("mail address"), max_length=254, blank=True)
    email_key = models.CharField(max_length=254, unique=True, null=True, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="persons", verbose_name=_("district")
    )
    # Public figures (speakers, artists, jurors) whom a report names are records without an address.
    is_public_figure = models.BooleanField(_("named in a public role"), default=False)
    created_at = models.DateTimeField(_("entered"), default=clock.now)
    name_key = FoldedField(of=("first_name", "last_name"), max_length=200)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering: ClassVar = ["last_name", "first_name", "pk"]
        indexes: ClassVar = [models.Index(fields=["last_name", "first_name"], name="people_person_name")]

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
    website = models.URLField(_("website"), blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
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
    created_at = models.DateTimeField(_("entered"), default=clock.now)
    name_key = FoldedField(of=("name",), max_length=NAME_KEY_LENGTH, db_index=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar = ["name", "pk"]
        indexes: ClassVar = [models.Index(fields=["name"], name="people_organisation_name")]
        constraints: ClassVar = [
            # One address may speak for several institutions, but only once for each.
            models.UniqueConstraint(fields=["email_key", "name_key"], name="people_organisation_once")
        ]

    def __str__(self) -> str:
        return self.name


_ONE_SUBJECT = models.Q(person__isnull=False, organisation__isnull=True) | models.Q(
    person__isnull=True, organisation__isnull=False
)


class RoleQuerySet(models.QuerySet["Role"]):
    def held_on(self, day: date) -> RoleQuerySet:
        """Begun on or before `day` and not over then; the day in `until_on` is the first without the role."""
        return self.filter(models.Q(until_on=None) | models.Q(until_on__gt=day), from_on__lte=day)

    def supporters(self) -> RoleQuerySet:
        return self.filter(kind=RoleKind.SUPPORTER)

    def of(self, subject: Person | Organisation) -> RoleQuerySet:
        return self.filter(person=subject) if isinstance(subject, Person) else self.filter(organisation=subject)


class Role(models.Model):
    """What one person or organisation is to the alliance, from a day and, once it is over, until a day."""

    public_id = PublicIdField()
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="roles", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("organisation"),
    )
    kind = models.CharField(_("role"), max_length=20, choices=RoleKind.choices)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering: ClassVar = ["from_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["kind", "from_on"], name="people_role_kind"),
            models.Index(fields=["person", "kind", "from_on"], name="people_role_person"),
            models.Index(fields=["organisation", "kind", "from_on"], name="people_role_organisation"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_ONE_SUBJECT, name="people_role_one_subject"),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="people_role_dates",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(until_on=None, person__isnull=False),
                name="people_role_once_person",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=models.Q(until_on=None, organisation__isnull=False),
                name="people_role_once_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organisation}: {self.get_kind_display()}"


class SignUp(AtHome, models.Model):
    """A request to become a supporter that waits for its mailed confirmation."""

    public_id = PublicIdField()
    state = models.CharField(_("state"), max_length=10, choices=SignUpState.choices, default=SignUpState.PENDING)
    is_institution = models.BooleanField(_("for an institution"), default=False)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    organisation_kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices, blank=True)
    email = models.EmailField(_("mail address"), max_length=254)
    email_key = models.CharField(max_length=254, db_index=True, editable=False)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="sign_ups", verbose_name=_("district")
    )
    language = models.CharField(_("language"), max_length=20)
    # A list of purpose, version, language and wording (the words beside the box) for each box that was ticked.
    consents = models.JSONField(_("consents asked and ticked"), default=list)
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmation_mail = models.CharField(_("confirmation mail"), max_length=12, blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="sign_ups")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="sign_ups"
    )

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(confirmed_at__isnull=False),
                name="people_sign_up_confirmed_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.organisation_name or f"{self.first_name} {self.last_name}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def of(self, subject: Person | Organisation) -> ConsentQuerySet:
        return self.filter(person=subject) if isinstance(subject, Person) else self.filter(organisation=subject)

    def until(self, at: datetime) -> ConsentQuerySet:
        """The ledger as it stood at `at`, the newest line first."""
        return self.filter(confirmed_at__lte=at).order_by("-confirmed_at", "-pk")


class Consent(models.Model):
    """One line of the consent ledger: given or withdrawn, in which words, how, when.

    Append-only, held so by a trigger in the database (migration 0002). What counts for a purpose is the
    newest line by `confirmed_at`.
    """

    public_id = PublicIdField()
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="consents", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("organisation"),
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=ConsentPurpose.choices)
    deed = models.CharField(_("deed"), max_length=10, choices=ConsentDeed.choices)
    wording = models.TextField(_("exact wording"), blank=True)
    wording_version = models.CharField(_("version of the wording"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=20)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    asked_at = models.DateTimeField(_("asked"))
    confirmed_at = models.DateTimeField(_("confirmed"))
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now)

    objects: ClassVar = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering: ClassVar = ["-confirmed_at", "-pk"]
        # The newest line for one purpose is asked for every person of a list.
        indexes: ClassVar = [
            models.Index(fields=["person", "purpose", "confirmed_at"], name="people_consent_person"),
            models.Index(fields=["organisation", "purpose", "confirmed_at"], name="people_consent_organisation"),
        ]
        constraints: ClassVar = [models.CheckConstraint(condition=_ONE_SUBJECT, name="people_consent_one_subject")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.get_deed_display()}"
