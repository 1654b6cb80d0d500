from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Whom a survey asks: its recipients are read from the log at the door."""

    CAME = "came", _("those who came")
    MISSED = "missed", _("those who did not come")


class Kind(models.TextChoices):
    """How a question is answered. Nothing has to be answered."""

    SCALE = "scale", _("a scale from 1 to 5")
    CHOICE = "choice", _("one of several answers")
    SEVERAL = "several", _("any of several answers")
    YES_NO = "yes_no", _("yes or no")
    TEXT = "text", _("in one’s own words")


WITH_OPTIONS = (Kind.CHOICE, Kind.SEVERAL)
STEPS = range(1, 6)
YES, NO = 1, 2

FEWEST_SHOWN = 5
"""Results of fewer answers are not shown: somebody could be told from them."""

MOST_QUESTIONS = 30
MOST_OPTIONS = 12
LONGEST_ANSWER = 2000
MOST_HOURS, MOST_DAYS = 14 * 24, 60
