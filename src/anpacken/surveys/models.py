"""What is asked after an event, who was asked, and what was answered, without a way from one to the other."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField
from anpacken.events.models import Event, Registration
from anpacken.surveys.choices import MOST_DAYS, MOST_HOURS, Audience, Kind

_KEYS = 2**52


class Survey(models.Model):
    """What those are asked who came to an event, or those who did not, with the mail that brings it.

    Draft until `opened_at`, open until `closes_at`. `sent_at` and `reminded_at` say that the last mail of that kind is
    in the outbox. `answered_count` people answered; `answered` has them by the language of the page:
    `{"de": 41, "uk": 7}`.
    """

    public_id = PublicIdField()
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="surveys", verbose_name=_("event"))
    audience = models.CharField(_("who is asked"), max_length=8, choices=Audience.choices)
    letter = TranslatedField(
        _("text of the mail"),
        multiline=True,
        max_length=2000,
        help_text=_("The greeting, the links and how long there is time are added by themselves."),
    )
    intro = TranslatedField(_("text above the questions"), multiline=True, max_length=1000, blank=True)
    send_after_hours = models.PositiveSmallIntegerField(
        _("leaves by itself, hours after the end"),
        null=True,
        blank=True,
        help_text=_("Empty: it leaves when somebody presses the button."),
    )
    open_days = models.PositiveSmallIntegerField(_("open for how many days"), default=21)
    remind_after_days = models.PositiveSmallIntegerField(
        _("one reminder, days after the first mail"),
        null=True,
        blank=True,
        default=7,
        help_text=_("Only for those who have not answered. Empty: no reminder."),
    )
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    sent_at = models.DateTimeField(_("everybody written to"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("everybody reminded"), null=True, blank=True)
    invited_count = models.PositiveIntegerField(_("written to"), default=0)
    answered_count = models.PositiveIntegerField(_("answered"), default=0)
    answered = models.JSONField(_("answered, by language"), default=dict)
    # How many had answered when the answers were last stirred.
    stirred_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering: ClassVar = ["event", "audience"]
        indexes: ClassVar = [models.Index(fields=["closes_at"], name="surveys_closing")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "audience"], name="surveys_one_per_audience"),
            models.CheckConstraint(
                condition=models.Q(opened_at=None, closes_at=None, sent_at=None, reminded_at=None)
                | models.Q(opened_at__isnull=False, closes_at__isnull=False),
                name="surveys_open_has_end",
            ),
            models.CheckConstraint(
                condition=models.Q(open_days__gte=1, open_days__lte=MOST_DAYS), name="surveys_days_open"
            ),
            models.CheckConstraint(
                condition=models.Q(send_after_hours=None) | models.Q(send_after_hours__lte=MOST_HOURS),
                name="surveys_hours_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.get_audience_display()}"


class Question(models.Model):
    """One question. `options` are lines, one answer each, in the same order in every language; an answer is kept by
    its number. `lowest` and `highest` say what the ends of a scale mean."""

    public_id = PublicIdField()
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions", verbose_name=_("survey"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("how it is answered"), max_length=8, choices=Kind.choices, default=Kind.SCALE)
    text = TranslatedField(_("question"), max_length=300)
    lowest = TranslatedField(_("what 1 means"), max_length=60, blank=True)
    highest = TranslatedField(_("what 5 means"), max_length=60, blank=True)
    options = TranslatedField(
        _("answers, one a line"),
        multiline=True,
        max_length=1500,
        blank=True,
        help_text=_("In the same order in every language."),
    )

    class Meta:
        verbose_name = _("question of a survey")
        verbose_name_plural = _("questions of a survey")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.text)


class SurveyInvitation(models.Model):
    """Somebody was asked. That they answered stands here, what they answered does not, nor when."""

    public_id = PublicIdField()
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("survey"))
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="survey_invitations", verbose_name=_("registration")
    )
    invited_at = models.DateTimeField(_("written to on"))
    reminded_at = models.DateTimeField(_("reminded on"), null=True, blank=True)
    is_answered = models.BooleanField(_("has answered"), default=False)

    class Meta:
        verbose_name = _("invitation to a survey")
        verbose_name_plural = _("invitations to surveys")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "registration"], name="surveys_invited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.registration_id}"


def random_key() -> int:
    """A key that says nothing about when a row was written."""
    return secrets.randbelow(_KEYS) + 1


class Answer(models.Model):
    """One answer to one question: a step, an option, yes or no by number, or a text. Of several options each has a row.

    Nothing leads from here to a person, nor to what the same person answered elsewhere in the survey: no reference, no
    moment, and a key drawn by lot. See `actions.answering`.
    """

    id = models.BigAutoField(primary_key=True)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers", verbose_name=_("question"))
    language = models.CharField(_("language"), max_length=20)
    number = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    text = models.TextField(_("in own words"), blank=True)

    class Meta:
        verbose_name = _("answer to a survey")
        verbose_name_plural = _("answers to surveys")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(number=None) ^ models.Q(text=""), name="surveys_number_or_text"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.number or '…'}"
