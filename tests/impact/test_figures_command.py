from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from anpacken.impact.models import AllianceYear


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("figures", *arguments, stdout=out)
    return out.getvalue()


def test_json_holds_opening_records_total_estimate_and_split(fourth_year: AllianceYear) -> None:
    said = json.loads(run("--at", "2019-10-10", "--format", "json"))
    assert said["at"] == "2019-10-10"
    assert len(said["figures"]) == 13
    connected = said["figures"]["people_connected"]
    assert {key: connected[key] for key in ("opening", "records", "total", "estimate", "word", "as_of", "split")} == {
        "opening": 4630,
        "records": 50,
        "total": 4680,
        "estimate": True,
        "word": "about",
        "as_of": "2018-11-05",
        "split": {},
    }
    dialogues = said["figures"]["conferences"]["split"]["regional_dialogue"]
    assert dialogues == {
        "label": "Regionalkonferenzen und -dialoge",
        "opening": 15,
        "records": 1,
        "total": 16,
        "estimate": False,
        "word": "exact",
    }
    assert said["figures"]["facebook_subscribers"]["known"] is False


def test_text_is_one_line_for_each_figure_and_part(fourth_year: AllianceYear) -> None:
    lines = run("--at", "2019-10-10", "--language", "en").splitlines()
    assert lines[0] == "2019-10-10"
    # 13 figures, 2 + 4 + 3 parts
    assert len(lines) == 1 + 13 + 9
    assert any(line.split() == ["People", "connected", "about", "4,680", "4630", "+", "50"] for line in lines)


@pytest.mark.parametrize("day", ["2019-13-01", "yesterday", "", "10.10.2019", "2018-11-04", "2999-01-01", "\u202e2019"])
def test_a_day_that_cannot_be_answered_is_refused(fourth_year: AllianceYear, day: str) -> None:
    if not day:
        assert run("--at", day)
        return
    with pytest.raises(CommandError) as refused:
        run("--at", day)
    assert refused.value.returncode == 2
