"""An event's own words in its mails: filled in for each reader, with nothing of a stranger's that works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.core.texts import TranslatedText, translated
from anpacken.events import samples
from anpacken.events.actions import copying, registrations, texts
from anpacken.events.choices import Occasion
from anpacken.events.errors import UnknownPlace
from anpacken.events.models import Event, EventText
from anpacken.mail import words
from anpacken.mail.models import OutgoingMail
from anpacken.mail.rendering import Written, write
from tests.factories.events import AT, BY, make_event, register

pytestmark = pytest.mark.django_db
BLANK = TranslatedText()


@pytest.fixture
def event() -> Event:
    return make_event(
        title=translated(de="Werkstatt Sprache", en="Language workshop"),
        capacity=2,
        begins_at=time(10),
        venue="Altes Rathaus",
    )


def say(event: Event, text: Any, subject: Any = BLANK, occasion: Occasion = Occasion.TICKET) -> None:
    subject, text = TranslatedText.of(subject), TranslatedText.of(text)
    texts.write(event=event, occasion=occasion, subject=subject, text=text, by=BY, at=AT)
    event.refresh_from_db()


def last() -> Written:
    mail = OutgoingMail.objects.latest("pk")
    return write(template=mail.template, context=mail.context, language=mail.language)


def test_own_words_stand_in_the_place_of_the_first_paragraphs_and_the_rest_stays(event: Event) -> None:
    say(event, "Liebe*r {name},\nschön!\n\nBis {when} in: {where}. {seats} Plätze.", "{title}: wir freuen uns")
    register(event, "ada@example.org", companions=1)
    written = last()
    assert written.subject == "Werkstatt Sprache: wir freuen uns"
    begin = written.text[: written.text.index("Veranstaltung:")]
    assert begin == ("Liebe*r Ada Muster,\nschön!\n\nBis 20. Juni 2026, ab 10:00 Uhr in: Altes Rathaus. 2 Plätze.\n\n")
    assert "Liebe*r <bdi>Ada Muster</bdi>,<br>" in written.html
    assert OutgoingMail.objects.latest("pk").context["manage_url"] in written.text
    assert "Sie sind angemeldet" not in written.text


def test_a_link_alone_is_a_button_and_within_words_a_link(event: Event) -> None:
    say(event, "{link}\n\nMehr: {page} und https://beispiel.example/weg?a=1&b=2.")
    register(event, "ada@example.org")
    url = OutgoingMail.objects.latest("pk").context["manage_url"]
    written = last()
    assert f"Zu Ihrer Anmeldung:\n{url}\n" in written.text
    assert written.html.count(f'class="m-button" href="{url}"') == 2
    assert 'href="https://beispiel.example/weg?a=1&amp;b=2"' in written.html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('<a href="https://evil.example">hier</a>', '<a href="evil. example">hier</a>'),
        ("https://evil.example/x", "evil. example/x"),
        ("www.evil.example", "www. evil. example"),
        ("{link}", "{link}"),
        ("{{ manage_url }} {% now 'Y' %}", "{{ manage_url }} {% now 'Y' %}"),
        ("Ada\r\n\r\nBcc: x", "Ada Bcc: x"),
        ("Ada \u202egnp.exe\u2066", "Ada gnp. exe"),
        ("javascript:alert(1)", "alert(1)"),
        ("mailto:x@evil.example", "x@evil. example"),
    ],
)
def test_what_a_stranger_typed_is_words_and_nothing_else(event: Event, typed: str, shown: str) -> None:
    say(event, "Hallo {organisation}, von {organisation}!", "Für {organisation}")
    register(event, "ada@example.org", organisation=typed)
    written = last()
    assert written.subject == f"Für {shown}"
    assert f"Hallo {shown}, von {shown}!" in " ".join(written.text.split())
    assert "evil.example" not in written.text + written.html
    assert "\u202e" not in written.text + written.html
    links = OutgoingMail.objects.latest("pk").context
    first = written.html[written.html.index("Hallo") : written.html.index("</p>", written.html.index("Hallo"))]
    assert first.count("<bdi>") == first.count("<") / 2 == 2
    assert written.text.count(links["manage_url"]) == 1


@pytest.mark.parametrize(
    ("subject", "text", "place", "field"),
    [
        ("", "Hallo {nmae}", "{nmae}", "text"),
        ("", "Hallo { name }", "{ name }", "text"),
        ("", "Hallo {{name}}", "{{name}}", "text"),
        ("", "bis {until}", "{until}", "text"),
        ("Hier: {link}", "", "{link}", "subject"),
    ],
)
def test_a_place_that_nothing_fills_is_refused_and_the_known_ones_are_named(
    event: Event, subject: str, text: str, place: str, field: str
) -> None:
    with pytest.raises(UnknownPlace) as refused:
        say(event, text, subject)
    assert f"„{place}“" in refused.value.message
    assert "{name}, {organisation}, {title}, {when}, {where}" in refused.value.message
    assert refused.value.facts["field"] == field
    assert EventText.objects.count() == 0


def test_an_offer_says_until_when_whatever_it_says(event: Event) -> None:
    say(event, "Ihr Platz bis {until}!", occasion=Occasion.OFFER)
    seats = [register(event, f"{number}@example.org") for number in range(3)]
    registrations.cancel(registration=seats[0], by=BY, at=AT)
    mail = OutgoingMail.objects.get(template="events/mail/offer.html")
    written = write(template=mail.template, context=mail.context, language="de")
    assert f"Ihr Platz bis {mail.context['until']}!" in " ".join(written.text.split())
    say(event, "Kommen Sie!", occasion=Occasion.OFFER)
    [german, _english] = samples.of_occasion(
        event, Occasion.OFFER, subject=BLANK, text=translated(de="Kommen Sie!"), at=AT
    )
    assert "Freigehalten bis: 6. Mai 2026 10:00" in german.mail.text


def test_a_language_without_own_words_gets_the_standard_ones_of_its_own(event: Event) -> None:
    say(event, translated(de="Nur auf Deutsch."))
    register(event, "ada@example.org", language="en")
    assert "you are registered" in last().text
    register(event, "bo@example.org")
    assert "Nur auf Deutsch." in last().text


def test_what_is_kept_for_a_rush_is_made_anew_and_costs_no_query(
    event: Event, django_assert_num_queries: Callable[[int], Any]
) -> None:
    register(event, "ada@example.org")
    assert "Hallo" not in last().text
    say(event, "Hallo!")
    register(event, "bo@example.org")
    assert "Hallo!" in last().text
    event.capacity = None
    event.save()
    event.refresh_from_db()
    with django_assert_num_queries(6):
        registrations.register(event=event, name="C", email="c@example.org", language="de", by=BY, at=AT)
    say(event, "")
    register(event, "d@example.org")
    assert "Hallo!" not in last().text
    assert [entry.details for entry in Entry.objects.filter(action="event.mail_written")] == [
        {"occasion": "ticket"}
    ] * 2


@pytest.mark.parametrize("occasion", list(Occasion))
def test_every_mail_can_say_it_in_own_words_and_is_shown_before(event: Event, occasion: Occasion) -> None:
    own = {"subject": translated(de="Eigener Betreff"), "text": translated(de="Eigene Worte für {name}.")}
    [german, english] = samples.of_occasion(event, occasion, at=AT, **own)
    assert (german.mail.subject, german.is_own, english.is_own) == ("Eigener Betreff", True, False)
    assert german.mail.text.startswith("Eigene Worte für Alex Beispiel.\n")
    assert german.mail.text.count("6. Mai 2026 10:00") == (occasion in ("offer", "unconfirmed"))


def test_a_copy_of_the_event_says_the_same(event: Event) -> None:
    say(event, "Hallo {name}!")
    new = copying.copy(original=event, starts_on=event.starts_on, by=BY, at=AT)  # type: ignore[arg-type]
    assert [str(each.text) for each in new.texts.all()] == ["Hallo {name}!"]


def test_the_office_sees_before_it_saves_and_reads_why_not(event: Event, signed_in: Callable[..., Client]) -> None:
    client = signed_in("office")
    page = reverse("events_office:text", args=[event.pk, "ticket"])
    tried = client.post(page, {"text_de": "Hallo {name}!", "do": "preview"})
    assert tried.status_code == 200
    assert "Noch nicht gespeichert" in tried.content.decode()
    assert "Hallo &lt;bdi&gt;Alex" in tried.content.decode()
    assert EventText.objects.count() == 0
    refused = client.post(page, {"text_de": "Hallo {nmae}!"})
    assert refused.status_code == 422
    assert "{name}, {organisation}" in refused.content.decode()
    assert client.post(page, {"text_de": "Hallo {name}!", "text_en": "Hello {name}!"}).status_code == 302
    assert EventText.objects.get().text == translated(de="Hallo {name}!", en="Hello {name}!")
    assert "eigene" in client.get(reverse("events_office:texts", args=[event.pk])).content.decode()
    assert client.get(reverse("events_office:text", args=[event.pk, "nothing"])).status_code == 404


@pytest.mark.once
def test_braces_that_name_nothing_stay_and_an_empty_value_leaves_no_hole() -> None:
    values = {"name": "", "link_url": "https://a.example/1"}
    assert words.unknown("a } b { c", {"name"}) == []
    assert list(words.blocks("{name}\n\nHallo {name}", values, html=True)) == ["Hallo <bdi></bdi>"]
