"""What events know about one person or organisation, found by the record and by its mail addresses."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.core import clock
from anpacken.events import rules, wording
from anpacken.events.choices import ACTIVE, EventState, RegistrationState
from anpacken.events.models import Registration
from anpacken.people.chapters import Held, Moment, Subject
from anpacken.people.models import Person
from anpacken.people.queries.holdings import columns
from anpacken.people.queries.identities import Identity, identity

NAME = "registrations"
# Nobody has registered for so many events that they could not be told one by one.
MOST = 1000


def registrations_of(subject: Subject, who: Identity | None = None) -> QuerySet[Registration]:
    """All registrations of somebody, the newest first."""
    who = who or identity(subject)
    wanted = Q(email_key__in=who.addresses)
    if isinstance(subject, Person):
        wanted |= Q(person__in=who.pks)
    return Registration.objects.filter(wanted).select_related("event__municipality").order_by("-registered_at", "-pk")


HELD = (
    "event",
    "state",
    "name",
    "email",
    "organisation_name",
    "support_needs",
    "companions",
    "children",
    "language",
    "registered_at",
    "offered_until",
    "ended_at",
)


def held(subject: Subject) -> list[Held]:
    """Every registration with all that was entered."""
    return [_held(registration) for registration in registrations_of(subject).prefetch_related("members")]


def _held(registration: Registration) -> Held:
    told = columns(registration, *HELD)
    if registration.is_group:
        told[_("Members of the group")] = registration.member_names
    return told


def moments(subject: Subject, *, before: datetime | None, most: int) -> list[Moment]:
    """Registered, ended, and the event itself for whoever had a seat when it was held."""
    told: list[Moment] = []
    for registration in registrations_of(subject).defer("support_needs")[:MOST]:
        told += _moments(registration)
    now = clock.now()
    wanted = [one for one in told if (one.at < before if before else one.at <= now)]
    return sorted(wanted, key=lambda one: one.at, reverse=True)[:most]


def _moments(registration: Registration) -> list[Moment]:
    event = registration.event
    words = {"event": str(event.title)}
    url = reverse("registrations:inspect", args=[registration.pk])
    seats = _("Seats: %(seats)s") % {"seats": registration.seats} if registration.seats > 1 else ""
    told = [Moment(registration.registered_at, NAME, _("Registered: %(event)s") % words, seats, url)]
    if registration.ended_at and registration.state == RegistrationState.LAPSED:
        told.append(Moment(registration.ended_at, NAME, _("Not taken in time: %(event)s") % words, "", url))
    elif registration.ended_at:
        told.append(Moment(registration.ended_at, NAME, _("Registration ended: %(event)s") % words, "", url))
    begin = rules.begins(event)
    if registration.state == RegistrationState.CONFIRMED and event.state == EventState.HELD and begin:
        title = _("Event held, with a seat: %(event)s") % words
        told.append(Moment(begin, NAME, title, wording.where(event), url))
    return told


def to_come(subject: Subject, *, at: datetime) -> list[Registration]:
    """Live registrations for events that have not begun, the nearest first."""
    live = registrations_of(subject).filter(state__in=ACTIVE, event__state=EventState.ANNOUNCED)
    wanted = [one for one in live[:MOST] if not rules.has_begun(one.event, at=at)]
    return sorted(wanted, key=lambda one: (one.event.starts_on is None, one.event.starts_on, one.pk))
