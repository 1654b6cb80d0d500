"""A column that follows translated texts, so that a search finds words in every language on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from anpacken.core.folding import fold
from anpacken.core.texts import TranslatedText


class FoldedTextsField(models.TextField[str, str]):
    """Holds the fold of the translated fields named in `of`, all languages, set anew with every save.

    A save with `update_fields`, and a queryset's `update`, must name this column too.
    """

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": list(self.of)}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        texts = [TranslatedText.of(getattr(model_instance, name)) for name in self.of]
        value = fold(" ".join(text.text(code) for text in texts for code in text))
        setattr(model_instance, self.attname, value)
        return value
