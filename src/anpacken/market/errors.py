"""What the market refuses, each in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class NoCall(Refusal):
    code = "no_call_for_stands"
    sentence = _("This event has no market of opportunities.")


class CallNotYetOpen(Refusal):
    code = "call_not_yet_open"
    sentence = _("Applications are taken from %(opens)s on. Please come back then.")


class CallClosed(Refusal):
    code = "call_closed"
    sentence = _(
        "The deadline was %(closes)s, so this can no longer be sent. Please write to the office if it is important."
    )


class MarketOver(Refusal):
    code = "market_over"
    sentence = _("The event has begun or is over, or it was cancelled. Nothing can be changed any more.")


class AlreadyWithdrawn(Refusal):
    code = "already_withdrawn"
    sentence = _("This application was withdrawn in the meantime. Reload the page to see how it stands now.")


class SameProjectTwice(Refusal):
    code = "same_project_twice"
    field = "title"
    sentence = _("You have applied with a project of this name already. Please give this one another name.")


class CallReversed(Refusal):
    code = "call_reversed"
    field = "closes_at"
    sentence = _("The deadline lies before the opening. Please check both.")


class FewerThanAccepted(Refusal):
    code = "fewer_than_accepted"
    field = "most_stands"
    sentence = _(
        "%(accepted)d applications have been accepted, so there cannot be only %(most)d stands. Nobody is thrown out: "
        "enter at least %(accepted)d, or put some on the waiting list first."
    )


class AllStandsGiven(Refusal):
    code = "all_stands_given"
    sentence = _(
        "All %(most)d stands are given away. Put this application on the waiting list, or raise the number in the call."
    )


class NobodyWaits(Refusal):
    code = "nobody_waits"
    sentence = _("Nobody is on the waiting list.")


class StandTaken(Refusal):
    code = "stand_taken"
    sentence = _("Stand %(number)d was given to “%(name)s” in the meantime. Nothing has changed; please look again.")


class NotAccepted(Refusal):
    code = "not_accepted"
    sentence = _("“%(name)s” is not accepted, so it cannot have a stand. Accept it first.")


class StandInUse(Refusal):
    code = "stand_in_use"
    sentence = _("“%(name)s” is at stand %(number)d. Give it another stand first.")


class NumberTaken(Refusal):
    code = "number_taken"
    sentence = _("There is a stand %(number)d already. Please choose another number.")


class TooManyStands(Refusal):
    code = "too_many_stands"
    field = "count"
    sentence = _("One plan holds at most %(most)d stands.")


class OtherEvent(Refusal):
    code = "other_event"
    field = "call"
    sentence = _("An application stays with the event it was made for.")


class ReasonMissing(Refusal):
    code = "reason_missing"
    field = "reason"
    sentence = _("Please write why, in a kind sentence: the applicant reads it.")


class NobodyToTell(Refusal):
    code = "nobody_to_tell"
    sentence = _("Everybody has been told how their application stands.")


class NotHeldYet(Refusal):
    code = "market_not_held_yet"
    sentence = _("The event is not marked as held yet. Do that first; then the number can be taken over.")


class ProjectLinked(Refusal):
    code = "project_linked"
    sentence = _("This application is linked to a project already.")
