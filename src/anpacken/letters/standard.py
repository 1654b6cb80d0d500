"""The letters that are usual around an event. They are drafts until the office turns them on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anpacken.core import languages
from anpacken.core.texts import TranslatedText
from anpacken.letters.choices import Audience, Timing

# The languages in which the catalogue has these words; all others are written by the office.
_WRITTEN = ("de", "en")


@dataclass(frozen=True, slots=True)
class Usual:
    """One of them. `days` are counted by `timing`."""

    kind: str
    title: Promise
    audience: Audience
    timing: Timing
    days: int
    subject: Promise
    text: Promise


LETTERS = (
    Usual(
        "reminder_week",
        _("Reminder a week before"),
        Audience.REGISTERED,
        Timing.BEFORE,
        7,
        _("In a week: {title}"),
        _(
            "Good day {name},\n\nin a week we see each other: {when}, {where}.\n\nYou cannot come after all? Please "
            "cancel by the link below, so that somebody else gets the seat."
        ),
    ),
    Usual(
        "reminder_day",
        _("Reminder the day before"),
        Audience.REGISTERED,
        Timing.BEFORE,
        1,
        _("Tomorrow: {title}"),
        _(
            "Good day {name},\n\ntomorrow is the day: {when}, {where}. Please have your ticket at hand, on paper or on "
            "the phone.\n\nWe look forward to seeing you."
        ),
    ),
    Usual(
        "thanks",
        _("Thanks to those who came"),
        Audience.CAME,
        Timing.AFTER,
        1,
        _("Thank you for coming: {title}"),
        _(
            "Good day {name},\n\nit was good to have you with us. Thank you for your time, your questions and your "
            "ideas.\n\nThe event's page will soon say what came of it."
        ),
    ),
    Usual(
        "missed",
        _("To those who did not come"),
        Audience.MISSED,
        Timing.AFTER,
        1,
        _("We missed you: {title}"),
        _(
            "Good day {name},\n\nyou were registered, and we missed you. We hope that all is well.\n\nThe event's page "
            "will soon say what came of it, and the next event is sure to come."
        ),
    ),
)


def in_languages(words: Promise) -> TranslatedText:
    """The words in every language of ours in which they are written."""
    said = TranslatedText()
    for code in languages.codes():
        if code.split("-")[0] in _WRITTEN:
            with translation.override(code):
                said = said.with_text(code, str(words))
    return said
