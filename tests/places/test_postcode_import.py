from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.places import postcode_table
from anpacken.places.actions import postcodes
from anpacken.places.errors import GeographyMissing, RowsWrong, TableUnreadable
from anpacken.places.models import District, Postcode, Region

pytestmark = pytest.mark.django_db

BY = Actor.command("test")
HEAD = "postcode,place,district_key,lat,lon\n"


@pytest.fixture(autouse=True)
def _districts(db: None) -> None:
    region = Region.objects.create(code="lueneburg", name="Lüneburg")
    for ags, name in (("03360", "Uelzen"), ("03351", "Celle")):
        District.objects.create(
            ags=ags, name=name, kind="Landkreis", region=region, nuts3=f"DE9{ags[-2:]}", latitude=53, longitude=10
        )


def imported(text: str, *, dry_run: bool = False) -> postcodes.Imported:
    return postcodes.import_table(text.encode(), by=BY, dry_run=dry_run)


def known() -> list[tuple[str, str, str]]:
    return list(Postcode.objects.values_list("code", "place", "district__ags"))


def test_a_table_is_taken() -> None:
    found = imported(HEAD + "29525,Uelzen,03360,52.97,10.56\n29221,Celle,03351,52.62,10.08\n")

    assert found == postcodes.Imported(codes=2, places=2, elsewhere=0, repeated=0)
    assert known() == [("29221", "Celle", "03351"), ("29525", "Uelzen", "03360")]


@pytest.mark.parametrize(
    "text",
    [
        "PLZ;Ort;Kreisschlüssel;Breite;Länge\n29525;Uelzen;03360;52,97;10,56\n",
        "\ufefflon\tlat\tdistrict key\tplace\tpostcode\textra\n10.56\t52.97\t03360\tUelzen\t29525\tx\n",
        "DE\t29525\tUelzen\tNiedersachsen\tNI\t\t00\tLandkreis Uelzen\t03360\t52.97\t10.56\t4\n",
        '"postcode","place","district_key","lat","lon"\r\n"29525","Uelzen","03360","52.97","10.56"\r\n\r\n',
    ],
)
def test_separators_headers_and_geonames_are_understood(text: str) -> None:
    imported(text)

    row = Postcode.objects.get()
    assert (row.code, row.place, row.district.ags, row.latitude, row.longitude) == (
        "29525",
        "Uelzen",
        "03360",
        52.97,
        10.56,
    )


def test_codes_of_the_table_take_the_place_of_the_old_ones_and_others_stay() -> None:
    uelzen = District.objects.get(ags="03360")
    Postcode.objects.create(code="29525", place="", district=uelzen, latitude=52, longitude=10)
    Postcode.objects.create(code="29549", place="Bad Bevensen", district=uelzen, latitude=53, longitude=10)

    imported(HEAD + "29525,Uelzen,03360,52.97,10.56\n29525,Westerweyhe,03360,53.0,10.5\n")

    assert known() == [
        ("29525", "Uelzen", "03360"),
        ("29525", "Westerweyhe", "03360"),
        ("29549", "Bad Bevensen", "03360"),
    ]


def test_rows_of_other_states_and_repeated_ones_are_left_out_and_counted() -> None:
    row = "29525,Uelzen,03360,52.97,10.56\n"

    found = imported(HEAD + row + row + "10115,Berlin,11000,52.5,13.4\n")

    assert found == postcodes.Imported(codes=1, places=1, elsewhere=1, repeated=1)


def test_a_dry_run_writes_nothing() -> None:
    found = imported(HEAD + "29525,Uelzen,03360,52.97,10.56\n", dry_run=True)

    assert found.codes == 1
    assert known() == []
    assert not Entry.objects.exists()


