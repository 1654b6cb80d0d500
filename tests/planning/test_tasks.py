"""Checklists: days counted from the event's, the usual list, ticking, copying, reminding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.accounts.models import User
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.dates import DatePrecision
from anpacken.events.choices import EventFormat, EventState
from anpacken.events.models import Event
from anpacken.mail.models import OutgoingMail
from anpacken.planning import queries, rules
from anpacken.planning.actions import tasks
from anpacken.planning.choices import Standing
from anpacken.planning.errors import NothingToLayOut, TaskKnown
from anpacken.planning.jobs import reminders
from anpacken.planning.models import Task
from tests.consistency import world

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
BY = Actor.command("test")


@pytest.fixture
def event() -> Event:
    """A conference on two days, 10 and 11 May 2027."""
    found = world.upcoming_event()
    found.starts_on, found.ends_on, found.format = date(2027, 5, 10), date(2027, 5, 11), EventFormat.CENTRAL_CONFERENCE
    found.save()
    return found


def add(event: Event, title: str = "Saal mieten", offset_days: int = -7, responsible: User | None = None) -> Task:
    return tasks.add(event=event, title=title, offset_days=offset_days, responsible=responsible, by=BY, at=AT)


@pytest.mark.parametrize(
    ("offset", "day"),
    [(-70, date(2027, 3, 1)), (-1, date(2027, 5, 9)), (0, date(2027, 5, 10)), (1, date(2027, 5, 12))],
)
def test_days_count_from_the_first_day_back_and_from_the_last_on(event: Event, offset: int, day: date) -> None:
    assert rules.due_on(add(event, offset_days=offset), event) == day


def test_a_task_moves_with_its_event(event: Event) -> None:
    task = add(event)
    event.starts_on = date(2027, 6, 10)
    assert rules.due_on(task, event) == date(2027, 6, 3)


@pytest.mark.parametrize("change", [{"starts_on": None, "ends_on": None}, {"date_precision": DatePrecision.MONTH}])
def test_without_a_day_of_the_event_a_task_has_none(event: Event, change: dict[str, object]) -> None:
    task = add(event)
    for name, value in change.items():
        setattr(event, name, value)
    assert rules.due_on(task, event) is None
    assert rules.standing(task, event, on=date(2030, 1, 1)) == Standing.UNDATED


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2027, 4, 25), Standing.OPEN),
        (date(2027, 4, 26), Standing.DUE),
        (date(2027, 5, 3), Standing.DUE),
        (date(2027, 5, 4), Standing.OVERDUE),
    ],
)
def test_due_a_week_ahead_and_overdue_the_day_after(event: Event, on: date, standing: Standing) -> None:
    assert rules.standing(add(event), event, on=on) == standing


def test_nobody_is_chased_for_an_event_that_was_called_off(event: Event) -> None:
    task = add(event)
    event.state = EventState.CANCELLED
    assert rules.standing(task, event, on=date(2027, 5, 4)) == Standing.UNDATED


def test_the_usual_list_of_a_conference_adds_nothing_twice(event: Event) -> None:
    add(event, "Programm freigeben")
    assert tasks.lay_out(event=event, by=BY, at=AT) == 19
    assert Task.objects.filter(event=event).count() == 20
    with pytest.raises(NothingToLayOut):
        tasks.lay_out(event=event, by=BY, at=AT)
    assert Entry.objects.filter(action="event.tasks_laid_out").count() == 1


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (EventFormat.FAIR_STAND, 4),
        (EventFormat.CULTURE_WORKSHOP, 11),
        (EventFormat.REGIONAL_DIALOGUE, 10),
        (EventFormat.EXPERT_MEETING, 20),
    ],
)
def test_each_format_has_its_usual_list(event: Event, kind: EventFormat, count: int) -> None:
    event.format = kind
    assert tasks.lay_out(event=event, by=BY, at=AT) == count


def test_a_name_stands_once_on_a_list(event: Event) -> None:
    add(event)
    other = add(event, "Etwas anderes")
    with pytest.raises(TaskKnown):
        add(event)
    with pytest.raises(TaskKnown):
        tasks.change(task=other, title="Saal mieten", offset_days=0, responsible=None, note="", by=BY, at=AT)
    assert Task.objects.count() == 2


def test_ticked_twice_it_is_done_once(event: Event) -> None:
    task = add(event)
    for _turn in range(2):
        tasks.tick(task=task, by=BY, at=AT)
    assert Entry.objects.filter(action="task.done").count() == 1
    tasks.untick(task=task, by=BY, at=AT)
    task.refresh_from_db()
    assert task.done_at is None


def test_a_copy_has_the_list_with_nothing_ticked(event: Event, make_user: Callable[..., User]) -> None:
    here, gone = make_user("office"), make_user("editor")
    for title, user in (("Eins", here), ("Zwei", gone)):
        tasks.tick(task=add(event, title, responsible=user), by=BY, at=AT)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    new = world.upcoming_event(2)
    tasks.copy(original=event, new=new, by=BY, at=AT)
    copied = new.tasks.order_by("title").values_list("title", "offset_days", "responsible", "done_at")
    assert list(copied) == [("Eins", -7, here.pk, None), ("Zwei", -7, None, None)]


def test_each_is_told_once_ahead_and_once_when_overdue(event: Event, make_user: Callable[..., User]) -> None:
    user = make_user("office")
    add(event, "Saal mieten", responsible=user)
    add(event, "Essen bestellen", responsible=user)
    add(event, "Niemandes Aufgabe")
    sent = []
    for day in (date(2027, 4, 25), date(2027, 4, 26), date(2027, 4, 27), date(2027, 5, 4), date(2027, 5, 5)):
        with clock.frozen(datetime(day.year, day.month, day.day, 7, tzinfo=UTC)):
            reminders()
        sent.append(OutgoingMail.objects.count())
    assert sent == [0, 2, 2, 4, 4]
    mails = OutgoingMail.objects.filter(to_email=user.email).order_by("pk")
    assert [[line["what"] for line in mail.context["lines"]] for mail in mails] == [
        ["Saal mieten", "Essen bestellen"],
        ["Saal mieten", "Essen bestellen"],
    ]
    assert [mail.context["lines"][0]["is_overdue"] for mail in mails] == [False, True]
    assert OutgoingMail.objects.exclude(to_email=user.email).first().context["is_own"] is False  # type: ignore[union-attr]


def test_what_was_put_off_is_told_of_anew(event: Event, make_user: Callable[..., User]) -> None:
    add(event, responsible=make_user("office"))
    assert tasks.remind(by=BY, at=datetime(2027, 4, 26, 7, tzinfo=UTC)) == 1
    Event.objects.filter(pk=event.pk).update(starts_on=date(2027, 9, 10), ends_on=None)
    assert tasks.remind(by=BY, at=datetime(2027, 4, 27, 7, tzinfo=UTC)) == 0
    assert tasks.remind(by=BY, at=datetime(2027, 8, 27, 7, tzinfo=UTC)) == 1


def test_a_task_handed_on_is_told_to_the_new_person(event: Event, make_user: Callable[..., User]) -> None:
    first, second = make_user("office"), make_user("editor")
    task = add(event, responsible=first)
    tasks.remind(by=BY, at=datetime(2027, 4, 26, 7, tzinfo=UTC))
    tasks.change(task=task, title=task.title, offset_days=-7, responsible=second, note="", by=BY, at=AT)
    tasks.remind(by=BY, at=datetime(2027, 4, 27, 7, tzinfo=UTC))
    assert list(OutgoingMail.objects.order_by("pk").values_list("to_email", flat=True)) == [first.email, second.email]


def test_the_most_urgent_comes_first(event: Event, make_user: Callable[..., User]) -> None:
    user = make_user("office")
    add(event, "bald", -7)
    add(event, "später", 10)
    add(event, "längst", -30, responsible=user)
    on = date(2027, 4, 27)
    assert [line.task.title for line in queries.to_do(user, on=on)] == ["längst", "bald", "später"]
    assert [line.task.title for line in queries.to_do(user, on=on, only_own=True)] == ["längst"]
    assert [line.task.title for line in queries.urgent(user, on=on)] == ["längst", "bald"]


def test_a_list_of_many_tasks_asks_as_often_as_one_of_few(
    event: Event, signed_in: Callable[..., Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = signed_in("office")
    add(event, "Aufgabe 0")
    client.get(reverse("planning:checklist", args=[event.pk]))  # what a process asks once
    counts = []
    for number in (0, 30):
        for one in range(number):
            add(event, f"Weitere {one}")
        with django_assert_max_num_queries(60) as asked:  # type: ignore[attr-defined]
            assert client.get(reverse("planning:checklist", args=[event.pk])).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_calendar_shows_events_on_each_of_their_days_and_what_is_due(
    event: Event, make_user: Callable[..., User]
) -> None:
    add(event, offset_days=-5)
    months = queries.months(make_user("office"), first=date(2027, 5, 20), count=2, on=date(2027, 5, 1))
    assert [month.first for month in months] == [date(2027, 5, 1), date(2027, 6, 1)]
    assert [(day.on.day, len(day.events), len(day.tasks)) for day in months[0].days] == [
        (5, 0, 1),
        (10, 1, 0),
        (11, 1, 0),
    ]
    assert months[1].days == []
    # 1 May 2027 is a Saturday, so five cells stay empty before it.
    assert [cell is None for cell in months[0].weeks[0]] == [True] * 5 + [False] * 2


@pytest.mark.parametrize("month", ["2027-05", "", "abc", "9999-12", "0001-01", "2027-13"])
def test_any_month_in_the_address_is_answered(month: str, signed_in: Callable[..., Client]) -> None:
    assert signed_in("office").get(reverse("planning:calendar"), {"month": month}).status_code == 200


def test_a_form_that_is_wrong_says_what_to_do(event: Event, signed_in: Callable[..., Client]) -> None:
    client = signed_in("office")
    address = reverse("planning:checklist", args=[event.pk])
    answer = client.post(address, {"title": "", "days": "300", "side": "after", "responsible": "", "note": ""})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "höchstens 200 Tage nach der Veranstaltung" in text
    assert not Task.objects.exists()
    answer = client.post(address, {"title": "  Saal   mieten ", "days": "7", "side": "before"})
    assert answer.status_code == 302
    assert list(Task.objects.values_list("title", "offset_days")) == [("Saal mieten", -7)]


def test_a_regional_office_plans_its_own_events_only(event: Event, signed_in: Callable[..., Client]) -> None:
    client = signed_in("regional", region_code=world.region(2).code)
    assert client.get(reverse("planning:checklist", args=[event.pk])).status_code == 404
    task = add(event)
    assert client.post(reverse("planning:tick", args=[task.pk])).status_code == 404
    task.refresh_from_db()
    assert task.done_at is None
