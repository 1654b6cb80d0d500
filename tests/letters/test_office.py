"""The letters of an event in the office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.core import clock
from anpacken.events.models import Event
from anpacken.letters.actions import sending
from anpacken.letters.models import Letter
from anpacken.mail.models import OutgoingMail
from tests.factories.events import AT, make_event, register
from tests.factories.letters import make_letter

pytestmark = pytest.mark.django_db
FORM = {
    "title": "Erinnerung",
    "to": "registered",
    "timing": "before",
    "amount": "7",
    "unit": "days",
    "clock": "09:00",
    "subject_de": "Bald: {title}",
    "text_de": "Hallo {name}!",
}


@pytest.fixture
def event() -> Event:
    return make_event(begins_at=time(10), capacity=50)


def test_from_laying_out_to_the_outbox(event: Event, signed_in: Callable[..., Client]) -> None:
    client = signed_in("office")
    for number in range(30):
        register(event, f"{number}@example.org", name=f"Gast {number:02}")
    with clock.frozen(AT):
        page = client.post(reverse("letters_office:lay_out", args=[event.public_id]), follow=True).content.decode()
        assert "4 Entwürfe sind da. Nichts geht hinaus, bevor Sie es einschalten." in page
        letter = Letter.objects.get(kind="reminder_week")
        where = [event.public_id, letter.public_id]
        page = client.get(reverse("letters_office:letter", args=where)).content.decode()
        assert "30 Personen bekämen ihn jetzt" in page
        assert "Seite 1 von 2" in page
        assert "Alex Beispiel" in page
        page = client.get(reverse("letters_office:letter", args=where), {"q": "gast 07"}).content.decode()
        assert ("Gast 07" in page, "Gast 08" in page) == (True, False)
        client.post(reverse("letters_office:deed", args=[*where, "sample"]))
        assert OutgoingMail.objects.latest("pk").related_type == "accounts.user"
        client.post(reverse("letters_office:deed", args=[*where, "on"]))
        entrance = client.get(reverse("events_office:inspect", args=[event.pk])).content.decode()
        assert "der nächste geht am 13.06.2026 09:00 hinaus" in entrance
    sending.walk(at=datetime(2026, 6, 13, 7, tzinfo=UTC))
    assert (
        OutgoingMail.objects.filter(template="letters/mail/letter.html", related_type="events.registration").count()
        == 30
    )
    page = client.get(reverse("letters_office:letter", args=where)).content.decode()
    assert "30 Personen haben ihn bekommen" in page
    inspected = client.get(reverse("registrations:inspect", args=[event.registrations.first().pk])).content.decode()  # type: ignore[union-attr]
    assert "letters/mail/letter.html" in inspected
    mail = OutgoingMail.objects.filter(related_ref=event.registrations.first().public_id).first()  # type: ignore[union-attr]
    assert reverse("outbox:inspect", args=[mail.pk]) in inspected  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text_de": "Hallo {nmae}"}, "Für „{nmae}“ gibt es nichts einzusetzen."),
        ({"text_de": ""}, "Bitte schreiben Sie diesen Text in der ersten Sprache."),
        ({"timing": "moment"}, "Bitte sagen Sie, wann er hinausgeht."),
        ({"timing": "moment", "moment_at": "2026-10-25T02:30"}, "02:30 Uhr gibt es zweimal"),
        ({"amount": "401"}, "Höchstens 400 Tage oder 240 Stunden, bitte."),
        ({"amount": "-1"}, "0"),
        ({"to": "forum:1:2"}, "forum:1:2"),
        ({"title": "Brief\u202e"}, "Brief"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_saved(
    event: Event, signed_in: Callable[..., Client], wrong: dict[str, str], sentence: str
) -> None:
    answer = signed_in("office").post(reverse("letters_office:add", args=[event.public_id]), {**FORM, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Letter.objects.count() == 0


def test_a_draft_is_changed_and_turned_on_late_it_says_why_not(event: Event, signed_in: Callable[..., Client]) -> None:
    client = signed_in("office")
    with clock.frozen(AT):
        client.post(reverse("letters_office:add", args=[event.public_id]), FORM)
        letter = Letter.objects.get()
        where = [event.public_id, letter.public_id]
        changed = client.post(
            reverse("letters_office:change", args=where), {**FORM, "timing": "moment", "moment_at": "2026-05-01T09:00"}
        )
        assert changed.status_code == 302
        page = client.post(reverse("letters_office:deed", args=[*where, "on"]), follow=True).content.decode()
    assert "Nichts wurde verschickt." in page
    letter.refresh_from_db()
    assert letter.state == "draft"
    assert client.post(reverse("letters_office:deed", args=[*where, "nothing"])).status_code == 404


def test_another_regions_letters_are_not_there(event: Event, signed_in: Callable[..., Client]) -> None:
    letter = make_letter(event)
    client = signed_in("regional", region_code="lueneburg")
    for name, args in (("letters", []), ("letter", [letter.public_id])):
        assert client.get(reverse(f"letters_office:{name}", args=[event.public_id, *args])).status_code == 404
    assert (
        client.post(reverse("letters_office:deed", args=[event.public_id, letter.public_id, "off"])).status_code == 404
    )


def test_a_long_list_asks_as_often_as_a_short_one(
    event: Event, signed_in: Callable[..., Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    client, letter, counts = signed_in("office"), make_letter(event), []
    page = reverse("letters_office:letter", args=[event.public_id, letter.public_id])
    client.get(page)
    for number in (1, 30):
        for one in range(number):
            register(event, f"{number}-{one}@example.org")
        with django_assert_max_num_queries(60) as asked:  # type: ignore[attr-defined]
            client.get(page)
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
