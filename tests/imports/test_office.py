"""The office's pages: from the upload to the report, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.imports.choices import ImportState
from anpacken.imports.models import Import, ImportRow
from anpacken.people.models import Consent, Person
from tests.imports.lists import as_csv, as_xlsx
from tests.imports.test_reading import bomb

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
LIST = [
    ["E-Mail", "Vorname", "Nachname", "Newsletter"],
    ["ada@example.org", "Ada", "Muster", "ja"],
    ["falsch", "Bea", "<b>Muster</b>", ""],
]


def send(client: Client, content: bytes, name: str = "liste.csv") -> object:
    return client.post(reverse("imports:upload"), {"file": SimpleUploadedFile(name, content)})


def decisions(**changed: object) -> dict[str, object]:
    """The form as it is proposed, with what is changed in it."""
    columns = {"column_0": "email", "column_1": "first_name", "column_2": "last_name", "column_3": ""}
    return {
        **columns,
        "brings": "persons",
        "known": "fill",
        "needs_address": "on",
        "wording_version": "2026-11",
        **changed,
    }


def test_the_whole_way_in_the_office(signed_in: SignIn) -> None:
    office = signed_in("office")
    send(office, as_csv(LIST))
    of = Import.objects.get()
    address = reverse("imports:columns", args=[of.public_id])
    page = office.get(address)
    assert of.state == ImportState.READ
    assert "selected>agreed" not in page.content.decode()
    assert '<option value="email" selected>' in page.content.decode()
    assert "&lt;b&gt;Muster&lt;/b&gt;" in page.content.decode()

    refused = office.post(address, decisions(column_3="newsletter"))
    assert "Nennen Sie das Dokument" in refused.content.decode()
    assert Import.objects.get().state == ImportState.READ

    given = {"column_3": "newsletter", "source_document": "Liste der Tagung", "document_on": "2019-06-03"}
    office.post(address, decisions(**given))
    show = reverse("imports:show", args=[of.public_id])
    text = office.get(show).content.decode()
    assert "Das war der Probelauf" in text
    assert "wird eingetragen" in text
    assert "Das ist keine E-Mail-Adresse" in text
    assert Person.objects.count() == 0

    office.post(reverse("imports:deed", args=[of.public_id, "apply"]))
    text = office.get(show).content.decode()
    assert "wird übernommen" in text.lower() or "Wird übernommen" in text
    assert '<meta http-equiv="refresh"' in text

    from anpacken.imports.jobs import go_on

    go_on.call(of.public_id)
    text = office.get(show).content.decode()
    assert "Abgeschlossen" in text
    assert Person.objects.get().email == "ada@example.org"
    assert Consent.objects.get().evidence == "Liste der Tagung #2"

    answer = office.get(reverse("imports:rejected", args=[of.public_id]))
    assert b"falsch;Bea" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert "liste" in answer.headers["Content-Disposition"]
    assert Entry.objects.filter(action="import.rejected_exported").count() == 1

    office.post(reverse("imports:deed", args=[of.public_id, "delete"]))
    assert (Import.objects.count(), ImportRow.objects.count(), Person.objects.count()) == (0, 0, 1)


def test_a_large_list_is_read_in_the_background(signed_in: SignIn) -> None:
    office = signed_in("office")
    send(office, as_xlsx(LIST), "liste.xlsx")
    of = Import.objects.get()
    text = office.get(reverse("imports:show", args=[of.public_id])).content.decode()
    assert of.state == ImportState.READING
    assert "Sie können diese Seite verlassen" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "enthält keine Zeilen"),
        (b"%PDF-1.7", "weder eine CSV-Datei noch eine XLSX-Tabelle"),
        (bomb({"xl/worksheets/sheet1.xml": 400 << 20}), "viel größer, als eine Liste sein kann"),
        (b"PK\x03\x04", "ist beschädigt"),
    ],
    ids=["empty", "PDF", "zip bomb", "damaged"],
)
def test_what_cannot_be_read_is_said_beside_the_file(signed_in: SignIn, content: bytes, said: str) -> None:
    answer = send(signed_in("office"), content)
    assert said in answer.content.decode()  # type: ignore[attr-defined]
    assert Import.objects.count() == 0


def test_200_megabytes_get_a_page_that_says_what_to_do(signed_in: SignIn) -> None:
    """The length is refused before a byte is read."""
    answer = signed_in("office").post(
        reverse("imports:upload"),
        data=b"",
        content_type="multipart/form-data",
        headers={"content-length": str(200 << 20)},
    )
    assert answer.status_code == 400
    assert "höchstens 60 MB" in answer.content.decode()
    assert settings.OFFICE_BODY_AT_MOST < 200 << 20


def test_stopping_and_going_on_by_buttons(signed_in: SignIn) -> None:
    office = signed_in("office")
    send(office, as_csv(LIST))
    of = Import.objects.get()
    office.post(reverse("imports:columns", args=[of.public_id]), decisions())
    for name, state in (("apply", "applying"), ("delete", "applying"), ("pause", "paused"), ("apply", "applying")):
        office.post(reverse("imports:deed", args=[of.public_id, name]))
        assert Import.objects.get().state == state
    assert office.post(reverse("imports:deed", args=[of.public_id, "explode"])).status_code == 404


def test_pages_hold_no_more_queries_for_more_rows(signed_in: SignIn) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    office = signed_in("office")
    counted = []
    for many in (2, 30):
        send(office, as_csv([LIST[0], *([f"falsch{n}", "Bea", "Muster", ""] for n in range(many))]))
        of = Import.objects.order_by("-pk")[0]
        office.post(reverse("imports:columns", args=[of.public_id]), decisions())
        with CaptureQueriesContext(connection) as queries:
            office.get(reverse("imports:show", args=[of.public_id]))
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("role", ["editor", "regional", "reader"])
def test_only_the_office_may(signed_in: SignIn, role: str) -> None:
    client = signed_in(role)
    send(client, as_csv(LIST))
    assert Import.objects.count() == 0
    assert client.get(reverse("imports:index")).status_code == 302


def test_the_list_of_imports(signed_in: SignIn) -> None:
    office = signed_in("office")
    for number in range(3):
        send(office, as_csv(LIST), f"liste-{number}.csv")
    Import.objects.update(created_at=Import.objects.first().created_at - timedelta(days=1))  # type: ignore[union-attr]
    text = office.get(reverse("imports:index")).content.decode()
    assert all(f"liste-{number}.csv" in text for number in range(3))
    assert "Liste hochladen" in text
