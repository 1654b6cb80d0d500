"""What the rooms below have kept long enough; they stand under this one and cannot register rules themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django_tasks_db.models import DBTaskResult

from anpacken.accounts.models import Invitation, SignInFailure
from anpacken.audit.models import Entry
from anpacken.jobs.tasks import TaskResultStatus


def entries(before: datetime) -> QuerySet[Entry]:
    """Entries of the audit log from before."""
    return Entry.objects.filter(at__lt=before)


def failures(before: datetime) -> QuerySet[SignInFailure]:
    """Sign-ins that failed before."""
    return SignInFailure.objects.filter(at__lt=before)


def sessions(before: datetime) -> QuerySet[Session]:
    """Sessions that ran out before."""
    return Session.objects.filter(expire_date__lt=before)


def invitations(before: datetime) -> QuerySet[Invitation]:
    """Invitations that were accepted or taken back, or whose link has run out, all before."""
    return Invitation.objects.filter(
        Q(sent_at__lt=before), Q(accepted_at=None) | Q(accepted_at__lt=before), _withdrawn_by(before)
    )


def task_results(before: datetime) -> QuerySet[Any]:
    """One-off tasks that ended before, well or badly."""
    found: QuerySet[Any] = DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED], finished_at__lt=before
    )
    return found


def _withdrawn_by(before: datetime) -> Q:
    return Q(withdrawn_at=None) | Q(withdrawn_at__lt=before)
