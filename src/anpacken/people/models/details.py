"""What the office keeps beyond name and address: languages, fields of its own, notes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.people.choices import FieldKind, FieldOwner
from anpacken.people.models.owners import ONE_SUBJECT
from anpacken.people.models.subjects import Organisation, Person


class SpokenLanguage(models.Model):
    """A language that somebody speaks, as an IETF language tag ("ar", "de", "ti")."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="spoken_languages", verbose_name=_("person")
    )
    code = models.CharField(_("language"), max_length=20)

    class Meta:
        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "code"], name="people_language_once")]

    def __str__(self) -> str:
        return self.code


class CustomField(models.Model):
    """A question of the office's own about persons or organisations: made in the office, without a migration."""

    public_id = PublicIdField()
    owner = models.CharField(_("asked about"), max_length=12, choices=FieldOwner.choices)
    kind = models.CharField(_("kind"), max_length=8, choices=FieldKind.choices)
    label = TranslatedField(_("label"), max_length=120)
    help = TranslatedField(_("explanation"), max_length=250, blank=True)
    # For a choice: the answers to choose from, in order.
    answers = models.JSONField(_("answers to choose from"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # A field that is asked no more keeps its values.
    is_asked = models.BooleanField(_("is asked"), default=True)

    class Meta:
        verbose_name = _("field of our own")
        verbose_name_plural = _("fields of our own")
        ordering: ClassVar = ["owner", "position", "pk"]

    def __str__(self) -> str:
        return str(self.label)


class CustomValue(models.Model):
    """The answer of one person or organisation. It stands in the column of its field's kind; a choice is a text."""

    field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="values", verbose_name=_("field"))
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="custom_values", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="custom_values",
        verbose_name=_("organisation"),
    )
    text = models.CharField(_("text"), max_length=500, blank=True)
    number = models.DecimalField(_("a number"), max_digits=16, decimal_places=4, null=True, blank=True)
    day = models.DateField(_("date"), null=True, blank=True)
    flag = models.BooleanField(_("yes or no"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer to a field of our own")
        verbose_name_plural = _("answers to fields of our own")
        indexes: ClassVar = [
            models.Index(fields=["field", "text"], name="people_custom_text"),
            models.Index(fields=["field", "number"], name="people_custom_number"),
            models.Index(fields=["field", "day"], name="people_custom_day"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="people_custom_value_one_subject"),
            models.UniqueConstraint(fields=["field", "person"], name="people_custom_value_person"),
            models.UniqueConstraint(fields=["field", "organisation"], name="people_custom_value_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.field_id}: {self.pk}"


class Note(models.Model):
    """What somebody of the office wrote down about a person or an organisation. Whoever asks may read it."""

    public_id = PublicIdField()
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="notes", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notes",
        verbose_name=_("organisation"),
    )
    text = models.TextField(_("note of the office"), max_length=4000)
    written_at = models.DateTimeField(_("written"), default=clock.now)
    # The public id of the user, and the name as it was then.
    author_ref = models.CharField(max_length=12, blank=True, editable=False)
    author_name = models.CharField(_("written by"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("note of the office")
        verbose_name_plural = _("notes of the office")
        ordering: ClassVar = ["-written_at", "-pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=ONE_SUBJECT, name="people_note_one_subject")]

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d}"
