"""What the documentation of an event refuses, in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class EventNotHeld(Refusal):
    code = "documentation_event_not_held"
    sentence = _("The event is not marked as held. Please do that first; what you have written is kept.")


class NothingToShow(Refusal):
    code = "documentation_empty"
    sentence = _("There is nothing to show yet. Please write at least what came of the event.")


class NotFitToShow(Refusal):
    code = "documentation_not_fit"
    sentence = _("Something is still missing, so it cannot be published: %(first)s The list below names everything.")


class ChangedMeanwhile(Refusal):
    code = "documentation_changed_meanwhile"
    sentence = _(
        "Somebody else has saved this documentation in the meantime. Please open the page in a second tab, take over "
        "what is missing there, and save that one."
    )


class DemandIsHandedOn(Refusal):
    code = "demand_handed_on"
    sentence = _(
        "A demand that has been handed on is being followed up: it is neither reworded nor removed. Take it back first "
        "if it is wrong."
    )


class ForumOfOtherEvent(Refusal):
    code = "demand_forum_of_other_event"
    sentence = _("The forum of a demand belongs to another event. Please choose one of this event.")
