from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.transitions import Transitions


class DocumentationState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class Agreed(models.TextChoices):
    """Who can be told in a photo, and whether they agreed (KunstUrhG §§ 22, 23)."""

    UNCLEAR = "unclear", _("not clear yet")
    NOBODY = "nobody", _("nobody can be recognised")
    EVERYBODY = "everybody", _("everybody who can be recognised agreed")
    GATHERING = "gathering", _("the gathering as a whole, nobody stands out")


class HandoutKind(models.TextChoices):
    SLIDES = "slides", _("slides")
    HANDOUT = "handout", _("handout")
    RECORD = "record", _("record of the event")


class DemandState(models.TextChoices):
    RAISED = "raised", _("raised")
    HANDED_ON = "handed_on", _("handed on for tracking")


DEMAND_TRANSITIONS: Transitions[DemandState] = Transitions(
    {DemandState.RAISED: [DemandState.HANDED_ON], DemandState.HANDED_ON: [DemandState.RAISED]}
)
