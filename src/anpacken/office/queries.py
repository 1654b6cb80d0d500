"""What the office's home page shows: what is due, what waits, what failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django_tasks_db.models import DBTaskResult

from anpacken.accounts import rules
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.events.choices import EventState, RegistrationState
from anpacken.events.models import Event
from anpacken.events.queries.reach import EVENT_PATHS
from anpacken.jobs.models import Schedule
from anpacken.mail.choices import MailState
from anpacken.mail.models import OutgoingMail
from anpacken.people.choices import SignUpState
from anpacken.people.models import SignUp
from anpacken.planning import queries as planning


@dataclass(frozen=True, slots=True)
class Standing:
    """How the work stands for one person, limited to what this person may see."""

    events: list[Event]
    tasks: list[planning.Line]
    pending_sign_ups: int | None
    failed_mails: int | None
    failed_jobs: int | None
    entries: list[Entry]


def standing(user: Any) -> Standing:
    may = user.has_perm
    return Standing(
        events=_next_events(user) if may("events.view_event") else [],
        tasks=planning.urgent(user, on=clock.today()) if may(planning.VIEW) else [],
        pending_sign_ups=SignUp.objects.filter(state=SignUpState.PENDING).count()
        if may("people.view_signup") and rules.regions_of(user, "people.view_signup") is None
        else None,
        failed_mails=OutgoingMail.objects.filter(state=MailState.FAILED).count()
        if may("mail.view_outgoingmail")
        else None,
        failed_jobs=_failed_jobs() if may("jobs.view_schedule") else None,
        entries=list(Entry.objects.exclude(action__startswith="user.sign")[:8]) if may("audit.view_entry") else [],
    )


def _next_events(user: Any) -> list[Event]:
    events = Event.objects.filter(state=EventState.ANNOUNCED, starts_on__gte=clock.today())
    events = rules.limited(events, user, "events.view_event", EVENT_PATHS)
    counted = events.annotate(
        confirmed=Count("registrations", filter=Q(registrations__state=RegistrationState.CONFIRMED)),
        waiting=Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING)),
        offered=Count("registrations", filter=Q(registrations__state=RegistrationState.OFFERED)),
    )
    return list(counted.select_related("municipality").order_by("starts_on", "pk")[:6])


def _failed_jobs() -> int:
    return DBTaskResult.objects.failed().count() + Schedule.objects.filter(failure_count__gt=0).count()
