"""What the programme room refuses, each in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class EndsBeforeItBegins(Refusal):
    code = "ends_before_it_begins"
    field = "ends_at"
    sentence = _("It ends before it begins. Please check both times.")


class TitleMissing(Refusal):
    code = "title_missing"
    field = "title"
    sentence = _("Please give it a title. Only the slot of a forum can do without one.")


class NoWholeSlot(Refusal):
    code = "no_whole_slot"
    field = "round"
    sentence = _("A slot is a forum in a round: please choose both, or neither.")


class NoSuchRound(Refusal):
    code = "no_such_round"
    field = "round"
    sentence = _("This forum is held in %(rounds)d rounds. Choose one of them, or add a round in the event's form.")


class SlotTwice(Refusal):
    code = "slot_twice"
    field = "round"
    sentence = _("This forum has a slot in that round already. Change that one, or choose another round.")


class OfAnotherEvent(Refusal):
    code = "of_another_event"
    sentence = _("Room, forum or person belong to another event. Reload the page and choose again.")


class PlacesBelowTaken(Refusal):
    code = "places_below_taken"
    field = "capacity"
    sentence = _(
        "%(taken)d places are taken, so there cannot be only %(places)d. Nobody is thrown out: choose a larger room or "
        "more places, or move people first."
    )


class PlacesStand(Refusal):
    code = "places_stand"
    sentence = _("%(taken)d people have a place in this slot. Move them to other slots first; then this can be done.")


class RoomInUse(Refusal):
    code = "room_in_use"
    sentence = _("%(count)d items of the programme are in this room. Move them to another room first.")


class RoomNameTaken(Refusal):
    code = "room_name_taken"
    field = "name"
    sentence = _("Another room of this event has that name. Please choose one that tells them apart.")


class ChangedMeanwhile(Refusal):
    code = "changed_meanwhile"
    sentence = _(
        "Somebody has changed this in the meantime; nothing of yours was saved. Look at it anew and try again."
    )


class NoRounds(Refusal):
    code = "no_rounds"
    sentence = _("This event has no workshop forums. Enter them in the event's form first.")


class RoundsOverlap(Refusal):
    code = "rounds_overlap"
    sentence = _("Rounds %(first)d and %(second)d overlap, so nobody could take part in both. Please check the times.")


class ProgrammeEmpty(Refusal):
    code = "programme_empty"
    sentence = _("There is nothing in the programme yet. Enter the first item, then release it.")


class NothingChanged(Refusal):
    code = "nothing_changed"
    sentence = _("Nothing has changed since version %(number)d, so there is nothing to release.")


class DraftChanged(Refusal):
    code = "draft_changed"
    sentence = _("The draft has changed since you looked at it. Please look at the changes again, then release.")


class ConflictsStand(Refusal):
    code = "conflicts_stand"
    field = "in_spite"
    sentence = _("The draft has %(count)d conflicts. Solve them, or tick that you release it in spite of them.")
