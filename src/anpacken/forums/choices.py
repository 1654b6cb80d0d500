from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """How the forums of an event are filled."""

    FIRST_COME = "first_come", _("whoever chooses first gets the place")
    DRAWN = "drawn", _("everybody names wishes, then places are drawn")


class PlaceState(models.TextChoices):
    PLACED = "placed", _("has a place")
    WAITING = "waiting", _("on the waiting list")


class Reason(models.TextChoices):
    """Why somebody has the place that they have."""

    FIRST = "first", _("first wish")
    SECOND = "second", _("second wish")
    ANY = "any", _("free places")
    CHOSEN = "chosen", _("chosen by themselves")
    MOVED_UP = "moved_up", _("moved up from the waiting list")
    BY_HAND = "by_hand", _("given by the office")


FIRST, SECOND = 1, 2
