"""What the events room refuses, each in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class NotAnnounced(Refusal):
    code = "event_not_announced"
    sentence = _("This event is not announced, so nobody can register yet.")


class EventCancelled(Refusal):
    code = "event_cancelled"
    sentence = _("This event has been cancelled. Please look at the other events.")


class EventOver(Refusal):
    code = "event_over"
    sentence = _("This event has begun or is over. Registrations can no longer be changed.")


class RegistrationElsewhere(Refusal):
    code = "registration_elsewhere"
    sentence = _("This event takes no registrations here. Its page says where to turn to.")


class NotYetOpen(Refusal):
    code = "registration_not_yet_open"
    sentence = _("Registration opens on %(opens)s. Please come back then.")


class RegistrationClosed(Refusal):
    code = "registration_closed"
    sentence = _("Registration has closed. Please ask the office whether there is still a way.")


class TooManyCompanions(Refusal):
    code = "too_many_companions"
    field = "companions"
    sentence = _("At most %(limit)d companions can come along. Please register the others on their own.")


class TooManyChildren(Refusal):
    code = "too_many_children"
    field = "children"
    sentence = _("At most %(limit)d children can come along. Please ask the office if there are more.")


class GroupTooLarge(Refusal):
    code = "group_too_large"
    field = "seats"
    sentence = _("A group here has at most %(limit)d people. Please ask the office if you are more.")


class NoGroups(Refusal):
    code = "no_groups"
    sentence = _("This event takes no groups. Please register people on their own.")


class MoreNamesThanSeats(Refusal):
    code = "more_names_than_seats"
    field = "members"
    sentence = _("You have entered %(names)d names beside your own for %(seats)d seats. Please make the numbers fit.")


class GroupLargerThanEvent(Refusal):
    code = "group_larger_than_event"
    field = "companions"
    sentence = _("The event has %(capacity)d seats in all. Please register fewer people.")


class AddressUnusable(Refusal):
    code = "address_unusable"
    field = "email"
    sentence = _("This is no complete mail address. Please check it.")


class CapacityBelowTaken(Refusal):
    code = "capacity_below_taken"
    field = "capacity"
    sentence = _(
        "%(taken)d seats are taken or held by an offer, so the event cannot have only %(capacity)d. Nobody is thrown "
        "out: enter at least %(taken)d, or cancel registrations first."
    )


class NoOffer(Refusal):
    code = "no_offer"
    sentence = _("No seat is on offer for this registration. It stands as this page says.")


class OfferLapsed(Refusal):
    code = "offer_lapsed"
    sentence = _("The time to take this seat is over, and it goes to the next in the queue. You can register again.")


class AlreadyCancelled(Refusal):
    code = "already_cancelled"
    sentence = _("This registration is already cancelled. You can register again as long as registration is open.")


class NoMoreSeats(Refusal):
    code = "no_more_seats"
    field = "companions"
    sentence = _(
        "The additional seats are not free, or others wait for them. Your registration stands as before; with fewer "
        "people it can always be changed."
    )


class NothingToConfirm(Refusal):
    code = "nothing_to_confirm"
    sentence = _("There is nothing to confirm for this registration. It stands as this page says.")


class ConfirmationLapsed(Refusal):
    code = "confirmation_lapsed"
    sentence = _("The time to confirm is over, and the seat goes to others. You can register again.")


class RequestDecided(Refusal):
    code = "request_decided"
    sentence = _("This request has been decided or withdrawn in the meantime. Nothing has changed.")


class ChangedMeanwhile(Refusal):
    code = "changed_meanwhile"
    sentence = _(
        "How one registers for this event has changed while you filled in the form. Nothing is lost: please look at it "
        "once more and send it again."
    )


class RegistrationsStand(Refusal):
    code = "registrations_stand"
    sentence = _("%(count)d people have registered or wait. Cancel the event instead: everybody is then told by mail.")


class NotYetHeld(Refusal):
    code = "not_yet_held"
    sentence = _("The first day has not come yet. Mark the event as held once it has taken place.")


class DateMissing(Refusal):
    code = "date_missing"
    field = "starts_on"
    sentence = _("Please enter the first day.")


class DatesReversed(Refusal):
    code = "dates_reversed"
    field = "ends_on"
    sentence = _("The last day lies before the first. Please check both.")


class WindowReversed(Refusal):
    code = "window_reversed"
    field = "registration_closes_at"
    sentence = _("Registration closes before it opens. Please check both.")


class ReachIsNotParticipants(Refusal):
    code = "reach_is_not_participants"
    field = "participants"
    sentence = _(
        "Visitors of somebody else's fair are reach, not participants. Enter them under “visitors of the fair”."
    )


class TwoWaysToRegister(Refusal):
    code = "two_ways_to_register"
    field = "registration_url"
    sentence = _("People register either on this site or elsewhere. Please decide for one.")


class ForumInProgramme(Refusal):
    code = "forum_in_programme"
    sentence = _(
        "A workshop forum that you removed has slots in the programme. Take them out of the programme first; "
        "nothing was saved."
    )


class FactUnknown(Refusal):
    code = "fact_unknown"
    sentence = _(
        "The event “%(event)s” names the %(kind)s “%(name)s”, which does not exist. Please check the spelling."
    )


class OnlyAfterwards(Refusal):
    code = "event_not_held_yet"
    sentence = _("This event is not marked as held, so who was there cannot be taken over yet.")


class UnknownPlace(Refusal):
    """`field` among its facts is `subject` or `text`."""

    code = "unknown_place"
    sentence = _("Nothing fills “%(place)s”. Here these can be filled in: %(known)s.")


class NoTicket(Refusal):
    code = "no_ticket"
    sentence = _("There is a ticket only for a registration that holds a seat. Its page says how it stands.")


class DayUnknown(Refusal):
    code = "day_unknown"
    sentence = _("The day of this event is not fixed yet, so there is no entry for the calendar.")


class ByInvitation(Refusal):
    code = "by_invitation"
    sentence = _("This event is by invitation only. Please register by the personal link in your invitation.")
