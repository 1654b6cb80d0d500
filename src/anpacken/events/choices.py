from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.transitions import Transitions


class EventFormat(models.TextChoices):
    CENTRAL_CONFERENCE = "central_conference", _("central conference")
    REGIONAL_DIALOGUE = "regional_dialogue", _("regional conference or dialogue")
    FOLLOW_UP = "follow_up", _("follow-up")
    EXPERT_MEETING = "expert_meeting", _("expert meeting")
    NETWORK_MEETING = "network_meeting", _("network meeting")
    ANNIVERSARY = "anniversary", _("anniversary")
    CULTURE_WORKSHOP = "culture_workshop", _("culture workshop")
    ACTION_DAY = "action_day", _("action day")
    FAIR_STAND = "fair_stand", _("stand at a public event")
    AWARD_CEREMONY = "award_ceremony", _("award ceremony")
    THANK_YOU = "thank_you", _("thank-you event")
    PARTNER_CONGRESS = "partner_congress", _("congress of a partner")


CONFERENCE_FORMATS = (
    EventFormat.CENTRAL_CONFERENCE,
    EventFormat.REGIONAL_DIALOGUE,
    EventFormat.FOLLOW_UP,
    EventFormat.EXPERT_MEETING,
)


class EventState(models.TextChoices):
    DRAFT = "draft", _("draft")
    ANNOUNCED = "announced", _("announced")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


EVENT_TRANSITIONS: Transitions[EventState] = Transitions(
    {
        EventState.DRAFT: [EventState.ANNOUNCED],
        EventState.ANNOUNCED: [EventState.HELD, EventState.CANCELLED, EventState.DRAFT],
        EventState.HELD: [EventState.ANNOUNCED],
    }
)


class EventWord(models.TextChoices):
    """How an event stands on a day, in one word: its state, and what comes of its seats and dates."""

    DRAFT = "draft", _("draft")
    ANNOUNCED = "announced", _("announced")
    OPEN = "open", _("open")
    FULL = "full", _("full")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")
    UNSAID = "unsaid", _("over, nothing said yet")
    HELD = "held", _("held")
    DOCUMENTED = "documented", _("documented")


class Access(models.TextChoices):
    """What makes it easier to take part, at the place or in the way the event is held."""

    STEP_FREE = "step_free", _("step-free access")
    TOILET = "toilet", _("accessible toilet")
    HEARING_LOOP = "hearing_loop", _("hearing loop")
    SIGN_LANGUAGE = "sign_language", _("sign language interpreters")
    CAPTIONS = "captions", _("spoken words as live text")
    EASY_LANGUAGE = "easy_language", _("easy language")
    GUIDANCE = "guidance", _("guidance for blind people")
    QUIET_ROOM = "quiet_room", _("quiet room")
    PRAYER_ROOM = "prayer_room", _("prayer room")
    CHILDCARE = "childcare", _("childcare")
    PARKING = "parking", _("parking for people with disabilities")
    TRANSPORT = "transport", _("bus or train nearby")


class PartnerRole(models.TextChoices):
    HOST = "host", _("host")
    COHOST = "cohost", _("co-host")
    ARTIST = "artist", _("artist")
    SUPPORTED_BY = "supported_by", _("supported by")


class ContributionKind(models.TextChoices):
    SPEECH = "speech", _("speech")
    KEYNOTE = "keynote", _("keynote")
    TALK = "talk", _("talk")
    PANEL = "panel", _("panel")
    MODERATION = "moderation", _("moderation")
    ARTIST = "artist", _("artist")


class RegistrationState(models.TextChoices):
    REQUESTED = "requested", _("asked for a seat")
    UNCONFIRMED = "unconfirmed", _("not confirmed yet")
    CONFIRMED = "confirmed", _("registered")
    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("seat offered")
    CANCELLED = "cancelled", _("cancelled")
    DECLINED = "declined", _("declined by the office")
    LAPSED = "lapsed", _("not taken in time")


REGISTRATION_TRANSITIONS: Transitions[RegistrationState] = Transitions(
    {
        RegistrationState.REQUESTED: [
            RegistrationState.CONFIRMED,
            RegistrationState.UNCONFIRMED,
            RegistrationState.WAITING,
            RegistrationState.DECLINED,
            RegistrationState.CANCELLED,
        ],
        RegistrationState.UNCONFIRMED: [
            RegistrationState.CONFIRMED,
            RegistrationState.LAPSED,
            RegistrationState.CANCELLED,
        ],
        RegistrationState.CONFIRMED: [RegistrationState.CANCELLED],
        RegistrationState.WAITING: [RegistrationState.OFFERED, RegistrationState.CANCELLED],
        RegistrationState.OFFERED: [RegistrationState.CONFIRMED, RegistrationState.LAPSED, RegistrationState.CANCELLED],
    }
)


class Occasion(models.TextChoices):
    """The mails about a registration that leave by themselves, called like their templates in `events/mail`."""

    TICKET = "ticket", _("registered")
    WAITING = "waiting", _("on the waiting list")
    REQUESTED = "requested", _("asked for a seat")
    UNCONFIRMED = "unconfirmed", _("to be confirmed")
    OFFER = "offer", _("a seat is held")
    LAPSED = "lapsed", _("the held seat has gone on")
    DECLINED = "declined", _("declined by the office")
    CHANGED = "changed", _("registration changed")
    CANCELLED = "cancelled", _("your registration cancelled")
    EVENT_CANCELLED = "event_cancelled", _("event cancelled")


# What one registration may bring along, whatever an event allows.
MAX_COMPANIONS = 9
MAX_CHILDREN = 9
# The largest group of one organisation: no more than can be let in at the door at once.
MAX_GROUP = 50

# Holds seats until a moment, unless the person acts.
HELD_UNTIL = (RegistrationState.OFFERED, RegistrationState.UNCONFIRMED)
HOLDS_SEATS = (RegistrationState.CONFIRMED, *HELD_UNTIL)
ACTIVE = (*HOLDS_SEATS, RegistrationState.WAITING, RegistrationState.REQUESTED)
