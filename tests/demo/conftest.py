from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from pytest_django import DjangoDbBlocker

from anpacken.config.demo.loading import Report, load
from anpacken.config.demo.problems import DemoInvalid
from anpacken.config.demo.reading import FOLDER, read
from anpacken.core import clock

SET_UP = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def rows() -> dict[str, int]:
    """How many records there are of each kind."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model.__module__.startswith("anpacken.")
    }


@pytest.fixture(scope="module")
def loaded_year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Report]:
    """The demo year, loaded once for a module on 20 November 2026 and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.frozen(SET_UP):
            yield load(read(), at=SET_UP)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_year: Report, db: None) -> Report:
    return loaded_year


@pytest.fixture
def altered(tmp_path: Path) -> Callable[..., Path]:
    """`altered("events.yaml", old, new)` is a copy of the data folder with one text replaced in one file."""

    def alter(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "data"
        if not folder.exists():
            shutil.copytree(FOLDER, folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} no longer stands in {file}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return alter


@pytest.fixture
def mistakes(altered: Callable[..., Path]) -> Callable[..., list[str]]:
    """What is said about the data after one text was replaced."""

    def say(file: str, old: str, new: str) -> list[str]:
        with pytest.raises(DemoInvalid) as refused:
            read(altered(file, old, new))
        return [str(problem) for problem in refused.value.problems]

    return say
