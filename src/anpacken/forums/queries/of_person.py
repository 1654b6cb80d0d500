"""What somebody wished for and got in the forums of the events that they are registered for."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from anpacken.events.models import Registration
from anpacken.events.queries.of_person import registrations_of
from anpacken.forums.models import Place, Wish
from anpacken.people.chapters import Held, Subject
from anpacken.people.queries.holdings import columns

NAME = "forums"


def with_choices(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    """Those of the registrations that wish for something or have something in forums."""
    of_it = {"registration": OuterRef("pk")}
    return registrations.filter(Exists(Wish.objects.filter(**of_it)) | Exists(Place.objects.filter(**of_it)))


def held(subject: Subject) -> list[Held]:
    """Every wish and every place or turn on a waiting list, event by event."""
    told: list[Held] = []
    for registration in registrations_of(subject).prefetch_related(
        "forum_wishes__item__forum", "forum_places__item__forum"
    ):
        event = {_("Event"): str(registration.event.title)}
        told += [
            {**event, _("Forum"): str(wish.item.forum), **columns(wish, "round", "rank")}
            for wish in registration.forum_wishes.all()
        ]
        told += [
            {
                **event,
                _("Forum"): str(place.item.forum),
                **columns(place, "round", "state", "reason", "heads", "since_at"),
            }
            for place in registration.forum_places.all()
        ]
    return told
