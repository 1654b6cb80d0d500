"""What the market knows about one person or organisation, found by the record and by its mail addresses."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.core import clock
from anpacken.market import rules
from anpacken.market.choices import STANDING
from anpacken.market.models import Application
from anpacken.people.chapters import Held, Moment, Subject
from anpacken.people.models import Organisation
from anpacken.people.queries.holdings import columns
from anpacken.people.queries.identities import identity

NAME = "stands"
MOST = 1000

HELD = (
    "call",
    "state",
    "organisation_name",
    "title",
    "shows",
    "contact_name",
    "email",
    "phone",
    "language",
    "tables",
    "needs_power",
    "power_for",
    "brings",
    "people",
    "support_needs",
    "reason",
    "applied_at",
    "decided_at",
    "told",
    "told_at",
    "came",
)


def applications_of(subject: Subject) -> QuerySet[Application]:
    """All applications of somebody, the newest first."""
    who = identity(subject)
    wanted = Q(email_key__in=who.addresses)
    if isinstance(subject, Organisation):
        wanted |= Q(organisation__in=who.pks)
    return Application.objects.filter(wanted).select_related("call__event__municipality").order_by("-applied_at", "-pk")


def held(subject: Subject) -> list[Held]:
    """Every application with all that was entered."""
    return [columns(application, *HELD) for application in applications_of(subject)]


def moments(subject: Subject, *, before: datetime | None, most: int) -> list[Moment]:
    """When somebody applied for which stand, and what was decided."""
    told: list[Moment] = []
    for application in applications_of(subject).defer("support_needs")[:MOST]:
        words = {"event": str(application.call)}
        url = reverse("stand_applications:inspect", args=[application.pk])
        told.append(
            Moment(application.applied_at, NAME, _("Applied for a stand: %(event)s") % words, application.title, url)
        )
        if application.decided_at:
            state = str(application.get_state_display())
            told.append(Moment(application.decided_at, NAME, _("Stand decided: %(event)s") % words, state, url))
    now = clock.now()
    wanted = [one for one in told if (one.at < before if before else one.at <= now)]
    return sorted(wanted, key=lambda one: one.at, reverse=True)[:most]


def to_come(subject: Subject, *, at: datetime) -> list[Application]:
    """Applications that can still be changed or withdrawn."""
    standing = applications_of(subject).filter(state__in=STANDING)
    return [one for one in standing[:MOST] if not rules.is_over(one.call, at=at)]
