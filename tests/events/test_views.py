"""The public pages: what they say, in both languages, for whom and at which price."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.counts import Count, CountWord
from anpacken.core.dates import DatePrecision
from anpacken.core.texts import translated
from anpacken.events.actions import events, load, registrations
from anpacken.events.choices import Access, ContributionKind, EventFormat, EventState, PartnerRole
from anpacken.events.facts import ContributionFacts, DayFacts, ForumFacts, SeriesFacts
from anpacken.events.links import manage_url, token
from anpacken.events.models import Event, Registration
from anpacken.mail.models import OutgoingMail
from anpacken.people.models import Organisation
from anpacken.places.models import Region
from tests.factories.events import AT, BY, make_event, register

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _early_may():
    with clock.frozen(AT):
        yield


@pytest.fixture
def visitor() -> Client:
    return Client()


def text_of(answer) -> str:
    return answer.content.decode()


def page(visitor: Client, event: Event, *, language: str = "de", tail: str = "") -> str:
    prefix = "" if language == "de" else f"/{language}"
    answer = visitor.get(f"{prefix}/veranstaltungen/{event.public_id}/{tail}")
    assert answer.status_code == 200
    return text_of(answer)


GOOD = {"name": "Ada Muster", "email": "ada@example.org", "organisation": "", "companions": "1", "support_needs": ""}


def send(visitor: Client, event: Event, **changed: str):
    return visitor.post(f"/veranstaltungen/{event.public_id}/anmelden/", {**GOOD, **changed})


class TestList:
    def test_says_how_it_stands_with_each_event_and_never_how_many_seats(self, visitor):
        make_event(title=translated(de="Freie Plätze da", en="Seats left"))
        full = make_event(title=translated(de="Schon voll"), capacity=1)
        register(full, "a@example.org")
        make_event(title=translated(de="Ein Entwurf"), state=EventState.DRAFT)
        content = text_of(visitor.get("/veranstaltungen/"))
        assert "Freie Plätze da" in content
        assert "Plätze frei" in content
        assert "Warteliste" in content
        assert "Ein Entwurf" not in content
        assert "2 Veranstaltungen" in content

    def test_in_english_and_a_missing_translation_is_marked(self, visitor):
        make_event(title=translated(de="Nur deutsch"))
        content = text_of(visitor.get("/en/veranstaltungen/"))
        assert "What is coming" in content
        assert 'lang="de"' in content
        assert "Nur deutsch" in content

    def test_filters_by_format_theme_region_and_words(self, visitor):
        Theme.objects.create(slug="frauen", name=translated(de="Frauen"))
        Region.objects.create(code="nordost", name="Nordost", office_name=translated(de="Amt Nordost"))
        make_event(
            title=translated(de="Grüße aus Lüneburg"),
            format=EventFormat.FOLLOW_UP,
            themes=("frauen",),
            region="nordost",
        )
        make_event(title=translated(de="Etwas anderes"))
        for query in ("format=follow_up", "theme=frauen", "region=nordost", "q=LUNEBURG+grusse", "q=lüneburg"):
            content = text_of(visitor.get(f"/veranstaltungen/?{query}"))
            assert ("Grüße aus Lüneburg" in content, "Etwas anderes" in content) == (True, False), query

    @pytest.mark.parametrize(
        "query",
        [
            "format=no_such_format",
            "theme=%00",
            "q=%00",
            "q=" + "x" * 101,
            "region=%F0%9F%92%A9",
            "theme=1&theme=2",
            "format=follow_up'--",
        ],
    )
    def test_what_it_does_not_understand_is_left_out_and_said(self, visitor, query):
        make_event(title=translated(de="Trotzdem da"))
        answer = visitor.get(f"/veranstaltungen/?{query}")
        assert answer.status_code == 200
        assert "Trotzdem da" in text_of(answer)
        assert "wurde weggelassen" in text_of(answer)

    @pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "x", "%00"])
    def test_any_page_number_is_answered(self, visitor, number):
        make_event()
        assert visitor.get(f"/veranstaltungen/?page={number}").status_code == 200

    def test_one_or_thirty_events_cost_the_same(self, visitor, django_assert_num_queries):
        """Thirty are more than a page, which is one query less for the page's end; so compare one and twenty."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        make_event()
        visitor.get("/veranstaltungen/")
        with CaptureQueriesContext(
            connection,
        ) as one:
            visitor.get("/veranstaltungen/")
        for _number in range(30):
            make_event()
        with CaptureQueriesContext(connection) as thirty:
            visitor.get("/veranstaltungen/")
        assert len(one) == len(thirty)

    def test_sets_no_cookie_and_may_be_kept(self, visitor):
        answer = visitor.get("/veranstaltungen/")
        assert answer.cookies == {}
        assert answer["X-Anpacken-Keep"].split()[:3] == ["300", "site", "events"]

    def test_past_events_by_year(self, visitor):
        make_event(
            state=EventState.HELD,
            starts_on=date(2019, 6, 3),
            title=translated(de="Damals"),
            participants=Count(560, CountWord.ABOUT),
        )
        content = text_of(visitor.get("/veranstaltungen/rueckblick/"))
        assert "Damals" in content
        assert ">2019</h2>" in content
        assert "rund 560 Personen kamen" in content
        make_event(state=EventState.HELD, starts_on=date(2018, 11, 6), title=translated(de="Noch früher"))
        assert "Damals" not in text_of(visitor.get("/veranstaltungen/rueckblick/?year=2018"))
        assert "Damals" not in text_of(visitor.get("/veranstaltungen/"))


