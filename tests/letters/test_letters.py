"""Planned letters: when they leave, whom they reach, once and not twice, also when the worker dies in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection

from anpacken.audit.models import Entry
from anpacken.core.dates import DatePrecision
from anpacken.core.texts import TranslatedText, translated
from anpacken.core.transitions import TransitionRefused
from anpacken.events.actions import anonymising, copying, events, registrations
from anpacken.events.choices import EventState
from anpacken.events.errors import UnknownPlace
from anpacken.events.models import Event, Registration
from anpacken.forums.models import Place
from anpacken.letters import errors, rules
from anpacken.letters.actions import forgetting, letters, sending
from anpacken.letters.choices import Audience, LetterState, Standing, Timing, Unit
from anpacken.letters.models import Letter, LetterCopy
from anpacken.letters.queries import letters as queries
from anpacken.mail.models import OutgoingMail
from anpacken.mail.rendering import write
from tests.door.test_attendance import let_in
from tests.factories.events import AT, BY, make_event, register
from tests.factories.forums import make_slots
from tests.factories.letters import make_letter

pytestmark = pytest.mark.django_db
# The event of `make_event` is on 20 June 2026, a week after the 13th; nine o'clock in Berlin is seven in UTC.
DUE = datetime(2026, 6, 13, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def event() -> Event:
    return make_event(begins_at=time(10), ends_at=time(16), capacity=3)


def guests(event: Event, *names: str) -> list[Registration]:
    return [register(event, f"{name.lower()}@example.org", name=name) for name in names]


def got(letter: Letter) -> list[str]:
    """To whom the letter went, by the outbox."""
    return list(
        OutgoingMail.objects.filter(template="letters/mail/letter.html")
        .order_by("pk")
        .values_list("to_name", flat=True)
    )


@pytest.mark.parametrize(
    ("facts", "when"),
    [
        ({"timing": "before", "amount": 7}, datetime(2026, 10, 18, 7, tzinfo=UTC)),
        ({"timing": "before", "amount": 0}, datetime(2026, 10, 25, 8, tzinfo=UTC)),
        ({"timing": "after", "amount": 1, "clock": time(10)}, datetime(2026, 10, 26, 9, tzinfo=UTC)),
        # Half past two is there twice that night: the first.
        ({"timing": "before", "amount": 0, "clock": time(2, 30)}, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        # On the wall four o'clock less two hours is two o'clock.
        ({"timing": "before", "amount": 2, "unit": "hours"}, datetime(2026, 10, 25, 0, tzinfo=UTC)),
        ({"timing": "after", "amount": 3, "unit": "hours"}, datetime(2026, 10, 25, 13, tzinfo=UTC)),
    ],
)
def test_the_clock_on_the_wall_counts_in_the_night_the_clocks_go_back(facts: Any, when: datetime) -> None:
    event = make_event(starts_on=date(2026, 10, 25), begins_at=time(4), ends_at=time(11))
    assert rules.moment(Letter(event=event, **facts), event) == when


def test_half_past_two_in_the_night_without_it_is_the_hour_after() -> None:
    event = make_event(starts_on=date(2027, 3, 28))
    letter = Letter(event=event, timing=Timing.BEFORE, amount=0, clock=time(2, 30))
    assert rules.moment(letter, event) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_without_day_or_hour_a_letter_waits(event: Event) -> None:
    days, hours = make_letter(event), make_letter(event, amount=2, unit=Unit.HOURS)
    event.begins_at = None
    assert [rules.standing(each, event, at=AT) for each in (days, hours)] == [Standing.PLANNED, Standing.UNDATED]
    event.date_precision = DatePrecision.MONTH
    assert rules.standing(days, event, at=AT) == Standing.UNDATED
    assert not rules.is_due(days, event, at=DUE)


def test_it_leaves_at_its_moment_to_those_who_are_registered_then(event: Event) -> None:
    _ada, bea, _cem, _waits = guests(event, "Ada", "Bea", "Cem", "Dora")
    letter = make_letter(event)
    assert sending.walk(at=DUE - MINUTE) == 0
    registrations.cancel(registration=bea, by=BY, at=AT)
    assert sending.walk(at=DUE) == 2
    assert got(letter) == ["Ada", "Cem"]
    register(event, "late@example.org", name="Zu spät", at=DUE)
    assert sending.walk(at=DUE + MINUTE) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.sent_count, letter.left_out_count) == ("sent", DUE, 2, 0)
    deeds = Entry.objects.filter(target_ref=letter.public_id).order_by("pk").values_list("action", flat=True)
    assert list(deeds) == ["letter.created", "letter.turned_on", "letter.leaving", "letter.sent"]


def test_the_letter_as_its_reader_gets_it(event: Event) -> None:
    register(event, "ada@example.org", name="https://evil.example {link}", language="en")
    make_letter(event, text=translated(de="Hallo {name}!\n\n{link}", en="Hello {name}!\n\n{link}"))
    sending.walk(at=DUE)
    mail = OutgoingMail.objects.latest("pk")
    written = write(template=mail.template, context=mail.context, language=mail.language)
    assert written.subject.startswith("Soon: Dialogue")
    assert "Hello evil. example {link}!" in written.text
    assert f"To your registration:\n{mail.context['manage_url']}" in written.text
    assert (mail.related_type, mail.related_ref) == ("events.registration", Registration.objects.get().public_id)


def test_a_letter_that_is_not_written_in_somebodys_language_reaches_them_whole_in_the_first(event: Event) -> None:
    register(event, "ada@example.org", language="en")
    make_letter(event, subject=translated(de="Bald"), text=translated(de="Hallo!"))
    sending.walk(at=DUE)
    mail = OutgoingMail.objects.latest("pk")
    assert mail.language == "de"
    assert "Sie bekommen diese E-Mail" in write(template=mail.template, context=mail.context, language="de").text


class Killed(BaseException):
    """What a killed process raises: nothing of ours catches it."""


def test_killed_half_way_and_begun_again_nobody_gets_two_and_nobody_none(event: Event) -> None:
    event.capacity = None
    event.save()
    guests(event, "Ada", "Bea", "Cem", "Dora", "Eva")
    letter, mails = make_letter(event), 0

    def die_at_the_third(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal mails
        answer = execute(sql, *rest)
        if "INSERT INTO" in sql and "mail_outgoingmail" in sql:
            mails += 1
            if mails == 3:
                raise Killed
        return answer

    with pytest.raises(Killed), connection.execute_wrapper(die_at_the_third):
        sending.walk(at=DUE)
    letter.refresh_from_db()
    assert (letter.state, got(letter)) == (LetterState.LEAVING, ["Ada", "Bea"])
    assert sending.walk(at=DUE + MINUTE, most=2) == 2
    assert sending.walk(at=DUE + MINUTE) == 1
    assert sending.walk(at=DUE + MINUTE) == 0
    assert got(letter) == ["Ada", "Bea", "Cem", "Dora", "Eva"]
    letter.refresh_from_db()
    assert (letter.state, letter.sent_count) == (LetterState.SENT, 5)


def test_killed_while_its_readers_are_written_down_it_begins_anew(event: Event) -> None:
    guests(event, "Ada", "Bea")
    letter = make_letter(event)

    def die(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if sql.startswith("INSERT") and "letters_lettercopy" in sql:
            raise Killed
        return answer

    with pytest.raises(Killed), connection.execute_wrapper(die):
        sending.walk(at=DUE)
    assert LetterCopy.objects.count() == 0
    assert sending.walk(at=DUE) == 2
    assert got(letter) == ["Ada", "Bea"]


def test_cancelled_while_it_leaves_the_rest_stays_here(event: Event) -> None:
    guests(event, "Ada", "Bea", "Cem")
    letter = make_letter(event)
    sending.walk(at=DUE, most=1)
    letters.cancel(letter=letter, by=BY, at=DUE)
    assert sending.walk(at=DUE) == 0
    assert got(letter) == ["Ada"]
    # Turned on again it goes on where it was.
    letters.turn_off(letter=letter, by=BY, at=DUE)
    held = Letter.objects.get()
    held.timing = Timing.AT_ONCE
    letters.turn_on(letter=letters.save(letter=held, changed=["timing"], by=BY, at=DUE), by=BY, at=DUE)
    sending.walk(at=DUE)
    assert got(letter) == ["Ada", "Bea", "Cem"]


def test_one_address_that_cannot_be_written_to_keeps_it_from_nobody_else(event: Event) -> None:
    ada, bea, cem = guests(event, "Ada", "Bea", "Cem")
    Registration.objects.filter(pk=bea.pk).update(email="kein Postfach")
    anonymising.anonymise([cem])
    letter = make_letter(event)
    assert list(queries.left_out(letter, at=DUE)) == [cem]
    assert sending.walk(at=DUE) == 1
    assert list(letter.copies.order_by("registration").values_list("registration", "left_out")) == [
        (ada.pk, ""),
        (bea.pk, "bad_address"),
        (cem.pk, "no_address"),
    ]
    letter.refresh_from_db()
    assert (letter.sent_count, letter.left_out_count) == (1, 2)


def test_whoever_cancels_between_gets_nothing(event: Event) -> None:
    ada, _bea = guests(event, "Ada", "Bea")
    letter = make_letter(event)
    sending.begin(letter=letter, at=DUE)
    registrations.cancel(registration=ada, by=BY, at=DUE)
    sending.walk(at=DUE)
    assert got(letter) == ["Bea"]
    assert letter.copies.get(registration=ada).left_out == "gone"


def test_the_moment_moves_with_the_event_and_what_became_late_is_said_not_sent(event: Event) -> None:
    guests(event, "Ada")
    letter = make_letter(event)
    event.refresh_from_db()
    event.starts_on = date(2026, 6, 27)
    events.save(record=event, changed=["starts_on"], save_related=lambda: None, by=BY)
    assert sending.walk(at=DUE) == 0
    event.starts_on = date(2026, 6, 15)
    events.save(record=event, changed=["starts_on"], save_related=lambda: None, by=BY)
    [line] = queries.of_event(event, at=DUE)
    assert (line.moment, line.standing) == (datetime(2026, 6, 8, 7, tzinfo=UTC), Standing.OVERDUE)
    assert sending.walk(at=DUE) == 0
    letter.refresh_from_db()
    assert letter.state == LetterState.PLANNED


def test_a_moment_that_is_past_is_refused_in_words(event: Event) -> None:
    draft = make_letter(event, is_on=False)
    with pytest.raises(errors.MomentPast) as refused:
        letters.turn_on(letter=draft, by=BY, at=DUE + MINUTE)
    assert "13. Juni 2026 09:00" in refused.value.message
    late = make_letter(event, is_on=False, timing=Timing.BEFORE, amount=0, clock=time(23))
    with pytest.raises(errors.EventHasBegun):
        letters.turn_on(letter=late, by=BY, at=datetime(2026, 6, 20, 9, tzinfo=UTC))
    Letter.objects.filter(pk=draft.pk).update(timing=Timing.AT_ONCE)
    letters.turn_on(letter=draft, by=BY, at=DUE + MINUTE)
    guests(event, "Ada")
    assert sending.walk(at=DUE + MINUTE) == 1


def test_nothing_leaves_about_an_event_that_does_not_take_place(event: Event) -> None:
    guests(event, "Ada")
    letter = make_letter(event)
    events.cancel(event=event, by=BY, at=AT)
    assert sending.walk(at=DUE) == 0
    assert rules.standing(letter, Event.objects.get(), at=DUE) == Standing.HALTED
    with pytest.raises(errors.EventNotOn):
        letters.turn_on(letter=make_letter(event, is_on=False), by=BY, at=AT)


def test_each_audience_is_whom_it_names() -> None:
    event = make_event(capacity=4, begins_at=time(10), ends_at=time(16))
    slots = make_slots(event, 9)
    ada, bea, _cem, dora, _waits = guests(event, "Ada", "Bea", "Cem", "Dora", "Fay")
    for number, guest in ((1, ada), (2, bea)):
        Place.objects.create(
            registration=guest, item=slots[number, 1], round=number, state="placed", reason="chosen", heads=1
        )
    let_in(ada, "nonce-0001")
    let_in(bea, "nonce-0002")
    registrations.cancel(registration=dora, by=BY, at=AT)
    forum = slots[1, 1].forum
    after = datetime(2026, 6, 21, 8, tzinfo=UTC)

    def names(audience: Audience, **more: Any) -> str:
        letter = Letter(event=event, audience=audience, **more)
        return " ".join(queries.recipients(letter, at=after).order_by("name").values_list("name", flat=True))

    assert names(Audience.REGISTERED) == "Ada Bea Cem"
    assert names(Audience.FORUM, forum=forum) == "Ada Bea"
    assert names(Audience.FORUM, forum=forum, round=2) == "Bea"
    assert names(Audience.FORUM) == ""
    assert names(Audience.CAME) == "Ada Bea"
    assert names(Audience.MISSED) == "Cem"
    assert names(Audience.EVERYBODY) == "Ada Bea Cem Fay"


def test_whoever_never_confirmed_the_address_is_not_one_of_everybody() -> None:
    event = make_event()
    for state in ("confirmed", "requested", "unconfirmed", "declined", "lapsed"):
        guest = register(event, f"{state}@example.org", name=state)
        until = DUE if state == "unconfirmed" else None
        Registration.objects.filter(pk=guest.pk).update(state=state, offered_until=until)

    def names(audience: Audience) -> str:
        found = queries.recipients(Letter(event=event, audience=audience), at=AT)
        return " ".join(found.order_by("name").values_list("name", flat=True))

    assert names(Audience.REQUESTED) == "requested"
    assert names(Audience.EVERYBODY) == "confirmed lapsed requested"
    event.confirmed_by_mail = True
    assert names(Audience.EVERYBODY) == "confirmed requested"


def test_the_usual_letters_are_drafts_and_laid_out_once(event: Event) -> None:
    assert letters.lay_out(event=event, by=BY, at=AT) == 4
    with pytest.raises(errors.NothingToLayOut):
        letters.lay_out(event=event, by=BY, at=AT)
    guests(event, "Ada")
    assert sending.walk(at=DUE) == 0
    lines = [(line.letter.kind, line.moment) for line in queries.of_event(event, at=AT)]
    assert lines == [
        ("reminder_week", DUE),
        ("reminder_day", datetime(2026, 6, 19, 7, tzinfo=UTC)),
        ("thanks", datetime(2026, 6, 21, 7, tzinfo=UTC)),
        ("missed", datetime(2026, 6, 21, 7, tzinfo=UTC)),
    ]
    first = event.letters.get(kind="reminder_week")
    assert (first.subject.text("de"), first.subject.text("en")) == ("In einer Woche: {title}", "In a week: {title}")


def test_a_copy_of_the_event_plans_the_same_as_drafts(event: Event) -> None:
    letters.lay_out(event=event, by=BY, at=AT)
    make_letter(event, title="Eigenes", timing=Timing.MOMENT, moment_at=DUE)
    new = copying.copy(original=event, starts_on=date(2027, 6, 19), by=BY, at=AT)
    assert {(each.kind, each.state) for each in new.letters.all()} == {
        (kind, "draft") for kind in ("reminder_week", "reminder_day", "thanks", "missed")
    }


def test_what_is_turned_on_is_not_changed_behind_its_back(event: Event) -> None:
    letter = make_letter(event)
    for deed in (lambda: letters.save(letter=letter, changed=[], by=BY, at=AT), lambda: _remove(letter)):
        with pytest.raises(errors.LetterNotDraft):
            deed()
    with pytest.raises(TransitionRefused):
        letters.turn_on(letter=letter, by=BY, at=AT)
    letters.turn_off(letter=letter, by=BY, at=AT)
    _remove(Letter.objects.get())
    assert Letter.objects.count() == 0


def _remove(letter: Letter) -> None:
    letters.remove(letter=letter, by=BY, at=AT)


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"text": translated(de="Hallo {nmae}")}, UnknownPlace),
        ({"subject": translated(de="{link}")}, UnknownPlace),
        ({"text": TranslatedText()}, errors.NothingToSay),
    ],
)
def test_what_cannot_be_said_is_refused(event: Event, facts: Any, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        make_letter(event, **facts)
    assert Letter.objects.count() == 0


def test_who_got_what_is_forgotten_and_the_count_stays(event: Event) -> None:
    guests(event, "Ada", "Bea")
    letter = make_letter(event)
    sending.walk(at=DUE)
    anonymising.anonymise([Registration.objects.get(name="Ada")])
    assert forgetting.forget_copies(before=AT, by=BY, at=AT) == 1
    assert LetterCopy.objects.count() == 1
    assert forgetting.forget_copies(before=DUE + timedelta(days=400), by=BY, at=AT) == 1
    letter.refresh_from_db()
    assert (LetterCopy.objects.count(), letter.sent_count) == (0, 2)


def test_held_events_still_thank(event: Event) -> None:
    ada, _bea = guests(event, "Ada", "Bea")
    letter = make_letter(event, audience=Audience.CAME, timing=Timing.AFTER, amount=1)
    let_in(ada, "nonce-0001")
    Event.objects.filter(pk=event.pk).update(state=EventState.HELD)
    assert sending.walk(at=datetime(2026, 6, 21, 7, tzinfo=UTC)) == 1
    mail = OutgoingMail.objects.latest("pk")
    assert (mail.to_name, got(letter)) == ("Ada", ["Ada"])
    written = write(template=mail.template, context=mail.context, language="de")
    assert "Zur Veranstaltung" in written.text
    assert "Plätze" not in written.text
