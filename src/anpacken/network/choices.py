"""The states of a project and which may follow which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.transitions import Transitions


class ProjectState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


PROJECT_TRANSITIONS: Transitions[ProjectState] = Transitions(
    {
        ProjectState.DRAFT: [ProjectState.PUBLISHED],
        ProjectState.PUBLISHED: [ProjectState.RETIRED, ProjectState.DRAFT],
        ProjectState.RETIRED: [ProjectState.PUBLISHED],
    }
)
