"""Translations are compiled by the house itself."""

from __future__ import annotations

import gettext
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from anpacken.core import catalogues

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "one seat"
msgid_plural "%(count)s seats"
msgstr[0] "ein Platz"
msgstr[1] "%(count)s Plätze"
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "events" / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO, encoding="utf-8")
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path)
    return folder


def test_compiles_what_changed_and_nothing_twice(package: Path) -> None:
    assert catalogues.compile_stale() == [package / "django.po"]
    assert catalogues.compile_stale() == []
    with (package / "django.mo").open("rb") as made:
        german = gettext.GNUTranslations(made)
    assert german.ngettext("one seat", "%(count)s seats", 2) == "%(count)s Plätze"
    (package / "django.mo").unlink()
    assert catalogues.compile_stale() == [package / "django.po"]
    assert sorted(path.name for path in package.iterdir()) == ["django.mo", "django.po"]


@pytest.mark.parametrize("broken", ["msgid nonsense", PO + PO.split("\n\n")[1], 'msgid "open'])
def test_a_broken_catalogue_is_named(package: Path, broken: str) -> None:
    (package / "django.po").write_text(broken, encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("compile_translations")
    assert not (package / "django.mo").exists()


def test_the_command_says_what_it_did(package: Path) -> None:
    said = StringIO()
    call_command("compile_translations", stdout=said)
    assert said.getvalue() == "1 translation files compiled, 1 up to date.\n"
