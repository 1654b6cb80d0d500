"""Entering and changing persons and organisations in the office."""

from __future__ import annotations

from typing import Any

from anpacken.accounts.errors import OutsideReach
from anpacken.accounts.office import OfficeCreateView, OfficeEditView
from anpacken.people.actions.details import Details
from anpacken.people.views.office_forms import CUSTOM


class _WithDetails:
    """Hands tags, languages and answers to the action together with the record."""

    template_name = "people/office/form.html"

    def save_instance(self) -> Any:
        form: Any = self.form  # type: ignore[attr-defined]
        instance = form.save(commit=False)
        data = form.cleaned_data
        details = Details(tags=data.get("tags"), languages=data.get("languages"), answers=form.answers())
        # Which of the office's own fields were changed says nothing without their words.
        changed = list(
            dict.fromkeys("custom_values" if name.startswith(CUSTOM) else name for name in form.changed_data)
        )
        self.save_record(  # type: ignore[attr-defined]
            record=instance,
            changed=changed,
            save_related=form.save_m2m,
            details=details,
            by=self.request.user.as_actor(),  # type: ignore[attr-defined]
        )
        if not self.limited(type(instance)._default_manager.filter(pk=instance.pk)).exists():  # type: ignore[attr-defined]
            raise OutsideReach
        return instance


class SubjectCreateView(_WithDetails, OfficeCreateView):
    pass


class SubjectEditView(_WithDetails, OfficeEditView):
    pass
