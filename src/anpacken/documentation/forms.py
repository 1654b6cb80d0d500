"""Forms that know nothing of the office's frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.core.texts import TranslatedText
from anpacken.core.texts.forms import TranslatedFormField
from anpacken.documentation.queries.shown import Finding
from anpacken.events.models import Forum

WHOLE = "findings"


class BecameForm(forms.Form):
    """What became of each finding of the event before."""

    def __init__(self, *args: Any, findings: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings = findings
        for finding in findings:
            self.fields[name_of(finding.forum)] = TranslatedFormField(
                multiline=True,
                max_length=3000,
                required=False,
                label=str(finding.forum.title) if finding.forum else _("The event as a whole"),
                initial=finding.became.text if finding.became else None,
            )

    def rows(self) -> list[tuple[Finding, forms.BoundField]]:
        return [(finding, self[name_of(finding.forum)]) for finding in self.findings]

    def texts(self) -> dict[int | None, TranslatedText]:
        return {
            finding.forum.pk if finding.forum else None: self.cleaned_data[name_of(finding.forum)]
            for finding in self.findings
        }


def name_of(forum: Forum | None) -> str:
    return f"{WHOLE}_{forum.pk}" if forum is not None else WHOLE
