"""What is refused about places in forums, each in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class SlotFull(Refusal):
    code = "slot_full"
    sentence = _("“%(forum)s” is full in round %(round)d. Please choose another forum or its waiting list.")


class NotOneOfTheRound(Refusal):
    code = "not_one_of_the_round"
    sentence = _("This forum is not held in that round. Please choose from the list.")


class SameForumTwice(Refusal):
    code = "same_forum_twice"
    sentence = _("You named the same forum twice. Please choose different ones.")


class TimesOverlap(Refusal):
    code = "times_overlap"
    sentence = _("“%(one)s” and “%(other)s” are at the same time. Please choose different ones.")


class ChoiceClosed(Refusal):
    code = "choice_closed"
    sentence = _("The choice of forums is closed. Please ask the office if you need another one.")


class NoSeat(Refusal):
    code = "no_seat"
    sentence = _("Only who is registered for the event can take a place in a forum.")


class AlreadyDrawn(Refusal):
    code = "already_drawn"
    sentence = _("The places have been drawn. Move people by hand, or take the draw back first.")


class NotDrawnYet(Refusal):
    code = "not_drawn_yet"
    sentence = _("The places have not been drawn yet.")


class NothingToDraw(Refusal):
    code = "nothing_to_draw"
    sentence = _("Nobody has named a wish yet, or the event has no forums in rounds.")


class TooLateToTakeBack(Refusal):
    code = "too_late_to_take_back"
    sentence = _("Everybody has been told, so the draw stands. Move people by hand.")
