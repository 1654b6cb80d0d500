"""Fields of the office's forms: words with commas between, and people found by typing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from anpacken.people import spoken
from anpacken.people.forms.fields import refuse_hidden

LABEL_SIGN = "#"
_MOST_WORDS = 50


class SuggestInput(forms.TextInput):
    """A line of text to which the office suggests as one types. `many`: words with commas between."""

    template_name = "people/office/suggest_input.html"

    def __init__(self, kind: str, *, many: bool = False, attrs: dict[str, Any] | None = None) -> None:
        self.kind, self.many = kind, many
        super().__init__({"autocomplete": "off", **(attrs or {})})

    class Media:
        js = ["people/office/suggest.js"]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["source"] = str(reverse_lazy("people_register:suggest", args=[self.kind]))
        context["widget"]["many"] = self.many
        return context


class WordsField(forms.CharField):
    """Words with commas between them, as a list without repetitions."""

    default_error_messages = {
        "long": _("“%(word)s …” is too long; a word has at most %(most)s signs."),
        "many": _("These are more than %(most)s words."),
    }

    def __init__(self, *, kind: str, word_length: int, **kwargs: Any) -> None:
        self.word_length = word_length
        kwargs.setdefault("widget", SuggestInput(kind, many=True))
        super().__init__(max_length=4000, required=False, validators=[refuse_hidden], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        words = list(dict.fromkeys(" ".join(word.split()) for word in text.split(",") if word.strip()))
        if len(words) > _MOST_WORDS:
            raise ValidationError(self.error_messages["many"], code="many", params={"most": _MOST_WORDS})
        for word in words:
            if len(word) > self.word_length:
                params = {"word": word[:20], "most": self.word_length}
                raise ValidationError(self.error_messages["long"], code="long", params=params)
        return words

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class LanguagesField(WordsField):
    """Languages by their names, kept as IETF tags."""

    default_error_messages = {
        "unknown": _("We know no language “%(word)s”. Choose one of those that are suggested while you type.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kind="language", word_length=60, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return ", ".join(spoken.name(code) for code in value)
        return value

    def clean(self, value: Any) -> Any:
        found, unknown = spoken.read(super().clean(value))
        if unknown:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"word": unknown[0]})
        return found


class SubjectField(forms.CharField):
    """A person or an organisation found by typing: one that was suggested, or a name that only one has.

    `found(text)` is given by the view: those whom the signed-in person may see, at most a handful.
    """

    default_error_messages = {
        "none": _("Nobody is found under this. Type a part of the name and choose from what is suggested."),
        "several": _("Several are found. Choose one of them from what is suggested: %(names)s"),
    }

    def __init__(self, *, kind: str, found: Any, **kwargs: Any) -> None:
        self.found = found
        super().__init__(max_length=400, widget=SuggestInput(kind), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = self.found(text.replace("\0", ""))
        if not found:
            raise ValidationError(self.error_messages["none"], code="none")
        if len(found) > 1:
            names = ", ".join(str(one) for one in found[:5])
            raise ValidationError(self.error_messages["several"], code="several", params={"names": names})
        return found[0]
