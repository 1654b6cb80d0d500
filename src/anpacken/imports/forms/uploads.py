"""Uploading a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from anpacken.imports import storing
from anpacken.imports.errors import FileTooLarge
from anpacken.imports.reading.texts import ENCODINGS

_SEPARATOR_NAMES = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar")}
_ASKED = ("utf-8", "cp1252", "utf-16", "iso8859-15", "mac-roman", "cp850")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=_("CSV or XLSX, with headings in the first row, at most 60 MB."),
    )
    encoding = forms.ChoiceField(
        label=_("Encoding"),
        required=False,
        choices=[("", _("recognise by itself")), *((code, ENCODINGS[code]) for code in _ASKED)],
        help_text=_("Choose one only if umlauts looked wrong after the first try."),
    )
    separator = forms.ChoiceField(
        label=_("Between the cells stands"),
        required=False,
        choices=[("", _("recognise by itself")), *_SEPARATOR_NAMES.items()],
    )

    def clean_file(self) -> Any:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > storing.MOST_BYTES:
            refusal = FileTooLarge(megabytes=(file.size or 0) >> 20, most=storing.MOST_BYTES >> 20)
            raise forms.ValidationError(refusal.message, code=refusal.code)
        return file
