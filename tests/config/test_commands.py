"""Whatever is typed behind `anpacken`: wrong arguments end with a sentence and a status, never with a trace back."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from anpacken.accounts.actions import roles
from anpacken.accounts.models import User
from anpacken.audit.models import Entry
from tests.consistency import hostile
from tests.factories.accounts import make_user

PASSWORD = "Sonnenblume-am-Zaun-7"

WRONG = [
    "figures --at 2019-02-30",
    "figures --at gestern",
    "figures --at 99999-01-01",
    "figures --format xml",
    "figures --language xx",
    "report",
    "report vier --output FOLDER/x.pdf",
    "report 4",
    "report 99 --output FOLDER/x.pdf",
    "report -4 --output FOLDER/x.pdf",
    "report 99999999999999999999999 --output FOLDER/x.pdf",
    "report 4 --output FOLDER",
    "report 4 --output FOLDER/nowhere/x.pdf",
    "demo --data FOLDER --check",
    "demo --data FOLDER/nowhere --check",
    "staff",
    "staff nobody --role office",
    "staff a@example.org --role king",
    "staff a@example.org --role regional",
    "staff a@example.org --role regional --region nowhere",
    "staff a@example.org --role office --region lueneburg",
    "staff a@example.org --role office --end",
    "staff a@example.org --role member",
    "staff a@example.org --role member --scope nowhere",
    "staff a@example.org --role reader --scope nowhere",
    "staff a@example.org --role office --first-name " + "x" * 151,
    "places_import_postcodes",
    "places_import_postcodes FOLDER",
    "places_import_postcodes FOLDER/nowhere.csv",
    "places_import_postcodes FOLDER/binary.csv",
    "places_import_postcodes FOLDER/empty.csv",
    "generate",
    "generate event",
    "generate event --capacity -1",
    "generate event --capacity 99999999999999999999",
    "generate seats keins",
    "trialmail",
    "trialmail nobody",
    "trialmail a@example.org --language xx",
    "worker --twice",
    "setup now",
    "compile_translations now",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "empty.csv").write_bytes(b"")
    return tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize("line", WRONG)
def test_wrong_arguments(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roles.sync_groups()
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD))
    before = hostile.rows()
    with pytest.raises(CommandError) as refused:
        call_command(*line.replace("FOLDER", str(folder)).split(), stdout=io.StringIO())
    assert refused.value.returncode != 0
    assert len(str(refused.value).split()) >= 4
    assert hostile.rows() == before


@pytest.mark.django_db
def test_staff_makes_renews_and_ends_a_log_in(monkeypatch: pytest.MonkeyPatch) -> None:
    roles.sync_groups()

    def staff(*arguments: str, password: str = PASSWORD) -> str:
        said = io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
        call_command("staff", "vera@example.org", "--role", "office", *arguments, stdout=said)
        return said.getvalue()

    assert staff("--first-name", "Vera") == "vera@example.org can sign in as office.\n"
    assert "has the new password" in staff(password="Ein-ganz-anderes-9")
    user = User.objects.get()
    assert user.check_password("Ein-ganz-anderes-9")
    assert user.first_name == "Vera"
    with pytest.raises(CommandError):
        staff("--end")  # nobody would be left
    make_user("office")
    assert staff("--end") == "vera@example.org is not office any more.\n"
    assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")
    entries = Entry.objects.filter(target_ref=user.public_id).order_by("pk")
    assert list(entries.values_list("action", flat=True)) == [
        "user.created",
        "role.granted",
        "user.password_set",
        "role.ended",
    ]


@pytest.mark.once
def test_a_database_without_tables_is_said(tmp_path: Path) -> None:
    ended = subprocess.run(
        [str(Path(sys.executable).with_name("anpacken")), "figures"],
        env={"PATH": os.environ["PATH"], "ANPACKEN_DEMO": "1", "ANPACKEN_VAR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "anpacken migrate" in ended.stderr
    assert "Traceback" not in ended.stderr
