from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class TaskKnown(Refusal):
    code = "task_known"
    field = "title"
    sentence = _("This task is on the list already.")


class NothingToLayOut(Refusal):
    code = "nothing_to_lay_out"
    sentence = _("Every usual task of this format is on the list already.")