class TestEventPage:
    def test_shows_what_there_is(self, visitor):
        event = make_event(
            title=translated(de="Werkstatt", en="Workshop"),
            state=EventState.HELD,
            starts_on=date(2019, 6, 3),
            participants=Count(560, CountWord.ABOUT),
            registered=Count(650, CountWord.MORE_THAN),
            forums=(ForumFacts(title=translated(de="Gesundheit"), rounds=2),),
            contributions=(ContributionFacts(kind=ContributionKind.KEYNOTE, name="Düzen Tekkal"),),
        )
        later = make_event(title=translated(de="Die Nachlese"), follows=event.slug)
        content = page(visitor, event)
        for part in ("rund 560", "mehr als 650", "in 2 Runden", "Düzen Tekkal", "Die Nachlese", "3. Juni 2019"):
            assert part in content
        assert "Werkstatt" in page(visitor, later)
        assert "about 560" in page(visitor, event, language="en")

    def test_says_who_makes_it_in_which_languages_and_how_one_gets_in(self, visitor):
        makers = [Organisation.objects.create(name=name) for name in ("Haus Z", "Haus A", "Haus M", "Duo Farbe")]
        roles = (PartnerRole.COHOST, PartnerRole.COHOST, PartnerRole.HOST, PartnerRole.ARTIST)
        event = make_event(
            partners=tuple(zip(makers, roles, strict=True)),
            art=translated(de="Graffiti", en="Graffiti"),
            spoken=("de",),
            interpreted=("ar",),
            access=(Access.STEP_FREE, Access.QUIET_ROOM),
        )
        Event.objects.filter(pk=event.pk).update(access_note=translated(de="Der Lift hält auch im Keller."))
        content = " ".join(page(visitor, event).split())
        # Co-hosts in the order that the office gave them, not by name.
        for part in ("Haus Z, Haus A", "Haus M", "Duo Farbe", "Graffiti", "Deutsch; gedolmetscht in Arabisch"):
            assert part in content
        for part in ("<li>stufenloser Zugang</li>", "<li>Ruheraum</li>", "Der Lift hält auch im Keller."):
            assert part in content
        assert "step-free access" in page(visitor, event, language="en")

    def test_reach_is_never_shown_as_participants(self, visitor):
        fair = make_event(
            format=EventFormat.FAIR_STAND,
            state=EventState.HELD,
            starts_on=date(2019, 6, 14),
            ends_on=date(2019, 6, 16),
            takes_registrations=False,
            reach=Count(300000, CountWord.ABOUT),
        )
        content = page(visitor, fair)
        assert "rund 300.000" in content
        assert "Gäste des Festes insgesamt" in content
        assert ">Teilnehmende<" not in content
        assert "14. Juni bis 16. Juni 2019" in content

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"starts_on": None}, "Termin folgt"),
            ({"starts_on": date(2027, 9, 1), "precision": DatePrecision.MONTH}, "September 2027"),
            ({"starts_on": date(2027, 7, 1), "precision": DatePrecision.SEASON}, "Sommer 2027"),
            (
                {"starts_on": date(2026, 6, 20), "begins_at": time(10), "ends_at": time(16)},
                "20. Juni 2026, 10:00 bis 16:00 Uhr",
            ),
            (
                {"days": (DayFacts(on=date(2026, 6, 20)), DayFacts(on=date(2026, 12, 14)))},
                "20. Juni und 14. Dezember 2026",
            ),
            ({"state": EventState.CANCELLED}, "Diese Veranstaltung ist abgesagt"),
            ({"opens_at": AT + timedelta(days=3)}, "7. Mai 2026 10:00 Uhr"),
            ({"closes_at": AT}, "Die Anmeldung ist geschlossen"),
            ({"takes_registrations": False, "registration_url": "https://example.org/x"}, "https://example.org/x"),
        ],
    )
    def test_days_and_registration_in_words(self, visitor, facts, words):
        assert words in page(visitor, make_event(**facts))

    def test_drafts_and_unknown_events_are_not_found(self, visitor):
        draft = make_event(state=EventState.DRAFT)
        for tail in ("", "anmelden/", "angemeldet/", "termin.ics"):
            assert visitor.get(f"/veranstaltungen/{draft.public_id}/{tail}").status_code == 404
        assert visitor.get("/veranstaltungen/zzzzzzzzzzzz/").status_code == 404
        assert visitor.get("/veranstaltungen/reihe/zzzzzzzzzzzz/").status_code == 404

    def test_is_kept_no_longer_than_what_it_says_is_true(self, visitor):
        event = make_event(opens_at=AT + timedelta(seconds=90))
        answer = visitor.get(f"/veranstaltungen/{event.public_id}/")
        assert answer["X-Anpacken-Keep"].split()[0] == "90"


