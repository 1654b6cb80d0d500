"""One event with everything that its page shows."""

from __future__ import annotations

from django.db.models import Prefetch

from anpacken.events.models import Event, EventPartner, Registration, Series


def public_event(public_id: str) -> Event:
    """The event for its public page. Raises `Event.DoesNotExist` for drafts and unknown ids."""
    return (
        Event.objects.public()
        .select_related("series", "region", "municipality", "follows", "picture")
        .prefetch_related(
            "days",
            "themes",
            "contributions",
            "forums",
            Prefetch("partners", EventPartner.objects.select_related("organisation")),
            Prefetch("followed_by", Event.objects.public().order_by("starts_on", "pk")),
        )
        .get(public_id=public_id)
    )


def event_to_register_for(public_id: str) -> Event:
    """The same without what a form does not show. Raises `Event.DoesNotExist` likewise."""
    return Event.objects.public().select_related("municipality").get(public_id=public_id)


def public_series(public_id: str) -> Series:
    """Raises `Series.DoesNotExist`."""
    return Series.objects.get(public_id=public_id)


def registration(public_id: str) -> Registration:
    """A registration with its event. Raises `Registration.DoesNotExist` when it has been deleted."""
    return Registration.objects.select_related("event__municipality").get(public_id=public_id)
