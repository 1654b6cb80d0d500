"""What an event says in its own words in the mails about registrations."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anpacken.core.texts import TranslatedField
from anpacken.events.choices import Occasion
from anpacken.events.models.programme import Event


class EventText(models.Model):
    """The words of one kind of mail about one event. What is blank, in any language, is said in the standard words.

    They stand in the place of the mail's first paragraphs; day, place, links and hints stay below. Places to fill in
    are named in `own_words`.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="texts", verbose_name=_("event"))
    occasion = models.CharField(_("occasion"), max_length=20, choices=Occasion.choices)
    subject = TranslatedField(pgettext_lazy("mail", "subject"), max_length=150, blank=True)
    text = TranslatedField(pgettext_lazy("mail", "text"), multiline=True, max_length=4000, blank=True)

    class Meta:
        verbose_name = _("words of a mail")
        verbose_name_plural = _("words of mails")
        ordering: ClassVar = ["event", "occasion"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "occasion"], name="events_text_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_occasion_display())
