"""The office's form of entering a consent that was given on paper or at a desk."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.queries import current as current_alliance
from anpacken.core import languages
from anpacken.people import wordings
from anpacken.people.choices import Channel, ConsentPurpose
from anpacken.people.forms.fields import refuse_hidden
from anpacken.people.wordings import Wording
from anpacken.ui.moments import MomentField

DOCUMENT_AT_MOST = 10 * 1024 * 1024
_BEGINS = {".pdf": (b"%PDF-",), ".png": (b"\x89PNG\r\n",), ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",)}
_EARLIEST_YEAR = 1990


class DocumentField(forms.FileField):
    """A scan: PDF, PNG or JPEG, and really one."""

    default_error_messages = {
        "kind": _("Please choose a PDF, a PNG or a JPEG file."),
        "size": _("This file is larger than 10 MB. Please scan it again with fewer dots per inch."),
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            if (upload.size or 0) > DOCUMENT_AT_MOST:
                raise forms.ValidationError(self.error_messages["size"], code="size")
            begins = _BEGINS.get(PurePosixPath(upload.name or "").suffix.lower(), ())
            upload.seek(0)
            if not upload.read(8).startswith(begins or (b"\x00never",)):
                raise forms.ValidationError(self.error_messages["kind"], code="kind")
        return upload


class GivenField(MomentField):
    """When a paper was signed."""

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment is not None and timezone.localtime(moment).year < _EARLIEST_YEAR:
            raise forms.ValidationError(_("Please check the year."), code="year")
        return moment


class ConsentForm(forms.Form):
    """One consent for one purpose, in words that are shown in full."""

    words = forms.ChoiceField(
        label=_("The words that stood on the paper"),
        widget=forms.RadioSelect,
        help_text=_("Only if these very words were agreed to. Other words are another consent, and cannot be entered."),
    )
    channel = forms.ChoiceField(
        label=_("How it was given"),
        choices=[(channel.value, channel.label) for channel in (Channel.PAPER, Channel.DESK)],
        initial=Channel.PAPER.value,
        widget=forms.RadioSelect,
    )
    given_at = GivenField(
        label=_("Given on"), help_text=_("Day and time of the signature; if the time is not known, 12:00.")
    )
    asked_at = GivenField(
        label=_("Asked on"), required=False, help_text=_("If that was earlier. Otherwise leave this empty.")
    )
    evidence = forms.CharField(
        label=_("Document that shows it"),
        max_length=150,
        validators=[refuse_hidden],
        help_text=_(
            "What it is and where it lies, for instance “Sign-up list of the workshop of 3 June 2019, sheet 2”."
        ),
    )
    document = DocumentField(
        label=_("Scan of the document"),
        required=False,
        help_text=_("PDF, PNG or JPEG, at most 10 MB. Only the office can open it."),
    )

    def __init__(self, *args: Any, purpose: ConsentPurpose, institution: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered: dict[str, Wording] = {
            f"{words.version}:{words.language}": words for words in _offered(purpose, institution=institution)
        }
        self.fields["words"].choices = [  # type: ignore[attr-defined]
            (key, _shown(words)) for key, words in self._offered.items()
        ]

    def wording(self) -> Wording:
        """The words that were chosen."""
        return self._offered[self.cleaned_data["words"]]


def _offered(purpose: ConsentPurpose, *, institution: bool) -> list[Wording]:
    """Every version in every language that it has, the newest first; words that did not change stand once."""
    alliance = current_alliance().name
    found: dict[tuple[str, str], Wording] = {}
    for version in wordings.versions():
        for code in languages.codes():
            words = wordings.wording(purpose, code, alliance=alliance, institution=institution, version=version)
            found.setdefault((words.language, words.text), words)
    return sorted(found.values(), key=lambda words: words.version, reverse=True)


def _shown(words: Wording) -> str:
    name = languages.language(words.language).name
    return format_html(
        '<span class="consent-version">{} · {}</span> <span lang="{}">{}</span>',
        words.version,
        name,
        words.language,
        words.text,
    )
