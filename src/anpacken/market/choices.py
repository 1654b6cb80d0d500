"""States of an application for a stand, and what applicants have been told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.transitions import Transitions


class ApplicationState(models.TextChoices):
    SUBMITTED = "submitted", _("to be reviewed")
    ACCEPTED = "accepted", _("gets a stand")
    WAITING = "waiting", _("on the waiting list")
    DECLINED = "declined", _("no stand")
    WITHDRAWN = "withdrawn", _("taken back")


APPLICATION_TRANSITIONS: Transitions[ApplicationState] = Transitions(
    {
        ApplicationState.SUBMITTED: [
            ApplicationState.ACCEPTED,
            ApplicationState.WAITING,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        ],
        ApplicationState.WAITING: [
            ApplicationState.ACCEPTED,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        ],
        ApplicationState.ACCEPTED: [
            ApplicationState.WAITING,
            ApplicationState.DECLINED,
            ApplicationState.WITHDRAWN,
        ],
        ApplicationState.DECLINED: [
            ApplicationState.ACCEPTED,
            ApplicationState.WAITING,
            ApplicationState.WITHDRAWN,
        ],
    }
)

# What the office has decided, and the applicant has to be told.
DECIDED = (ApplicationState.ACCEPTED, ApplicationState.WAITING, ApplicationState.DECLINED)
# Applications that stand: one address has one of these for each project.
STANDING = (ApplicationState.SUBMITTED, *DECIDED)


class Told(models.TextChoices):
    """The last mail about a decision."""

    NOTHING = "", _("nothing yet")
    ACCEPTED = "accepted", _("gets a stand")
    WAITING = "waiting", _("on the waiting list")
    DECLINED = "declined", _("no stand")
    CALLED_OFF = "called_off", _("event cancelled")


# What one applicant may ask for, whatever a call allows.
MOST_TABLES = 9
MOST_PEOPLE = 50
# From one address, for one event.
MOST_PROJECTS = 10
# Stands on one plan.
MOST_STANDS = 300
