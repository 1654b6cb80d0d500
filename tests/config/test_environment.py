"""Settings that are missing or contradict each other are refused with words that help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = {
    "ANPACKEN_BASE_URL": "https://www.example.org",
    "ANPACKEN_SECRET_KEY": "x" * 50,
    "ANPACKEN_MAIL_URL": "smtp://mail.example.org/?tls=starttls",
}


def start(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ANPACKEN_", "DATABASE_", "DJANGO_", "PORT"))
    }
    return subprocess.run(
        [Path(sys.executable).parent / "anpacken", "check"],
        env={**clean, "ANPACKEN_VAR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_complete_environment_is_accepted(tmp_path: Path) -> None:
    done = start(tmp_path, GOOD)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({**GOOD, "ANPACKEN_BASE_URL": ""}, "ANPACKEN_BASE_URL is not set"),
        ({**GOOD, "ANPACKEN_BASE_URL": "www.example.org"}, "is no web address"),
        ({**GOOD, "ANPACKEN_SECRET_KEY": ""}, "ANPACKEN_SECRET_KEY is not set"),
        ({**GOOD, "ANPACKEN_SECRET_KEY": "short"}, "shorter than 32 characters"),
        ({**GOOD, "ANPACKEN_MAIL_URL": ""}, "ANPACKEN_MAIL_URL is not set"),
        ({**GOOD, "ANPACKEN_MAIL_URL": "keep"}, "shows every mail to everybody"),
        ({**GOOD, "ANPACKEN_DEMO": "1"}, "contradict each other"),
        ({**GOOD, "ANPACKEN_DEMO": "perhaps"}, "ANPACKEN_DEMO=perhaps is neither yes nor no"),
        ({**GOOD, "ANPACKEN_HOSTS": "*"}, "trusts every host name"),
        ({**GOOD, "ANPACKEN_WEB_THREADS": "0"}, "ANPACKEN_WEB_THREADS=0 is no whole number from 1 to 64"),
        ({**GOOD, "PORT": "eighty"}, "PORT=eighty is no whole number from 1 to 65535"),
        ({**GOOD, "ANPACKEN_LANGUAGES": "en,fr"}, "The source language de is missing"),
        ({**GOOD, "DATABASE_URL": "mysql://a:b@localhost/c"}, "names neither PostgreSQL nor SQLite"),
        ({**GOOD, "DATABASE_URL": "postgres"}, "names neither PostgreSQL nor SQLite"),
    ],
)
def test_a_bad_environment_is_refused_in_plain_words(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    done = start(tmp_path, environment)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "What to do:" in done.stderr
