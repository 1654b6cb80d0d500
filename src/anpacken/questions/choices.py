from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What somebody gives as an answer."""

    TEXT = "text", _("short text")
    LONG_TEXT = "long_text", _("long text")
    CHOICE = "choice", _("one of several options")
    SEVERAL = "several", _("any number of options")
    NUMBER = "number", _("a number")
    YES_NO = "yes_no", _("yes or no")


class When(models.TextChoices):
    """When a question is asked."""

    REGISTRATION = "registration", _("when registering")
    LATER = "later", _("later, in a form of its own")
    DOOR = "door", _("at the door only")


WITH_OPTIONS = (Kind.CHOICE, Kind.SEVERAL)
# What another question can depend on: whatever has a small number of answers.
DECIDING = (Kind.CHOICE, Kind.SEVERAL, Kind.YES_NO)
YES, NO = "yes", "no"

MOST_QUESTIONS = 40
MOST_OPTIONS = 40
MOST_SIGNS = {Kind.TEXT: 300, Kind.LONG_TEXT: 2000}
MOST_NUMBER = 1_000_000
# More options than this stand in a list to open, not one below the other.
MOST_BUTTONS = 8
