"""What persons and organisations are to the alliance, and to one another."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.core.ids import PublicIdField
from anpacken.people.choices import AffiliationKind, RoleKind
from anpacken.people.models.owners import ONE_SUBJECT
from anpacken.people.models.subjects import Organisation, Person


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
    remark = models.CharField(
        _("remark"), max_length=120, blank=True, help_text=_("For instance the award or the topic.")
    )

    objects: ClassVar = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering: ClassVar = ["from_on", "pk"]
        indexes: ClassVar = [
            # Who holds a role, for persons and for organisations without a look at the others.
            models.Index(fields=["kind", "person", "from_on", "until_on"], name="people_role_persons"),
            models.Index(fields=["kind", "organisation", "from_on", "until_on"], name="people_role_organisations"),
            models.Index(fields=["person", "kind", "from_on", "until_on"], name="people_role_person"),
            models.Index(fields=["organisation", "kind", "from_on", "until_on"], name="people_role_organisation"),
            # Whose role has ended: hardly anybody's.
            models.Index(
                fields=["until_on", "person", "organisation"],
                name="people_role_ended",
                condition=models.Q(until_on__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="people_role_one_subject"),
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


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def held_on(self, day: date) -> AffiliationQuerySet:
        """Not begun later than `day` as far as is known, and not over then."""
        begun = models.Q(from_on=None) | models.Q(from_on__lte=day)
        return self.filter(begun, models.Q(until_on=None) | models.Q(until_on__gt=day))


class Affiliation(models.Model):
    """What a person is in an organisation, from a day and until a day; either may be unknown."""

    public_id = PublicIdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="affiliations", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=AffiliationKind.choices)
    function = models.CharField(_("function"), max_length=120, blank=True)
    # For the contact person: for which topic.
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering: ClassVar = ["until_on", "from_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until_on=None)
                | models.Q(from_on=None)
                | models.Q(until_on__gte=models.F("from_on")),
                name="people_affiliation_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(theme=None) | models.Q(kind="contact"), name="people_affiliation_topic_of_contact"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()} {self.organisation}"
