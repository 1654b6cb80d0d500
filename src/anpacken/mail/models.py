"""The outbox: every mail that leaves the house, with the text as it was sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.mail.choices import MailState


class OutgoingMail(models.Model):
    """One mail to one address.

    `template` and `context` say what to write; `subject`, `text` and `html` are filled when the mail is handed
    over and stay as proof of what was sent. `related_type` and `related_ref` name the record it is about.
    """

    public_id = PublicIdField()
    state = models.CharField(_("state"), max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    to_email = models.EmailField(pgettext_lazy("mail", "to"), max_length=254)
    # The address in the one spelling by which mails to the same mailbox are counted and found.
    to_key = models.CharField(max_length=320, editable=False)
    to_name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=20)
    template = models.CharField(_("template"), max_length=80)
    context = models.JSONField(_("values"), default=dict, blank=True)
    # [{"name": "event.ics", "type": "text/calendar", "text": "..."}]; "base64" instead of "text" for bytes, "made" and
    # "of" for what is made when the mail leaves (`mail.made`).
    attachments = models.JSONField(_("attachments"), default=list, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(_("text as sent"), blank=True)
    html = models.TextField(_("HTML as sent"), blank=True)
    message_id = models.CharField("Message-ID", max_length=200, blank=True)
    priority = models.SmallIntegerField(_("priority"), default=0)
    queued_by = models.CharField(_("queued by"), max_length=100, blank=True)
    related_type = models.CharField(_("kind of record"), max_length=60, blank=True)
    related_ref = models.CharField(_("record"), max_length=40, blank=True)
    queued_at = models.DateTimeField(_("queued"), default=clock.now)
    next_try_at = models.DateTimeField(_("next try"), default=clock.now)
    # Which hand-over holds the mail; another one that finds the time run out takes it over.
    claim = models.CharField(max_length=32, blank=True, editable=False)
    claimed_until = models.DateTimeField(_("held until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.TextField(_("last answer"), blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering: ClassVar = ["-queued_at", "-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["-priority", "next_try_at"],
                condition=models.Q(state__in=["queued", "claimed"]),
                name="mail_queue",
            ),
            models.Index(fields=["related_type", "related_ref"], name="mail_related"),
            models.Index(fields=["to_key", "-queued_at"], name="mail_recipient"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False), name="mail_sent_has_time"
            )
        ]

    def __str__(self) -> str:
        return self.subject or self.template
