"""Letters that an event plans, and who got them."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.events.models import Event, Forum, Registration
from anpacken.letters.choices import MOST_DAYS, MOST_HOURS, Audience, LeftOut, LetterState, Timing, Unit


class Letter(models.Model):
    """One mail to many of those who registered. When it leaves is counted from the event's days: see `rules.moment`."""

    public_id = PublicIdField()
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="letters", verbose_name=_("event"))
    # Which of the usual letters it began as; empty for one of the office's own.
    kind = models.CharField(max_length=20, blank=True, editable=False)
    title = models.CharField(_("what it is"), max_length=120, help_text=_("For the office only."))
    state = models.CharField(_("state"), max_length=10, choices=LetterState.choices, default=LetterState.DRAFT)
    audience = models.CharField(_("for whom"), max_length=12, choices=Audience.choices, default=Audience.REGISTERED)
    forum = models.ForeignKey(
        Forum, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("forum")
    )
    # Empty: every round of the forum.
    round = models.PositiveSmallIntegerField(_("round"), null=True, blank=True)
    timing = models.CharField(_("when"), max_length=8, choices=Timing.choices, default=Timing.BEFORE)
    amount = models.PositiveSmallIntegerField(_("how many"), default=7)
    unit = models.CharField(_("days or hours"), max_length=5, choices=Unit.choices, default=Unit.DAYS)
    clock = models.TimeField(
        _("at what time"), default=time(9), help_text=_("For days. Hours are counted on the clock on the wall.")
    )
    moment_at = models.DateTimeField(_("moment"), null=True, blank=True)
    subject = TranslatedField(pgettext_lazy("mail", "subject"), max_length=150)
    text = TranslatedField(pgettext_lazy("mail", "text"), multiline=True, max_length=6000)
    turned_on_at = models.DateTimeField(_("turned on"), null=True, blank=True, editable=False)
    begun_at = models.DateTimeField(_("began to leave"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    # They stay when the copies have been deleted with the people who got them.
    sent_count = models.PositiveIntegerField(_("mails"), default=0, editable=False)
    left_out_count = models.PositiveIntegerField(_("left out"), default=0, editable=False)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["state"], condition=models.Q(state__in=["planned", "leaving"]), name="letters_to_leave"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "kind"], condition=~models.Q(kind=""), name="letters_usual_once"),
            models.CheckConstraint(
                condition=~models.Q(timing="moment") | models.Q(moment_at__isnull=False),
                name="letters_moment",
                violation_error_message=_("Please say when it leaves."),
            ),
            models.CheckConstraint(
                condition=models.Q(unit=Unit.DAYS.value, amount__lte=MOST_DAYS)
                | models.Q(unit=Unit.HOURS.value, amount__lte=MOST_HOURS),
                name="letters_amount",
                violation_error_message=_("At most 400 days or 240 hours, please."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["planned", "leaving", "sent"]) | models.Q(turned_on_at__isnull=False),
                name="letters_on_since",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LetterCopy(models.Model):
    """That a letter is for one registration. Made all at once when the letter begins to leave; without `queued_at` and
    `left_out` it is still to be written. The table is the queue; its constraint keeps anybody from getting two.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="copies", verbose_name=_("letter"))
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="letter_copies")
    queued_at = models.DateTimeField(_("put into the outbox"), null=True, blank=True)
    left_out = models.CharField(_("left out"), max_length=12, choices=LeftOut.choices, blank=True)

    class Meta:
        verbose_name = _("copy of a letter")
        verbose_name_plural = _("copies of letters")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["letter"], condition=models.Q(queued_at=None, left_out=""), name="letters_open"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "registration"], name="letters_nobody_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.registration_id}"
