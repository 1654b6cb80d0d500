from django.db import models
from django.utils.translation import gettext_lazy as _


class ScanKind(models.TextChoices):
    """What one line of the log at the door says."""

    CAME = "came", _("let in")
    TAKEN_BACK = "taken_back", _("check-in undone")
    REFUSED = "refused", _("turned away")


class Reason(models.TextChoices):
    """Why a ticket did not count."""

    UNKNOWN = "unknown", _("unknown code")
    OTHER_EVENT = "other_event", _("ticket of another event")
    CANCELLED = "cancelled", _("registration cancelled")
    WAITING = "waiting", _("only on the waiting list")


# A group that comes without a ticket; whoever brings more is counted in two goes.
MOST_WALK_INS = 50
MOST_IN_A_BATCH = 200
# What the nonce of a line begins with that stands in the place of one with a name.
KEPT = "kept-"
# The same of people who came without a ticket.
KEPT_WALK_IN = "kept-walk-"
