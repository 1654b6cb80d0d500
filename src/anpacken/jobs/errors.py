"""What the jobs room refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class StillRunning(Refusal):
    code = "still_running"
    sentence = _("This job is running right now. Reload the page in a moment to see how it ended.")


class NotFailed(Refusal):
    code = "not_failed"
    sentence = _("Only a failed task can be run again. Reload the page to see how it stands now.")
