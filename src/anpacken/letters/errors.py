"""What the room refuses, each in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class LetterNotDraft(Refusal):
    code = "letter_not_draft"
    sentence = _("Only a draft can be changed or removed. Turn the letter off first.")


class MomentPast(Refusal):
    code = "letter_moment_past"
    sentence = _(
        "The letter would have left on %(moment)s, and that is past. Nothing was sent. Choose another moment, or "
        "“as soon as it is turned on”."
    )


class EventHasBegun(Refusal):
    code = "letter_event_has_begun"
    sentence = _("The event has begun, so a letter for before it is too late. Choose another moment.")


class EventNotOn(Refusal):
    code = "letter_event_not_on"
    sentence = _("This event is not announced or has been cancelled, so no letter about it is turned on.")


class ForumGone(Refusal):
    code = "letter_forum_gone"
    field = "to"
    sentence = _("The forum of this letter is no longer there. Choose whom it is for.")


class NothingToLayOut(Refusal):
    code = "letters_laid_out"
    sentence = _("Every usual letter is there already.")


class NothingToSay(Refusal):
    code = "letter_blank"
    field = "text"
    sentence = _("A letter needs a subject and a text.")
