"""The mails about applications: which one, with what in it. The words stand in `templates/market/mail`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format

from anpacken.core.actors import Actor
from anpacken.events import wording
from anpacken.mail.actions import outbox
from anpacken.market import links
from anpacken.market.choices import ApplicationState
from anpacken.market.models import Application

RECEIVED_PER_HOUR = 5
KNOWN_PER_HOUR = 3


def received(application: Application, *, by: Actor, at: datetime) -> None:
    """The application is there, with the link to see it. Raises `TooManyMails` beyond five an hour."""
    _queue("received", application, by=by, at=at, limit_per_hour=RECEIVED_PER_HOUR)


def known(applications: Sequence[Application], *, by: Actor, at: datetime) -> None:
    """Somebody applied again with an address that has applied: what there is, and the links."""
    first = applications[0]
    there = [{"title": str(one), "url": links.manage_url(one)} for one in applications]
    _queue("known", first, by=by, at=at, limit_per_hour=KNOWN_PER_HOUR, there=there)


def withdrawn(application: Application, *, by: Actor, at: datetime) -> None:
    _queue("withdrawn", application, by=by, at=at)


def decided(application: Application, *, by: Actor, at: datetime) -> None:
    """Accepted, declined with its reason, or on the waiting list."""
    template, more = decision(application)
    _queue(template, application, by=by, at=at, priority=4, **more)


def called_off(application: Application, *, by: Actor, at: datetime) -> None:
    _queue("called_off", application, by=by, at=at, priority=8)


def decision(application: Application) -> tuple[str, dict[str, Any]]:
    """The template of a decision mail, and what it says beside the facts."""
    stand = getattr(application, "stand", None)
    number = stand.number if stand is not None and application.state == ApplicationState.ACCEPTED else None
    return application.state, {"stand_number": number or "", "reason": application.reason}


def context(application: Application, **more: Any) -> dict[str, Any]:
    """What all mails about one application say."""
    call, language = application.call, application.language
    with translation.override(language):
        return {
            "title": call.event.title.text(language),
            "when": wording.when(call.event, list(call.event.days.all())),
            "where": wording.where(call.event),
            "organisation": application.organisation_name,
            "project": application.title,
            "tables": application.tables,
            "needs_power": application.needs_power,
            "closes": date_format(timezone.localtime(call.closes_at), "DATETIME_FORMAT"),
            "manage_url": links.manage_url(application),
            "market_url": links.market_url(call, language),
            **more,
        }


def _queue(
    name: str,
    application: Application,
    *,
    by: Actor,
    at: datetime,
    priority: int = 5,
    limit_per_hour: int | None = None,
    **more: Any,
) -> None:
    if not application.email:  # Erased: nobody is there to write to.
        return
    outbox.queue(
        template=f"market/mail/{name}.html",
        to_email=application.email,
        to_name=application.contact_name,
        language=application.language,
        context=context(application, **more),
        related=application,
        priority=priority,
        limit_per_hour=limit_per_hour,
        by=by,
        at=at,
    )
