"""The ledger of consents, and what proves its lines."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.media.models import Paper
from anpacken.people.choices import Channel, ConsentDeed, ConsentPurpose
from anpacken.people.models.owners import ONE_SUBJECT
from anpacken.people.models.subjects import Organisation, Person


class Confirmation(models.Model):
    """A confirmation mail as it was sent, kept for as long as a consent rests on it; the outbox forgets sooner."""

    public_id = PublicIdField()
    # The public id of the mail in the outbox; one copy, however many boxes were ticked.
    mail_ref = models.CharField(_("mail"), max_length=12, unique=True)
    to_email = models.CharField(_("to"), max_length=254)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text as sent"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    answer = models.CharField(_("answer of the mail server"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("confirmation mail")
        verbose_name_plural = _("confirmation mails")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.subject


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
    confirmation = models.ForeignKey(
        Confirmation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("confirmation mail as sent"),
    )
    document = models.ForeignKey(
        Paper,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("scan of the document"),
    )
    # The public id of the line of which this is a copy: merging copies lines, since none can be moved.
    copy_of = models.CharField(max_length=12, unique=True, null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now)

    objects: ClassVar = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering: ClassVar = ["-confirmed_at", "-pk"]
        # The newest line for one purpose is asked for every person of a list; with its deed in the index, without a
        # look at the row.
        indexes: ClassVar = [
            models.Index(fields=["person", "purpose", "confirmed_at", "id", "deed"], name="people_consent_person"),
            models.Index(
                fields=["organisation", "purpose", "confirmed_at", "id", "deed"], name="people_consent_organisation"
            ),
            # Who ever agreed to a purpose, or withdrew, without a look at the row.
            models.Index(
                fields=["purpose", "deed", "person", "organisation", "confirmed_at"], name="people_consent_purpose"
            ),
        ]
        constraints: ClassVar = [models.CheckConstraint(condition=ONE_SUBJECT, name="people_consent_one_subject")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.get_deed_display()}"
