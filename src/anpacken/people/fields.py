"""A column that follows other columns: names folded so that both databases find them alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from anpacken.core.folding import fold

NAME_KEY_LENGTH = 240


def name_key(name: str) -> str:
    """The fold of an organisation's name, as long as its column."""
    return fold(name)[:NAME_KEY_LENGTH]


class FoldedField(models.CharField[str, str]):
    """Holds the fold of the fields named in `of`, set anew with every save, bulk ones included.

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
        value = fold(" ".join(str(getattr(model_instance, name)) for name in self.of))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value
