"""The form field: one input per configured language, the source language first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext_lazy as _

from anpacken.core import languages
from anpacken.core.texts.value import TranslatedText, plain


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


class _PlainField(forms.CharField):
    """One language's text, with one kind of line break."""

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


class TranslatedFormField(forms.MultiValueField):
    """Takes the texts of all languages; only the source language is required."""

    def __init__(self, *, multiline: bool = False, max_length: int | None = None, **kwargs: Any) -> None:
        self.codes = languages.codes()
        # Without an empty text among them, a form that leaves the field out would erase what is stored.
        self.empty_values = [*EMPTY_VALUES, TranslatedText()]
        required = kwargs.pop("required", True)
        missing = _("Please write this text in the first language.")
        fields = [
            _PlainField(
                required=required and index == 0,
                max_length=max_length,
                error_messages={"incomplete": missing},
            )
            for index in range(len(self.codes))
        ]
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        kwargs["error_messages"] = {"required": missing, **(kwargs.get("error_messages") or {})}
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
