"""What segments refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class ConditionsUnreadable(Refusal):
    """A tree of conditions that cannot be meant, or one that names what there is not (any more)."""

    code = "conditions_unreadable"
    sentence = _("These conditions cannot be used: %(why)s")


class NameTaken(Refusal):
    code = "segment_name_taken"
    sentence = _("There is a segment of this name already. Please choose another name.")
    field = "name"


class SegmentInUse(Refusal):
    code = "segment_in_use"
    sentence = _("This segment is used and cannot be deleted yet: %(uses)s")
