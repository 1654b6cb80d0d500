"""What every table of ours has in common."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.apps import apps
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from anpacken.core.ids import PublicIdField
from anpacken.core.texts import TranslatedField

pytestmark = pytest.mark.once


def ours() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("anpacken.")
        and not any(base.__module__.startswith("wagtail.") for base in model.__mro__)
    ]


def _fields() -> Iterator[tuple[str, models.Field]]:
    for model in ours():
        for field in model._meta.local_fields:
            yield f"{model._meta.label}.{field.name}", field


def test_states_fit_their_columns_and_begin_with_one_of_their_own() -> None:
    wrong = []
    for label, field in _fields():
        if not field.choices or not isinstance(field, models.CharField):
            continue
        values = [value for value, _name in field.flatchoices]
        if field.max_length is not None and max(map(len, values)) > field.max_length:
            wrong.append(f"{label}: a value is longer than the column")
        if field.default is not NOT_PROVIDED and not callable(field.default) and field.default not in ["", *values]:
            wrong.append(f"{label}: begins with {field.default}, which is none of its choices")
    assert wrong == []


def test_names_say_what_a_column_holds() -> None:
    """`_at` is a moment, `_on` a day, `is_` a yes or no, `_count` a number."""
    wrong = []
    for label, field in _fields():
        name = field.name
        if name.endswith("_at") and not isinstance(field, models.DateTimeField | models.TimeField):
            wrong.append(f"{label} is no moment")
        if name.endswith("_on") and (
            not isinstance(field, models.DateField) or isinstance(field, models.DateTimeField)
        ):
            wrong.append(f"{label} is no day")
        if name.startswith("is_") and not isinstance(field, models.BooleanField):
            wrong.append(f"{label} is no yes or no")
        if name.endswith("_count") and not isinstance(field, models.IntegerField):
            wrong.append(f"{label} is no number")
        if (
            isinstance(field, models.DateTimeField)
            and not name.endswith(("_at", "_until", "date_joined", "last_login"))
            and name != "at"
        ):
            wrong.append(f"{label} is a moment, so its name ends with _at")
    assert wrong == []


def test_moments_come_from_the_clock() -> None:
    """auto_now cannot be stopped by a test, nor told by an action."""
    wrong = [
        label
        for label, field in _fields()
        if isinstance(field, models.DateField) and (field.auto_now or field.auto_now_add)
    ]
    assert wrong == []


def test_text_is_never_null() -> None:
    """Two ways to say nothing are one too many. Where a unique column may be empty, null is the way."""
    wrong = [
        label
        for label, field in _fields()
        if isinstance(field, models.CharField | models.TextField | TranslatedField)
        and field.null
        and not field.unique
        and not label.endswith("email_key")
    ]
    assert wrong == []


def test_public_ids_are_what_they_are_called() -> None:
    for label, field in _fields():
        if field.name == "public_id":
            assert isinstance(field, PublicIdField), label


def test_every_interface_name_of_a_column_is_translatable() -> None:
    """A column that people see has a name in their language."""
    plain = [
        label
        for label, field in _fields()
        if field.editable
        and not field.primary_key
        and not field.is_relation
        and (field._verbose_name is None)  # type: ignore[attr-defined]
        and field.model._meta.app_label != "accounts"
    ]
    assert [label for label in plain if not label.endswith(("public_id", "single"))] == []


def test_defaults_are_not_shared() -> None:
    for label, field in _fields():
        assert not isinstance(field.default, list | dict | set | date | datetime), f"{label}: give a callable"


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_constraints_and_indexes_carry_the_name_of_their_room(model: type[models.Model]) -> None:
    names = [part.name for part in [*model._meta.constraints, *model._meta.indexes]]
    assert [name for name in names if not name.startswith(model._meta.app_label)] == []


def test_rows_are_ordered_the_same_every_time() -> None:
    """A list without an order shows a record twice on two pages, or never."""
    listed = [model for model in ours() if any(isinstance(field, PublicIdField) for field in model._meta.local_fields)]
    assert [
        model._meta.label
        for model in listed
        if not model._meta.ordering and model._meta.label not in {"accounts.User", "alliance.Alliance"}
    ] == []
