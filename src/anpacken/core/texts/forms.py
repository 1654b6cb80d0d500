"""The form field: one input per configured language, the source language first."""

from __future__ import annotations

from typing import Any

from django import forms

from anpacken.core import languages
from anpacken.core.texts.value import TranslatedText


class TranslatedWidget(forms.MultiWidget):
    """One input per language, each with its `lang` and `dir`, labelled with the language's own name."""

    template_name = "core/translated_widget.html"

    def __init__(self, *, multiline: bool = False, attrs: dict[str, Any] | None = None) -> None:
        self.languages = [languages.language(code) for code in languages.codes()]
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {}
        for language in self.languages:
            own = {"lang": language.code, "dir": language.direction, "aria-label": language.name}
            widgets[language.code] = forms.Textarea({**own, "rows": 4}) if multiline else forms.TextInput(own)
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[str]:
        text = TranslatedText.of(value)
        return [text.text(language.code) if text.has(language.code) else "" for language in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        text = TranslatedText.of(value) if not isinstance(value, list) else TranslatedText()
        for language, subwidget in zip(self.languages, context["widget"]["subwidgets"], strict=True):
            subwidget["language"] = language
            subwidget["state"] = text.state(language.code)
        return context


class TranslatedFormField(forms.MultiValueField):
    """Takes the texts of all languages; only the source language is required."""

    def __init__(self, *, multiline: bool = False, max_length: int | None = None, **kwargs: Any) -> None:
        self.codes = languages.codes()
        required = kwargs.pop("required", True)
        fields = [
            forms.CharField(required=required and index == 0, max_length=max_length, strip=True)
            for index, _code in enumerate(self.codes)
        ]
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(
            fields=fields,
            widget=TranslatedWidget(multiline=multiline),
            required=required,
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list: list[str]) -> TranslatedText:
        value = TranslatedText()
        for code, text in zip(self.codes, data_list or [""] * len(self.codes), strict=True):
            value = value.with_text(code, text or "")
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.widget.decompress(initial), data)
