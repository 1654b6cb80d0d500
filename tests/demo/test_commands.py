from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from pytest_django import DjangoAssertNumQueries, Settings

from anpacken.accounts.models import User
from anpacken.alliance.models import Alliance
from anpacken.events.models import Event
from anpacken.places.models import District, Region
from anpacken.website.models import HomePage


def test_check_loads_nothing(django_assert_num_queries: DjangoAssertNumQueries, db: None) -> None:
    out = StringIO()

    with django_assert_num_queries(0):
        call_command("demo", check=True, stdout=out)

    assert re.fullmatch(r"year4: 1\d files, no mistakes\.\n", out.getvalue())


@pytest.mark.django_db
def test_mistakes_end_with_status_2_and_nothing_is_loaded(altered: Callable[..., Path]) -> None:
    folder = altered("events.yaml", "format: anniversary", "format: konferenz")

    with pytest.raises(CommandError, match="events › dritter-jahrestag › format: “konferenz” is not known") as refused:
        call_command("demo", data=folder)

    assert refused.value.returncode == 2
    assert not Event.objects.exists()
    assert not Alliance.objects.exists()


@pytest.mark.once
def test_the_command_line_shows_no_trace_back(altered: Callable[..., Path], tmp_path: Path) -> None:
    folder = altered("events.yaml", "date: {from: 2018-11-06}", "date: {from: 2017-11-06}")
    ended = subprocess.run(
        [str(Path(sys.executable).with_name("anpacken")), "demo", "--check", "--data", str(folder)],
        env={"PATH": os.environ["PATH"], "ANPACKEN_DEMO": "1", "ANPACKEN_VAR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert "2017-11-06 lies outside the alliance year" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


@pytest.mark.django_db
def test_a_real_installation_gets_no_open_log_ins(settings: Settings) -> None:
    settings.DEMO = settings.DEBUG = False

    with pytest.raises(CommandError, match="This installation is not a demonstration") as refused:
        call_command("demo")

    assert refused.value.returncode == 2
    assert not User.objects.exists()


def test_a_database_without_tables_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from anpacken.config.management.commands import demo

    def no_table(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("no such table: alliance_alliance")

    monkeypatch.setattr(demo, "load", no_table)

    with pytest.raises(CommandError, match="run “anpacken migrate” first") as refused:
        call_command("demo")

    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_set_up_makes_what_every_installation_needs_and_may_run_again() -> None:
    out = StringIO()

    call_command("setup", stdout=out)
    call_command("setup", stdout=out)

    assert out.getvalue().count("Ready") == 2
    assert Region.objects.count() == 4
    assert District.objects.count() == 45
    assert HomePage.objects.count() == 2
    assert not Alliance.objects.exists()
    assert not User.objects.exists()
