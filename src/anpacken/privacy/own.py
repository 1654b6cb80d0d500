"""Rules and activities of the rooms below this one, which cannot register them: log-ins, audit log, jobs, website."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.audit import wording
from anpacken.privacy import processing, retention
from anpacken.privacy.actions import below
from anpacken.privacy.processing import Activity
from anpacken.privacy.queries import below as due
from anpacken.privacy.retention import Rule

YEAR = 365


def _deed(entry: Any) -> str:
    return wording.in_words(entry.action)


RULES = (
    Rule(
        name="accounts.sign_in_failures",
        what=_("Failed sign-ins"),
        why=_("To slow down whoever tries out passwords (legitimate interest, GDPR Art. 6 (1) f)."),
        counted_from=_("the try"),
        outcome=_("deleted"),
        days=1,
        least=1,
        most=7,
        due=due.failures,
        since="at",
        apply=below.delete_failures,
    ),
    Rule(
        name="accounts.sessions",
        what=_("Sessions that have run out"),
        why=_("None: whoever is signed in no more needs no session."),
        counted_from=_("the end of the session"),
        outcome=_("deleted"),
        days=1,
        least=1,
        most=7,
        due=due.sessions,
        since="expire_date",
        apply=below.delete_sessions,
    ),
    Rule(
        name="accounts.invitations",
        what=_("Invitations to work with us on this site"),
        why=_("To know who was invited by whom (legitimate interest, GDPR Art. 6 (1) f)."),
        counted_from=_("the last mail, or the day of accepting or taking back"),
        outcome=_("deleted; the role stays"),
        days=90,
        least=14,
        most=YEAR,
        due=due.invitations,
        since="sent_at",
        apply=below.delete_invitations,
    ),
    Rule(
        name="audit.entries",
        what=_("Entries of the audit log"),
        why=_(
            "To be able to say who changed what (accountability, GDPR Art. 5 (2); security, Art. 32). Entries name "
            "people of the office, and records only by a number."
        ),
        counted_from=_("the deed"),
        outcome=_("deleted"),
        days=5 * YEAR,
        least=3 * YEAR,
        most=10 * YEAR,
        due=due.entries,
        since="at",
        apply=below.delete_entries,
        kind_of=_deed,
    ),
    Rule(
        name="jobs.results",
        what=_("Results of background tasks"),
        why=_("To find out why a task failed (legitimate interest, GDPR Art. 6 (1) f)."),
        counted_from=_("the end of the task"),
        outcome=_("deleted"),
        days=90,
        least=7,
        most=YEAR,
        due=due.task_results,
        since="finished_at",
        apply=below.delete_task_results,
    ),
)

ACTIVITIES = (
    Activity(
        name="accounts.staff",
        order=80,
        title=_("Log-ins of those who work with this site"),
        purpose=_("To let in who may work here, and nobody else."),
        legal_basis=_("Employment or other agreement (GDPR Art. 6 (1) b, § 26 BDSG); security (Art. 32)."),
        persons=_("People of the office, regional offices, editors, jurors, helpers; supporters with a passkey."),
        data=_(
            "Name, mail address, password as a hash, second factor or passkey, roles, times and devices of sessions."
        ),
        recipients=_("The office."),
        rules=("accounts.sign_in_failures", "accounts.sessions", "accounts.invitations"),
        until=_("The log-in itself: until it is removed."),
    ),
    Activity(
        name="audit.log",
        order=90,
        title=_("Audit log and background work"),
        purpose=_("To be able to say who did what, and why something failed."),
        legal_basis=_("Accountability (GDPR Art. 5 (2)) and security (Art. 32)."),
        persons=_("Those who work with this site; others only by a number."),
        data=_("Deed, time, name of the doer, number of the record, names of changed fields."),
        recipients=_("The office."),
        rules=("audit.entries", "jobs.results"),
    ),
    Activity(
        name="website.visits",
        order=95,
        title=_("Visits of the website"),
        purpose=_("To answer with the page that was asked for."),
        legal_basis=_("Legitimate interest (GDPR Art. 6 (1) f)."),
        persons=_("Visitors."),
        data=_("Nothing is kept: no cookies before signing in, no counting, nothing from other hosts."),
        recipients=_("Nobody."),
        until=_("The end of the answer."),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
