"""One or many of every kind of record, so that every page has something to show.

`make(kind, number)` makes the record that is called `number` among its kind; what it needs below it is made once.
A new room adds its kinds to `MAKERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from anpacken.accounts.models import Invitation, SeenSession, User
from anpacken.alliance.models import Aim, Alliance, Theme
from anpacken.audit.actions import record
from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.documentation.models import Demand, Documentation
from anpacken.events.choices import EventFormat, EventState, RegistrationState
from anpacken.events.models import Event, Forum, Registration, Series
from anpacken.forums.choices import Mode
from anpacken.forums.models import ForumChoice, Place
from anpacken.impact import models as impact
from anpacken.impact.choices import PublicationKind
from anpacken.imports.choices import FileKind, ImportState
from anpacken.imports.models import Import, ImportRow
from anpacken.invitations.models import Invitation as EventInvitation
from anpacken.invitations.models import Round
from anpacken.jobs.models import Schedule
from anpacken.letters.models import Letter
from anpacken.mail.models import OutgoingMail
from anpacken.market.models import Application, Call
from anpacken.network.choices import ProjectState
from anpacken.network.models import Project
from anpacken.people.actions import merges
from anpacken.people.choices import Channel, ConsentDeed, ConsentPurpose, OrganisationKind, RoleKind
from anpacken.people.models import (
    Affiliation,
    Consent,
    CustomField,
    DuplicatePair,
    Merge,
    Note,
    Organisation,
    Person,
    Role,
    SignUp,
    Tag,
)
from anpacken.places.models import District, Municipality, Postcode, Region
from anpacken.planning.models import Task
from anpacken.programme.models import Item, Release, Room
from anpacken.questions.models import Answer, Question
from anpacken.segments.models import Segment
from anpacken.surveys.models import Question as SurveyQuestion
from anpacken.surveys.models import Survey, SurveyInvitation

BY = Actor.command("tests")
AT = datetime(2019, 9, 2, 8, 0, tzinfo=UTC)


def alliance(number: int = 1) -> Alliance:
    found, _made = Alliance.objects.get_or_create(
        single=True,
        defaults={
            "name": "Bündnis",
            "email": "buero@example.org",
            "sender_name": "Bündnis",
            "sender_email": "buero@example.org",
        },
    )
    return found


def theme(number: int = 1) -> Theme:
    name = translated(de=f"Thema {number}", en=f"Theme {number}")
    return Theme.objects.get_or_create(slug=f"thema-{number}", defaults={"name": name, "position": number})[0]


def aim(number: int = 1) -> Aim:
    return Aim.objects.create(text=translated(de=f"Ziel {number}", en=f"Aim {number}"), position=number)


def region(number: int = 1) -> Region:
    code = "lueneburg" if number == 1 else f"region-{number}"
    office = translated(de=f"Regionalbüro {number}", en=f"Regional office {number}")
    return Region.objects.get_or_create(
        code=code, defaults={"name": f"Region {number}", "office_name": office, "position": number}
    )[0]


def district(number: int = 1) -> District:
    details = {"name": f"Kreis {number}", "kind": "Landkreis", "region": region(), "nuts3": f"DE{number:03}"}
    return District.objects.get_or_create(
        ags=f"{9000 + number:05}", defaults={**details, "latitude": 48.1, "longitude": 11.5}
    )[0]


def municipality(number: int = 1) -> Municipality:
    return Municipality.objects.get_or_create(name=f"Ort {number}", district=district())[0]


def postcode(number: int = 1) -> Postcode:
    return Postcode.objects.create(
        code=f"{80000 + number}", place=f"Ort {number}", district=district(), latitude=48.1, longitude=11.5
    )


def organisation(number: int = 1) -> Organisation:
    made = Organisation.objects.create(name=f"Verein {number}", kind=OrganisationKind.ASSOCIATION, district=district())
    _supports(organisation=made)
    return made


def person(number: int = 1) -> Person:
    made = Person.objects.create(
        first_name="Ada", last_name=f"Muster {number}", email=f"ada{number}@example.org", district=district()
    )
    _supports(person=made)
    return made


def _supports(**subject: models.Model) -> None:
    Role.objects.create(kind=RoleKind.SUPPORTER, from_on=AT.date(), **subject)
    for purpose in (ConsentPurpose.REGISTER, ConsentPurpose.LISTING):
        Consent.objects.create(
            purpose=purpose,
            deed=ConsentDeed.GIVEN,
            wording="Ja.",
            wording_version="1",
            language="de",
            channel=Channel.WEB,
            asked_at=AT,
            confirmed_at=AT,
            **subject,
        )


def tag(number: int = 1) -> Tag:
    return Tag.objects.create(name=f"Schlagwort {number}")


def own_field(number: int = 1) -> CustomField:
    label = translated(de=f"Feld {number}", en=f"Field {number}")
    return CustomField.objects.create(owner="person", kind="text", label=label, position=number)


def affiliation(number: int = 1) -> Affiliation:
    return Affiliation.objects.create(
        person=person(100 + number), organisation=organisation(100 + number), kind="works"
    )


def note(number: int = 1) -> Note:
    return Note.objects.create(person=person(200 + number), text=f"Notiz {number}")


def sign_up(number: int = 1) -> SignUp:
    address = f"neu{number}@example.org"
    return SignUp.objects.create(
        first_name="Neu",
        last_name=f"Hier {number}",
        email=address,
        email_key=address,
        language="de",
        district=district(),
    )


def project(number: int = 1) -> Project:
    made = Project.objects.create(
        state=ProjectState.PUBLISHED,
        name=translated(de=f"Projekt {number}", en=f"Project {number}"),
        summary=translated(de="Kurz gesagt.", en="In short."),
        organisation=Organisation.objects.create(name=f"Träger {number}"),
        municipality=municipality(),
        district=district(),
    )
    made.themes.add(theme())
    return made


def series(number: int = 1) -> Series:
    return Series.objects.get_or_create(
        slug=f"reihe-{number}", defaults={"name": translated(de=f"Reihe {number}", en=f"Series {number}")}
    )[0]


def _event(number: int, starts_on: date, state: EventState, **details: Any) -> Event:
    made = Event.objects.create(
        slug=f"{state}-{number}",
        state=state,
        format=EventFormat.REGIONAL_DIALOGUE,
        series=series(),
        title=translated(de=f"Dialog {number}", en=f"Dialogue {number}"),
        summary=translated(de="Worum es geht.", en="What it is about."),
        region=region(),
        municipality=municipality(),
        starts_on=starts_on,
        **details,
    )
    made.themes.add(theme())
    return made


def upcoming_event(number: int = 1) -> Event:
    """It comes in a month, whenever the test runs, and has room."""
    return _event(
        number,
        timezone.localdate() + timedelta(days=30),
        EventState.ANNOUNCED,
        takes_registrations=True,
        capacity=50,
        max_group=20,
    )


def past_event(number: int = 1) -> Event:
    return _event(number, date(2019, 5, 1) + timedelta(days=number), EventState.HELD, participants=100 + number)


def registration(number: int = 1) -> Registration:
    event = Event.objects.filter(state=EventState.ANNOUNCED).first() or upcoming_event()
    address = f"gast{number}@example.org"
    return Registration.objects.create(
        event=event,
        state=RegistrationState.CONFIRMED,
        name=f"Gast {number}",
        email=address,
        email_key=address,
        language="de",
    )


def _event_with_programme() -> Event:
    return Event.objects.filter(state=EventState.ANNOUNCED).first() or upcoming_event()


def programme_room(number: int = 1) -> Room:
    return Room.objects.create(event=_event_with_programme(), name=f"Raum {number}", capacity=40)


def programme_item(number: int = 1) -> Item:
    event = _event_with_programme()
    return Item.objects.create(
        event=event,
        title=translated(de=f"Vortrag {number}", en=f"Talk {number}"),
        on=event.starts_on,
        begins_at=time(10),
        ends_at=time(11),
    )


def programme_release(number: int = 1) -> Release:
    item = programme_item(number)
    shown = {"room": "", "way": "", "round": None, "speakers": [], "abstract": {}}
    when = {"on": str(item.on), "from": "10:00", "to": "11:00"}
    entry = {"id": item.public_id, "kind": item.kind, "title": item.title.stored(), **when, **shown}
    return Release.objects.create(event=item.event, number=number, snapshot={"items": [entry]})


def year(number: int = 4) -> impact.AllianceYear:
    return impact.AllianceYear.objects.get_or_create(
        number=number,
        defaults={
            "starts_on": date(2014 + number, 10, 1),
            "ends_on": date(2015 + number, 9, 30) + timedelta(days=40),
            "cut_off_on": date(2015 + number, 10, 10),
            "title": translated(de=f"Jahr {number}", en=f"Year {number}"),
            "is_published": True,
        },
    )[0]


def opening_balance(number: int = 1) -> impact.OpeningBalance:
    return impact.OpeningBalance.objects.create(
        figure="events",
        part=f"part-{number}",
        value=10,
        as_of=date(2018, 9, 30),
        source=translated(de="Bericht", en="Report"),
    )


def publication(number: int = 1) -> impact.Publication:
    return impact.Publication.objects.create(
        kind=PublicationKind.values[0],
        title=translated(de=f"Heft {number}", en=f"Issue {number}"),
        published_on=date(2019, 3, 1),
    )


def press_item(number: int = 1) -> impact.PressItem:
    return impact.PressItem.objects.create(outlet=f"Tageblatt {number}", published_on=date(2019, 3, 1))


def prize(number: int = 1) -> impact.Prize:
    return impact.Prize.objects.create(
        award_name=translated(de="Preis", en="Award"),
        name=translated(de=f"Preis {number}", en=f"Prize {number}"),
        awarded_on=date(2019, 6, 1),
        winner=Organisation.objects.create(name=f"Siegerin {number}"),
    )


def outcome(number: int = 1) -> impact.Outcome:
    return impact.Outcome.objects.create(
        theme=theme(),
        title=translated(de=f"Ergebnis {number}", en=f"Outcome {number}"),
        text=translated(de="Es geschah.", en="It happened."),
        source=translated(de="Quelle", en="Source"),
        year=year(),
        position=number,
    )


def indicator(number: int = 1) -> impact.Indicator:
    made = impact.Indicator.objects.create(
        slug=f"zeichen-{number}", name=translated(de=f"Zeichen {number}", en=f"Indicator {number}"), theme=theme()
    )
    impact.IndicatorPoint.objects.create(indicator=made, as_of=date(2019, 1, 1), value=number)
    return made


def mail(number: int = 1) -> OutgoingMail:
    return OutgoingMail.objects.create(
        to_email=f"gast{number}@example.org",
        language="de",
        template="events/mail/ticket.html",
        subject=f"Betreff {number}",
        text="Guten Tag",
        html="<p>Guten Tag</p>",
        state="sent",
        sent_at=AT,
        attachments=[{"name": "termin.ics", "type": "text/calendar", "text": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}],
    )


def entry(number: int = 1) -> Entry:
    return record(by=BY, action="theme.changed", target=theme(number), fields=["name"])


def schedule(number: int = 1) -> Schedule:
    return Schedule.objects.get_or_create(name=f"room.walker_{number}")[0]


def task(number: int = 1) -> Any:
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="anpacken.jobs.tasks.nothing",
        backend_name="default",
        queue_name="default",
        status="FAILED",
        exception_class_path="builtins.ValueError",
        traceback="ValueError",
    )


def user(number: int = 1) -> User:
    from tests.factories.accounts import make_user

    return make_user("editor")


def invitation(number: int = 1) -> Invitation:
    return Invitation.objects.create(email=f"neu{number}@example.org", role="editor", language="de")


def session(number: int = 1) -> SeenSession:
    return SeenSession.objects.create(user=user(), session_key=f"key-{number}", device="Firefox, Linux")


def pair(number: int = 1) -> DuplicatePair:
    return DuplicatePair.objects.create(first_person=person(number + 50), second_person=person(number + 80), score=95)


def merge(number: int = 1) -> Merge:
    """It can be undone still, whenever the test runs."""
    kept, shadow = person(number + 110), person(number + 140)
    return merges.merge(kept=kept, shadow=shadow, chosen={}, by=BY, at=timezone.now())


def segment(number: int = 1) -> Segment:
    live = {"condition": "consent", "operator": "any_of", "value": ["live"], "of": "newsletter"}
    return Segment.objects.create(name=f"Segment {number}", subject="both", conditions={"all": [live]})


def forum_place(number: int = 1) -> Place:
    """Somebody with a place in a slot of an event whose forums are chosen."""
    guest = registration(number + 200)
    event = guest.event
    ForumChoice.objects.get_or_create(event=event, defaults={"mode": Mode.FIRST_COME, "seed": 7})
    forum = Forum.objects.create(event=event, title=translated(de=f"Forum {number}"))
    day = event.starts_on or date(2027, 5, 1)
    slot = Item.objects.create(
        event=event, kind="forum", forum=forum, round=1, on=day, begins_at=time(10), ends_at=time(11), taken=1
    )
    return Place.objects.create(registration=guest, item=slot, round=1, state="placed", reason="chosen", heads=1)


def event_invitation(number: int = 1) -> EventInvitation:
    """Somebody who was invited and has not answered."""
    guest, address = person(number + 300), f"geladen{number}@example.org"
    event = Event.objects.filter(state=EventState.ANNOUNCED).first() or upcoming_event()
    sent, _made = Round.objects.get_or_create(event=event, segment_name="Probe", done_at=timezone.now())
    return EventInvitation.objects.create(
        event=event, round=sent, person=guest, name=str(guest), email=address, email_key=address, language="de"
    )


def answer(number: int = 1) -> Answer:
    """What somebody says to the question of an event; there is another that nobody has answered."""
    guest = registration(number + 300)
    words = {"vegan": "Vegan", "fleisch": "Mit Fleisch"}
    options = [{"key": key, "label": translated(de=label).stored()} for key, label in words.items()]
    meal, _made = Question.objects.get_or_create(
        event=guest.event,
        key="essen",
        defaults={"wording": translated(de="Essen", en="Meal"), "kind": "choice", "options": options},
    )
    Question.objects.get_or_create(
        event=guest.event, key="anreise", defaults={"wording": translated(de="Anreise", en="Journey"), "when": "later"}
    )
    return Answer.objects.create(registration=guest, question=meal, value="vegan")


def plan_task(number: int = 1) -> Task:
    event = Event.objects.filter(state=EventState.ANNOUNCED).first() or upcoming_event()
    return Task.objects.create(event=event, title=f"Aufgabe {number}", offset_days=-7)


def letter(number: int = 1) -> Letter:
    event = Event.objects.filter(state=EventState.ANNOUNCED).first() or upcoming_event()
    said = {"subject": translated(de="Bald: {title}"), "text": translated(de="Hallo {name}!")}
    return Letter.objects.create(event=event, title=f"Brief {number}", **said)


def feedback(number: int = 1) -> SurveyInvitation:
    """Somebody who is asked what they thought of an event; the survey is open, whenever the test runs."""
    guest = registration(number + 400)
    now = timezone.now()
    survey, is_new = Survey.objects.get_or_create(
        event=guest.event,
        audience="came",
        defaults={"letter": translated(de="Danke."), "opened_at": now, "closes_at": now + timedelta(days=21)},
    )
    if is_new:
        words = translated(de="Wie war es?", en="How was it?")
        # The names of their fields stand in `test_bad_input`.
        SurveyQuestion.objects.create(survey=survey, public_id="2" * 12, position=1, kind="scale", text=words)
        SurveyQuestion.objects.create(survey=survey, public_id="3" * 12, position=2, kind="text", text=words)
    return SurveyInvitation.objects.create(survey=survey, registration=guest, invited_at=now)


def list_import(number: int = 1) -> Import:
    of = Import.objects.create(
        name=f"liste-{number}.csv",
        state=ImportState.TRIED,
        kind=FileKind.CSV,
        encoding="utf-8",
        separator=";",
        headings=["E-Mail", "Nachname"],
        columns=["email", "last_name"],
        choices={"brings": "persons"},
        row_count=1,
        by_kind=BY.kind,
        by_label=BY.label,
    )
    ImportRow.objects.create(of=of, number=2, cells='["falsch", "Muster"]', problems="address_bad")
    return of


def demand(number: int = 1) -> Demand:
    event = Event.objects.filter(state=EventState.HELD).first() or past_event()
    documentation, _made = Documentation.objects.get_or_create(
        event=event, defaults={"state": "published", "published_at": AT, "introduction": translated(de="So war es.")}
    )
    return Demand.objects.create(
        documentation=documentation,
        wording=translated(de=f"Forderung {number}", en=f"Demand {number}"),
        raised_on=event.starts_on,
    )


def stand_application(number: int = 1) -> Application:
    event = Event.objects.filter(state=EventState.ANNOUNCED).first() or upcoming_event()
    now = timezone.now()
    call, _made = Call.objects.get_or_create(
        event=event, defaults={"opens_at": now - timedelta(days=7), "closes_at": now + timedelta(days=14)}
    )
    address = f"stand{number}@example.org"
    return Application.objects.create(
        call=call,
        organisation_name=f"Gruppe {number}",
        title=f"Vorhaben {number}",
        title_key=f"vorhaben {number}",
        shows="Was wir tun.",
        contact_name=f"Kontakt {number}",
        email=address,
        email_key=address,
        language="de",
    )


MAKERS: dict[str, Callable[[int], models.Model]] = {
    maker.__name__: maker
    for maker in (
        alliance,
        theme,
        aim,
        region,
        district,
        municipality,
        postcode,
        organisation,
        person,
        tag,
        own_field,
        affiliation,
        note,
        sign_up,
        project,
        series,
        upcoming_event,
        past_event,
        registration,
        programme_room,
        programme_item,
        programme_release,
        year,
        opening_balance,
        publication,
        press_item,
        prize,
        outcome,
        indicator,
        mail,
        entry,
        schedule,
        task,
        user,
        invitation,
        session,
        pair,
        merge,
        letter,
        list_import,
        segment,
        plan_task,
        feedback,
        forum_place,
        event_invitation,
        answer,
        stand_application,
        demand,
    )
}


class World(dict[str, Any]):
    """The first record of each kind, made when it is asked for."""

    def __missing__(self, kind: str) -> Any:
        self[kind] = MAKERS[kind](4 if kind == "year" else 1)
        return self[kind]
