"""Writing the checklist: adding, changing, ticking off, laying out what is usual, and reminding."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from anpacken.accounts.models import User
from anpacken.accounts.preferences import language_of
from anpacken.alliance.queries import current
from anpacken.audit.actions import record
from anpacken.core import languages
from anpacken.core.actors import Actor
from anpacken.events.choices import EventFormat, EventState
from anpacken.events.models import Event
from anpacken.mail.actions import outbox
from anpacken.planning import queries, rules, standard
from anpacken.planning.choices import Standing
from anpacken.planning.errors import NothingToLayOut, TaskKnown
from anpacken.planning.models import Task

# What `Task.told` is once somebody knows that it falls due, and that it is overdue.
_TOLD = {Standing.DUE: 1, Standing.OVERDUE: 2}


def add(
    *, event: Event, title: str, offset_days: int, responsible: User | None, note: str = "", by: Actor, at: datetime
) -> Task:
    """Puts a task on the event's list. `offset_days`: days after the event's last day, negative before its first.

    Raises:
        TaskKnown: the list has a task of this name.
    """
    task = Task(event=event, title=title, offset_days=offset_days, responsible=responsible, note=note)
    with transaction.atomic():
        _save(task)
        record(by=by, action="task.created", target=task, at=at, event=event.public_id)
    return task


def change(
    *, task: Task, title: str, offset_days: int, responsible: User | None, note: str, by: Actor, at: datetime
) -> Task:
    """Changes a task. Whoever becomes responsible is reminded anew. Raises `TaskKnown`."""
    with transaction.atomic():
        held = Task.objects.select_for_update().get(pk=task.pk)
        if (held.responsible_id, held.offset_days) != (responsible.pk if responsible else None, offset_days):
            held.told = 0
        held.title, held.offset_days, held.responsible, held.note = title, offset_days, responsible, note
        _save(held)
        record(by=by, action="task.changed", target=held, at=at)
    return held


def tick(*, task: Task, by: Actor, at: datetime) -> None:
    """Says that a task is done. Said twice it is done once."""
    with transaction.atomic():
        if Task.objects.open().filter(pk=task.pk).update(done_at=at):
            record(by=by, action="task.done", target=task, at=at)


def untick(*, task: Task, by: Actor, at: datetime) -> None:
    """Takes `tick` back."""
    with transaction.atomic():
        if Task.objects.exclude(done_at=None).filter(pk=task.pk).update(done_at=None):
            record(by=by, action="task.reopened", target=task, at=at)


def remove(*, task: Task, by: Actor, at: datetime) -> None:
    """Takes a task off the list for good."""
    with transaction.atomic():
        record(by=by, action="task.deleted", target=task, at=at, event=task.event.public_id)
        task.delete()


def lay_out(*, event: Event, by: Actor, at: datetime) -> int:
    """Adds what is usually to be done for an event of this format, but nothing that the list has. How many.

    The words are those of the house's own language: the list is read by the office, not by the public.

    Raises:
        NothingToLayOut: all of it is there.
    """
    with translation.override(languages.source()):
        wanted = [(offset, str(title)) for offset, title in standard.lines(EventFormat(event.format))]
    return _add_missing(event, wanted, by=by, at=at)


def copy(*, original: Event, new: Event, by: Actor, at: datetime) -> None:
    """Gives `new` the list of `original`, nothing ticked, with whoever of the people responsible is still here."""
    here = set(queries.may_be_responsible().values_list("pk", flat=True))
    with transaction.atomic():
        Task.objects.bulk_create(
            Task(
                event=new,
                title=task.title,
                note=task.note,
                offset_days=task.offset_days,
                responsible_id=task.responsible_id if task.responsible_id in here else None,
            )
            for task in original.tasks.all()
        )
        record(by=by, action="event.tasks_laid_out", target=new, at=at, of=original.public_id)


def remind(*, by: Actor, at: datetime) -> int:
    """Writes to everybody with something newly due within a week or newly overdue: one mail each. How many mails.

    What nobody is responsible for goes to the office's address. A task that was put off is told of anew.
    """
    today = timezone.localtime(at).date()
    sent = 0
    with transaction.atomic():
        tasks = (
            Task.objects.open().select_for_update(of=("self",)).select_related("event", "responsible").order_by("pk")
        )
        fresh: dict[int | None, list[Task]] = defaultdict(list)
        for task in tasks.exclude(event__state=EventState.CANCELLED):
            told = _TOLD.get(rules.standing(task, task.event, on=today), 0)
            if told > task.told:
                fresh[task.responsible_id if _is_here(task.responsible) else None].append(task)
            if told != task.told:
                Task.objects.filter(pk=task.pk).update(told=told)
        for lines in fresh.values():
            user = lines[0].responsible if _is_here(lines[0].responsible) else None
            _write(user, lines, today=today, by=by, at=at)
            sent += 1
    return sent


def _is_here(user: User | None) -> bool:
    return user is not None and user.is_active


def _write(user: User | None, tasks: list[Task], *, today: date, by: Actor, at: datetime) -> None:
    language = language_of(user) if user else languages.source()
    with translation.override(language):
        lines = [
            {
                "what": task.title,
                "event": task.event.title.text(language),
                "due": date_format(due, "DATE_FORMAT"),
                "is_overdue": due < today,
            }
            for due, task in sorted(
                ((rules.due_on(task, task.event) or today, task) for task in tasks), key=lambda one: (one[0], one[1].pk)
            )
        ]
    outbox.queue(
        template="planning/mail/reminder.html",
        to_email=user.email if user else current().email,
        to_name=str(user) if user else "",
        language=language,
        context={
            "lines": lines,
            "is_own": user is not None,
            "to_do_url": settings.BASE_URL + reverse("planning:to_do"),
        },
        related=user,
        by=by,
        at=at,
    )


def _add_missing(event: Event, wanted: list[tuple[int, str]], *, by: Actor, at: datetime) -> int:
    with transaction.atomic():
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        known = set(event.tasks.values_list("title", flat=True))
        missing = [Task(event=event, title=title, offset_days=offset) for offset, title in wanted if title not in known]
        if not missing:
            raise NothingToLayOut
        Task.objects.bulk_create(missing)
        record(by=by, action="event.tasks_laid_out", target=event, at=at, tasks=len(missing))
    return len(missing)


def _save(task: Task) -> None:
    try:
        with transaction.atomic():
            task.save()
    except IntegrityError as error:
        if Task.objects.filter(event=task.event_id, title=task.title).exclude(pk=task.pk).exists():
            raise TaskKnown from error
        raise