class TestSeries:
    def test_prints_the_plan_as_a_table(self, visitor):
        series = load.ensure_series(SeriesFacts(slug="kultur", name=translated(de="Kulturreihe")), by=BY)
        make_event(
            series="kultur",
            art=translated(de="Graffiti"),
            starts_on=date(2019, 8, 22),
            contributions=(ContributionFacts(kind=ContributionKind.ARTIST, name="Niko Nikolaidis"),),
        )
        content = text_of(visitor.get(reverse("events:series", args=[series.public_id])))
        heads = [content.index(f">{word}</th>") for word in ("Datum", "Gemeinde", "Künstler/in", "Kunstform")]
        assert heads == sorted(heads)
        for word in ("22. August 2019", "Niko Nikolaidis", "Graffiti"):
            assert word in content


class TestCalendar:
    def test_the_feed_takes_the_filters_of_the_list(self, visitor):
        make_event(title=translated(de="Gesucht"), format=EventFormat.FOLLOW_UP)
        make_event(title=translated(de="Anderes"))
        make_event(title=translated(de="Ohne Tag"), format=EventFormat.FOLLOW_UP, starts_on=None)
        answer = visitor.get("/veranstaltungen/kalender.ics?format=follow_up")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert text_of(answer).count("BEGIN:VEVENT") == 1
        assert "SUMMARY:Gesucht" in text_of(answer)

    def test_one_event(self, visitor):
        event = make_event(begins_at=time(10), ends_at=time(16))
        content = text_of(visitor.get(f"/veranstaltungen/{event.public_id}/termin.ics"))
        assert "DTSTART;TZID=Europe/Berlin:20260620T100000" in content
        assert visitor.get(f"/veranstaltungen/{make_event(starts_on=None).public_id}/termin.ics").status_code == 404


