"""What an event asks, and what each registration answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField, TranslatedText
from anpacken.events.models import Event, Registration
from anpacken.questions.choices import Kind, When


class Question(models.Model):
    """One question of one event.

    `key` is the name of its field in forms and of its column in files; it never changes. `options` are
    `{"key": …, "label": <stored translated text>}` in their order; a key never changes either, so that answers stay
    right when words do. `shown_for` are the answers to `shown_if` for which this question is asked.
    """

    public_id = PublicIdField()
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions", verbose_name=_("event"))
    key = models.SlugField(max_length=40, editable=False)
    wording = TranslatedField(_("question"), max_length=300)
    help = TranslatedField(
        _("explanation"), max_length=500, blank=True, help_text=_("What one should know to answer it, and what for.")
    )
    kind = models.CharField(_("kind of answer"), max_length=12, choices=Kind.choices, default=Kind.TEXT)
    options = models.JSONField(_("options"), default=list, blank=True)
    required = models.BooleanField(_("has to be answered"), default=False)
    is_sensitive = models.BooleanField(
        _("sensitive"),
        default=False,
        help_text=_(
            "Only the office sees the answers, and they are deleted first: health, belief, what somebody needs."
        ),
    )
    when = models.CharField(_("when it is asked"), max_length=12, choices=When.choices, default=When.REGISTRATION)
    shown_if = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dependents",
        verbose_name=_("asked depending on"),
    )
    shown_for = models.JSONField(_("for these answers"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "key"], name="questions_key_once"),
            models.CheckConstraint(
                condition=models.Q(shown_if=None) | ~models.Q(shown_if=models.F("id")), name="questions_not_on_itself"
            ),
        ]

    def __str__(self) -> str:
        return str(self.wording)

    def choices(self) -> list[tuple[str, str]]:
        """The options as key and words in the active language."""
        return [(one["key"], TranslatedText.of(one["label"]).text()) for one in self.options]


class Answer(models.Model):
    """What one registration says to one question.

    `value` is text, a number, true or false, an option's key or a list of keys, by the question's kind; null when it
    was seen and left open.
    """

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="answers", verbose_name=_("registration")
    )
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers", verbose_name=_("question"))
    value = models.JSONField(_("answer"), null=True)
    answered_at = models.DateTimeField(_("answered"), default=clock.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "question"], name="questions_one_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.question_id}"


class Request(models.Model):
    """Somebody was asked by mail to answer, last at `asked_at`."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="asked_to_answer", verbose_name=_("registration")
    )
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    times = models.PositiveSmallIntegerField(_("how often"), default=1)

    class Meta:
        verbose_name = _("request to answer")
        verbose_name_plural = _("requests to answer")

    def __str__(self) -> str:
        return str(self.registration_id)
