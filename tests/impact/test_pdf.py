"""The printed report: tagged, with language, bookmarks and alternative texts, and with the same facts as the page."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from anpacken.audit.models import Entry
from anpacken.events.models import Event
from anpacken.impact import jobs
from anpacken.impact.errors import ReportNotTypeset
from anpacken.impact.models import AllianceYear
from anpacken.impact.pdf import kept, typesetting
from anpacken.impact.queries.report import report
from anpacken.places.actions import geography
from anpacken.places.models import Municipality
from tests.factories.impact import BY


def words_of(document: bytes) -> str:
    """The text of a PDF in reading order, white space made even."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed")
    done = subprocess.run(["pdftotext", "-", "-"], input=document, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def structure(node: Any, found: list[Any]) -> list[Any]:
    """All elements of the structure tree."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            structure(child, found)
    elif isinstance(node, pikepdf.Dictionary) and ("/S" in node or "/K" in node):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            structure(node["/K"], found)
    return found


@pytest.fixture
def on_the_map(fourth_year: AllianceYear) -> AllianceYear:
    geography.load(by=BY)
    Event.objects.filter(title__de__text="Dialog Wohnen").update(municipality=Municipality.objects.get(name="Laatzen"))
    return fourth_year


def test_the_pdf_is_tagged_and_speaks_its_language(on_the_map: AllianceYear) -> None:
    document = typesetting.typeset(report(on_the_map, language="de"))
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert str(pdf.Root.Lang) == "de"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "Viertes Jahr" in str(pdf.docinfo["/Title"])
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "pdfuaid:part" in pdf.Root.Metadata.read_bytes().decode()
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert {"Zu Beginn", "Das Jahr auf einen Blick", "In den Regionen", "Kontakt und Impressum"} <= set(titles)
        elements = structure(pdf.Root.StructTreeRoot["/K"], [])
        kinds = {str(element["/S"]) for element in elements}
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/P"} <= kinds
        figures = [element for element in elements if str(element["/S"]) == "/Figure"]
        assert figures
        assert all(str(figure.get("/Alt", "")) for figure in figures)
        assert any("Laatzen" in str(figure["/Alt"]) for figure in figures)


def test_all_thirteen_figures_and_all_facts_stand_on_paper(fourth_year: AllianceYear) -> None:
    told = report(fourth_year, language="de")
    text = words_of(typesetting.typeset(told))
    assert len(told.figures) == 13
    for line in told.figures:
        assert line.label in text
        assert line.total in text
    for wanted in (
        "Jahrestag", "Dialog Wohnen", "Hatice Akyün", "Sprache ist der Schlüssel.", "Die Malerin",
        "23. November und 14. Dezember 2019", "6.000 Euro", "Ada, Ben", "Göttinger Tageblatt", "Mehr Kurse", "+32 %",
    ):  # fmt: skip
        assert wanted in text


def test_the_english_report_is_english(fourth_year: AllianceYear) -> None:
    document = typesetting.typeset(report(fourth_year, language="en"))
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert str(pdf.Root.Lang) == "en"
    assert "about 4,680" in words_of(document)


def test_a_year_with_nothing_in_it_still_makes_a_report(fourth_year: AllianceYear) -> None:
    Event.objects.all().delete()
    AllianceYear.objects.update(foreword={}, review={}, outlook={})
    fourth_year.refresh_from_db()
    assert typesetting.typeset(report(fourth_year, language="de")).startswith(b"%PDF")


def test_text_is_text_and_strange_characters_do_not_stop_the_press(fourth_year: AllianceYear) -> None:
    AllianceYear.objects.update(title={"de": {"text": '#panic("x") $x$ <b> \\u{1F600} 😀 \u202eabc 🂡'}})
    fourth_year.refresh_from_db()
    document = typesetting.typeset(report(fourth_year, language="de"))
    assert '#panic("x")' in words_of(document)


def test_a_template_that_fails_is_refused_with_its_reason(
    fourth_year: AllianceYear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.typ").write_text('#panic("no such thing")')
    monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)
    with pytest.raises(ReportNotTypeset) as refused:
        typesetting.typeset(report(fourth_year, language="de"))
    assert "no such thing" in refused.value.message


def test_a_made_pdf_is_kept_until_the_report_says_something_else(fourth_year: AllianceYear, media: Path) -> None:
    first = kept.pdf(fourth_year, language="de", by=BY)
    again = kept.pdf(fourth_year, language="de", by=BY)
    assert (first.is_new, again.is_new, first.name) == (True, False, again.name)
    fourth_year.outlook = "Ein anderer Ausblick."
    fourth_year.save()
    other = kept.pdf(fourth_year, language="de", by=BY)
    assert (other.is_new, other.fingerprint == first.fingerprint) == (True, False)
    assert [path.name for path in (media / "reports").iterdir()] == [Path(other.name).name]
    assert Entry.objects.filter(action="allianceyear.report_typeset").count() == 2


def test_the_job_makes_the_pdf_and_passes_over_a_year_that_is_gone(fourth_year: AllianceYear, media: Path) -> None:
    assert not kept.is_made(fourth_year, language="de")
    jobs.make_report.func(4, "de")
    assert kept.is_made(fourth_year, language="de")
    jobs.make_report.func(17, "de")


def test_asking_for_the_pdf_queues_it_in_every_language(fourth_year: AllianceYear) -> None:
    from django_tasks_db.models import DBTaskResult

    jobs.ask_for_report(year=fourth_year, by=BY)
    queued = DBTaskResult.objects.filter(task_path__endswith="make_report")
    assert sorted(result.args_kwargs["args"] for result in queued) == [[4, "de"], [4, "en"]]


def test_the_command_writes_the_file(fourth_year: AllianceYear, tmp_path: Path) -> None:
    target = tmp_path / "bericht.pdf"
    call_command("report", "4", output=str(target))
    assert target.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["bericht.pdf"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["7", "--output", "{tmp}/x.pdf"], "Bündnisjahr 7"),
        (["4", "--output", "{tmp}"], "is a folder"),
        (["4", "--output", "{tmp}/none/x.pdf"], "does not exist"),
        (["vier", "--output", "{tmp}/x.pdf"], "vier"),
        (["4"], "--output"),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong(
    fourth_year: AllianceYear, tmp_path: Path, arguments: list[str], said: str
) -> None:
    with pytest.raises(CommandError, match=said) as refused:
        call_command("report", *(argument.format(tmp=tmp_path) for argument in arguments))
    assert refused.value.returncode in (1, 2)
    assert list(tmp_path.iterdir()) == []