class TestRegister:
    def test_from_the_form_to_the_answer(self, visitor):
        event = make_event(capacity=2)
        form = visitor.get(f"/veranstaltungen/{event.public_id}/anmelden/")
        assert "csrf" not in text_of(form)
        assert form["X-Anpacken-Keep"].split()[2] == f"event:{event.public_id}"
        answer = send(visitor, event)
        assert (answer.status_code, answer["Location"]) == (303, f"/veranstaltungen/{event.public_id}/angemeldet/")
        assert answer.cookies == {}
        thanks = text_of(visitor.get(answer["Location"]))
        assert "bis bald" in thanks
        assert "ada@example.org" not in thanks
        registration = Registration.objects.get()
        assert (registration.name, registration.companions, registration.language) == ("Ada Muster", 1, "de")
        answer = send(visitor, event, email="bo@example.org")
        assert answer["Location"].endswith("/angemeldet/?stand=warteliste")
        assert "Sie sind vorgemerkt" in text_of(visitor.get(answer["Location"]))

    def test_in_english_the_mail_is_in_english_too(self, visitor):
        event = make_event()
        answer = visitor.post(f"/en/veranstaltungen/{event.public_id}/anmelden/", GOOD)
        assert answer["Location"] == f"/en/veranstaltungen/{event.public_id}/angemeldet/"
        mail = OutgoingMail.objects.get()
        assert mail.language == "en"
        assert "/en/anmeldung/" in mail.context["manage_url"]

    def test_known_and_unknown_addresses_get_the_same_answer(self, visitor):
        event = make_event()
        first = send(visitor, event)
        again = send(visitor, event, name="Somebody Else")
        assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
        assert Registration.objects.count() == 1

    @pytest.mark.parametrize(
        ("changed", "where"),
        [
            ({"name": ""}, "id_name"),
            ({"name": "x" * 161}, "id_name"),
            ({"name": "Gewonnen http://example.org"}, "id_name"),
            ({"name": "a\x00b"}, "id_name"),
            ({"email": ""}, "id_email"),
            ({"email": "ada"}, "id_email"),
            ({"email": "a" * 250 + "@example.org"}, "id_email"),
            ({"email": "ada@exa\x00mple.org"}, "id_email"),
            ({"companions": "5"}, "id_companions"),
            ({"companions": "-1"}, "id_companions"),
            ({"companions": "many"}, "id_companions"),
            ({"support_needs": "x" * 1001}, "id_support_needs"),
            ({"organisation": "x" * 201}, "id_organisation"),
        ],
    )
    def test_bad_input_is_said_at_its_field_and_leaves_nothing(self, visitor, changed, where):
        answer = send(visitor, make_event(), **changed)
        assert answer.status_code == 422
        assert f'href="#{where}"' in text_of(answer)
        assert Registration.objects.count() == 0
        assert OutgoingMail.objects.count() == 0

    def test_right_to_left_names_and_long_words_are_welcome(self, visitor):
        assert (
            send(visitor, make_event(), name="علي الأحمد", support_needs="<script>alert(1)</script>").status_code == 303
        )

    def test_a_form_that_was_open_when_registration_closed_says_so(self, visitor):
        event = make_event(closes_at=AT)
        answer = send(visitor, event)
        assert answer.status_code == 422
        assert "Die Anmeldung ist geschlossen" in text_of(answer)

    def test_another_site_cannot_send_it(self, visitor):
        event = make_event()
        answer = visitor.post(
            f"/veranstaltungen/{event.public_id}/anmelden/", GOOD, headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert answer.status_code == 403
        assert Registration.objects.count() == 0

    def test_no_form_where_nobody_can_register(self, visitor):
        for facts in (
            {"takes_registrations": False},
            {"state": EventState.CANCELLED},
            {"opens_at": AT + timedelta(days=1)},
        ):
            assert '<form method="post"' not in page(visitor, make_event(**facts), tail="anmelden/")

    def test_a_post_needs_six_queries(self, visitor, django_assert_num_queries):
        event = make_event()
        send(visitor, event, email="first@example.org")
        # [savepoint] seat, registration, audit, mail [release]; the event is known.
        with django_assert_num_queries(6):
            send(visitor, event)

    def test_a_form_is_judged_by_the_event_as_the_office_has_just_changed_it(
        self, visitor, django_capture_on_commit_callbacks
    ):
        event = make_event(capacity=10)
        assert send(visitor, event, email="first@example.org").status_code == 303
        with django_capture_on_commit_callbacks(execute=True):
            events.cancel(event=event, by=BY, at=AT)
        answer = send(visitor, event)
        assert answer.status_code == 422
        assert "Diese Veranstaltung ist abgesagt" in text_of(answer)

    def test_a_known_address_hears_what_a_stranger_hears_when_the_last_seat_has_just_gone(self, visitor):
        """The event that is kept in the process has older counters; the answer does not come from those."""
        event = make_event(capacity=2)
        send(visitor, event, companions="0")
        Event.objects.filter(pk=event.pk).update(taken_seats=2)
        assert send(visitor, event, companions="0", name="Bob")["Location"].endswith("?stand=warteliste")


class TestManage:
    def link(self, registration: Registration) -> str:
        return f"/anmeldung/{token(registration)}/"

    def test_looking_changes_nothing_and_a_post_cancels(self, visitor):
        event = make_event(capacity=1)
        registration = register(event, "ada@example.org")
        assert manage_url(registration).endswith(self.link(registration))
        answer = visitor.get(self.link(registration))
        assert "Sie sind angemeldet" in text_of(answer)
        assert "no-store" in answer["Cache-Control"]
        assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex", "no-referrer")
        registration.refresh_from_db()
        assert registration.state == "confirmed"
        assert visitor.post(self.link(registration), {"deed": "cancel"}).status_code == 303
        assert "Diese Anmeldung ist abgesagt" in text_of(visitor.get(self.link(registration)))
        replayed = visitor.post(self.link(registration), {"deed": "cancel"})
        assert replayed.status_code == 409
        assert "bereits abgesagt" in text_of(replayed)

    def test_an_offer_is_taken_or_given_back(self, visitor):
        event = make_event(capacity=1)
        people = [register(event, f"{name}@example.org") for name in "abc"]
        assert "Stelle 1" in text_of(visitor.get(self.link(people[1])))
        registrations.cancel(registration=people[0], by=BY, at=AT)
        assert "6. Mai 2026 10:00 Uhr" in text_of(visitor.get(self.link(people[1])))
        visitor.post(self.link(people[1]), {"deed": "decline"})
        visitor.post(self.link(people[2]), {"deed": "accept"})
        assert [Registration.objects.get(pk=one.pk).state for one in people] == ["cancelled", "cancelled", "confirmed"]

    def test_whoever_waits_leaves_the_queue_and_those_behind_move_up(self, visitor):
        event = make_event(capacity=1)
        _seat, first, second = [register(event, f"{name}@example.org") for name in "abc"]
        assert visitor.post(self.link(first), {"deed": "cancel"}).status_code == 303
        first.refresh_from_db()
        assert first.state == "cancelled"
        assert "Stelle 1" in text_of(visitor.get(self.link(second)))

    def test_too_late_for_the_offer(self, visitor):
        event = make_event(capacity=1)
        people = [register(event, f"{name}@example.org") for name in "ab"]
        registrations.cancel(registration=people[0], by=BY, at=AT)
        with clock.frozen(AT + timedelta(hours=48)):
            answer = visitor.post(self.link(people[1]), {"deed": "accept"})
        assert answer.status_code == 409
        assert "Die Zeit, diesen Platz anzunehmen, ist vorbei" in text_of(answer)

    @pytest.mark.parametrize("deed", ["", "destroy", "cancel\x00"])
    def test_an_unknown_deed_does_nothing(self, visitor, deed):
        registration = register(make_event(), "ada@example.org")
        assert visitor.post(self.link(registration), {"deed": deed}).status_code == 422

    def test_altered_cut_foreign_and_old_links(self, visitor):
        from anpacken.core import links as signed

        registration = register(make_event(), "ada@example.org")
        good = token(registration)
        for bad in (good[:-1], good + "x", "x", "a:b:c", signed.sign("other", {"r": registration.public_id}), "%00"):
            answer = visitor.get(f"/anmeldung/{bad}/")
            assert answer.status_code == 400, bad
            assert "nicht gültig" in text_of(answer)
        with clock.frozen(datetime(2026, 7, 22, tzinfo=UTC)):
            assert visitor.get(f"/anmeldung/{good}/").status_code == 410
        Registration.objects.all().delete()
        assert visitor.get(f"/anmeldung/{good}/").status_code == 410
