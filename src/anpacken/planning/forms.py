"""The form of a task."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.accounts.models import User
from anpacken.people.forms.fields import refuse_hidden
from anpacken.planning.choices import MOST_AFTER, MOST_BEFORE
from anpacken.planning.models import Task
from anpacken.planning.queries import may_be_responsible

BEFORE, AFTER = "before", "after"


class TaskForm(forms.Form):
    """What, how long before or after the event, and who."""

    use_required_attribute = False

    title = forms.CharField(label=_("What is to be done"), max_length=160, validators=[refuse_hidden])
    days = forms.IntegerField(
        label=_("How many days"), min_value=0, max_value=MOST_BEFORE, help_text=_("0 is the day of the event itself.")
    )
    side = forms.ChoiceField(
        label=_("Before or after"), choices=[(BEFORE, _("before the event begins")), (AFTER, _("after it ends"))]
    )
    responsible = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who sees to it"),
        required=False,
        empty_label=_("nobody yet"),
        help_text=_("They get a mail a week before, and once more when it is overdue."),
    )
    note = forms.CharField(
        label=_("Remarks"),
        max_length=1000,
        required=False,
        validators=[refuse_hidden],
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, task: Task | None = None, **kwargs: Any) -> None:
        if task is not None:
            kwargs["initial"] = {
                "title": task.title,
                "days": abs(task.offset_days),
                "side": AFTER if task.offset_days > 0 else BEFORE,
                "responsible": task.responsible_id,
                "note": task.note,
            }
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = may_be_responsible()  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("side") == AFTER and (cleaned.get("days") or 0) > MOST_AFTER:
            self.add_error("days", _("At most %(days)d days after the event, please.") % {"days": MOST_AFTER})
        return cleaned

    def details(self) -> dict[str, Any]:
        """What the actions take, of a valid form."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "offset_days": given["days"] if given["side"] == AFTER else -given["days"],
            "responsible": given["responsible"],
            "note": given["note"].replace("\r\n", "\n").strip(),
        }