def test_the_audit_log_says_how_many_places_each_region_got() -> None:
    imported(HEAD + "29525,Uelzen,03360,52.97,10.56\n29221,Celle,03351,52.62,10.08\n")

    entry = Entry.objects.get()
    assert (entry.action, entry.details) == ("region.postcodes_imported", {"places": 2})


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("2952,Uelzen,03360,52.97,10.56", "„2952“ ist keine Postleitzahl. Sie braucht fünf Ziffern."),
        ("٢٩٥٢٥,Uelzen,03360,52.97,10.56", "„٢٩٥٢٥“ ist keine Postleitzahl. Sie braucht fünf Ziffern."),
        ("29525,,03360,52.97,10.56", "Der Ort fehlt."),
        ("29525,Uel\x00zen,03360,52.97,10.56", "„Uel�zen“ ist kein Ortsname."),
        ("29525,\u202eneztleU,03360,52.97,10.56", "„�neztleU“ ist kein Ortsname."),
        (f"29525,{'U' * 81},03360,52.97,10.56", f"„{'U' * 39}…“ ist kein Ortsname."),
        (
            "29525,Uelzen,3360,52.97,10.56",
            "„3360“ ist kein Kreisschlüssel. Er braucht fünf Ziffern, die führende Null eingeschlossen.",
        ),
        ("29525,Uelzen,03999,52.97,10.56", "Einen Kreis mit dem Schlüssel 03999 gibt es nicht."),
        (
            "29525,Uelzen,03360,north,10.56",
            "„north“ in der Spalte lat liegt nicht in Deutschland. Erwartet werden Grad von 47 bis 56.",
        ),
        (
            "29525,Uelzen,03360,nan,10.56",
            "„nan“ in der Spalte lat liegt nicht in Deutschland. Erwartet werden Grad von 47 bis 56.",
        ),
        (
            "29525,Uelzen,03360,52.97,52.97",
            "„52.97“ in der Spalte lon liegt nicht in Deutschland. Erwartet werden Grad von 5 bis 16.",
        ),
        ("29525,Uelzen", "Die Zeile hat zu wenige Spalten."),
    ],
)
def test_a_wrong_row_is_named_with_its_line_and_nothing_is_written(row: str, sentence: str) -> None:
    with pytest.raises(RowsWrong) as refused:
        imported(f"{HEAD}29221,Celle,03351,52.62,10.08\n{row}\n")

    assert [(problem.line, problem.sentence) for problem in refused.value.problems] == [(3, sentence)]
    assert known() == []


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "Sie ist leer."),
        (b"\n \n", "Sie ist leer."),
        ("postcode,place\nÜlzen".encode("latin-1"), "Sie ist nicht in UTF-8 geschrieben."),
        (b"\x00\xff\xfe", "Sie ist nicht in UTF-8 geschrieben."),
        (b"postcode,place,lat\n1,2,3\n", "Diese Spalten fehlen: district_key, lon."),
        (b"%PDF-1.7 not a table", "Diese Spalten fehlen: postcode, place, district_key, lat, lon."),
    ],
)
def test_a_file_that_is_no_table_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(TableUnreadable, match=reason.replace(".", r"\.")):
        postcodes.import_table(raw, by=BY)


def test_a_file_of_absurd_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postcode_table, "LIMIT_BYTES", 1024**2)

    with pytest.raises(TableUnreadable, match="größer als 1 MB"):
        postcodes.import_table(b"x" * (1024**2 + 1), by=BY)


def test_without_districts_the_import_says_what_to_do_first() -> None:
    District.objects.all().delete()

    with pytest.raises(GeographyMissing, match="anpacken places_load"):
        imported(HEAD)


def test_messages_come_in_english_too() -> None:
    with translation.override("en"), pytest.raises(RowsWrong) as refused:
        imported(HEAD + "2952,Uelzen,03360,52.97,10.56\n")

    assert refused.value.problems[0].sentence == "“2952” is no postcode. It needs five digits."


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "replace"))
    )
)
@example(b";")
def test_whatever_the_file_holds_it_is_taken_or_refused(raw: bytes) -> None:
    with suppress(Refusal):
        postcodes.import_table(raw, by=BY, dry_run=True)


def test_the_command_imports_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "table.csv"
    file.write_text(HEAD + "29525,Uelzen,03360,52.97,10.56\n10115,Berlin,11000,52.5,13.4\n")

    call_command("places_import_postcodes", str(file), "--dry-run")
    call_command("places_import_postcodes", str(file))

    assert capsys.readouterr().out.splitlines() == [
        "Die Tabelle ist in Ordnung. Postleitzahlen: 1, Orte: 1. Es wurde nichts geschrieben.",
        "Ausgelassen: 1 Zeile eines anderen Landes.",
        "Importiert. Postleitzahlen: 1, Orte: 1.",
        "Ausgelassen: 1 Zeile eines anderen Landes.",
    ]


def test_the_command_names_at_most_twenty_wrong_lines(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(HEAD + "1,A,03360,52,10\n" * 23)

    with pytest.raises(CommandError) as refused:
        call_command("places_import_postcodes", str(file))

    lines = str(refused.value).splitlines()
    assert lines[0] == "Zeile 2: „1“ ist keine Postleitzahl. Sie braucht fünf Ziffern."
    assert lines[20] == "… und 3 weitere."
    assert lines[21] == (
        "Es wurde nichts geschrieben. Fehler in der Tabelle: 23. "
        "Berichtigen Sie sie und importieren Sie die Tabelle erneut."
    )


@pytest.mark.parametrize("name", ["missing.csv", "nul\x00.csv", "."])
def test_the_command_says_when_a_file_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="lässt sich nicht öffnen"):
        call_command("places_import_postcodes", str(tmp_path / name))
