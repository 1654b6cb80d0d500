"""Stands on the plan, what does not fit, who is linked, and the number that goes to the event."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from anpacken.core.counts import CountWord
from anpacken.core.texts import translated
from anpacken.events.actions import events
from anpacken.market import errors
from anpacken.market.actions import calls, figures, linking, review, stands
from anpacken.market.choices import ApplicationState
from anpacken.market.models import Stand
from anpacken.market.queries import markets
from anpacken.media.models import Picture
from anpacken.network.models import Project
from anpacken.people.models import Organisation
from tests.factories.events import AT, BY, make_event
from tests.factories.market import make_application, make_call, make_stands

pytestmark = pytest.mark.django_db
ACCEPTED, WAITING = ApplicationState.ACCEPTED, ApplicationState.WAITING


def give(stand: Stand, application, seen: str = "") -> Stand:
    return stands.assign(stand=stand, application=application, seen=seen, by=BY, at=AT)


def picture(width: int = 60, height: int = 40) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "PNG")
    return SimpleUploadedFile("halle.png", file.getvalue(), "image/png")


def test_stands_are_numbered_on_and_lie_on_the_plan():
    call = make_call()
    make_stands(call, 13)
    [last] = make_stands(call, 1, has_power=True)
    assert (last.number, last.has_power) == (14, True)
    assert call.stands.count() == 14
    with pytest.raises(errors.TooManyStands):
        make_stands(call, 287)


def test_a_stand_stays_on_the_plan_wherever_it_is_dragged():
    [stand] = make_stands(make_call())
    placed = stands.place(stand=stand, x=1.7, y=-0.2, by=BY, at=AT)
    assert (placed.x, placed.y) == (1.0, 0.0)
    placed = stands.place(stand=stand, x=0.123456, y=0.5, by=BY, at=AT)
    assert (placed.x, placed.y) == (0.1235, 0.5)


def test_a_number_stands_once():
    one, two = make_stands(make_call(), 2)
    with pytest.raises(errors.NumberTaken):
        stands.change(stand=two, number=one.number, has_power=False, by=BY, at=AT)
    assert stands.change(stand=two, number=90, has_power=True, by=BY, at=AT).number == 90


def test_a_stand_that_a_colleague_has_given_is_not_given_again():
    call = make_call()
    [stand] = make_stands(call)
    one, two = make_application(call, ACCEPTED), make_application(call, ACCEPTED)
    give(stand, one)
    with pytest.raises(errors.StandTaken) as refused:
        give(stand, two)
    assert str(one) in refused.value.message
    assert give(stand, two, seen=one.public_id).application == two


def test_an_application_moves_with_its_stand_and_only_accepted_ones_have_one():
    call = make_call()
    first, second = make_stands(call, 2)
    one = make_application(call, ACCEPTED)
    give(first, one)
    give(second, one)
    first.refresh_from_db()
    assert first.application is None
    with pytest.raises(errors.NotAccepted):
        give(first, make_application(call, WAITING))
    with pytest.raises(errors.StandInUse):
        stands.remove(stand=second, by=BY, at=AT)
    give(second, None, seen=one.public_id)
    stands.remove(stand=second, by=BY, at=AT)
    assert call.stands.count() == 1


def test_one_line_of_the_list_is_saved_as_a_whole_or_not_at_all():
    call = make_call()
    one, two = make_stands(call, 2)
    application = make_application(call, ACCEPTED)
    with pytest.raises(errors.NumberTaken):
        stands.settle(
            stand=two,
            number=one.number,
            has_power=True,
            x=0.9,
            y=0.9,
            application=application,
            seen="",
            by=BY,
            at=AT,
        )
    two.refresh_from_db()
    assert (two.number, two.has_power, two.application) == (2, False, None)


def test_the_rest_is_given_out_so_that_power_goes_to_those_who_need_it():
    call = make_call()
    make_stands(call, 2)
    make_stands(call, 1, has_power=True)
    plain, needy, second_needy = (make_application(call, ACCEPTED, needs_power=needs) for needs in (False, True, True))
    assert stands.assign_rest(call=call, by=BY, at=AT) == 2
    given = {stand.number: stand.application for stand in markets.stands(call)}
    assert given == {1: plain, 2: None, 3: needy}
    assert markets.without_stand(call) == [second_needy]


def test_what_does_not_fit_is_told():
    call = make_call()
    one, two, three = make_stands(call, 3)
    needy = make_application(call, ACCEPTED, organisation_name="Ofen e. V.", title="Backen", needs_power=True)
    make_application(call, ACCEPTED, organisation_name="Ohne", title="Stand")
    give(one, needy)
    stands.place(stand=two, x=0.5, y=0.5, by=BY, at=AT)
    stands.place(stand=three, x=0.51, y=0.51, by=BY, at=AT)
    found = markets.conflicts(markets.stands(call), markets.without_stand(call))
    assert [(each.kind, each.sentence) for each in found] == [
        ("power", "Stand 1 hat keinen Strom, aber „Ofen e. V.: Backen“ braucht ihn."),
        ("overlap", "Die Stände 2 und 3 liegen übereinander."),
        ("no_stand", "„Ohne: Stand“ ist angenommen und hat noch keinen Stand."),
    ]


def test_a_new_plan_replaces_the_one_before_and_stands_keep_their_places(django_capture_on_commit_callbacks):
    call = make_call()
    [stand] = make_stands(call)
    for width in (60, 80):
        with django_capture_on_commit_callbacks(execute=True):
            calls.upload_plan(call=call, upload=picture(width), credit="Ada Muster", by=BY, at=AT)
    call.refresh_from_db()
    assert (Picture.objects.count(), call.plan.width) == (1, 80)
    assert str(call.plan.alt_text).startswith("Standplan: ")
    stand.refresh_from_db()
    assert stand.x == pytest.approx(0.5 / 12)


def test_the_number_of_stands_that_came_is_taken_over_only_when_asked_and_with_its_word():
    event = make_event(starts_on=date(2026, 6, 20))
    call = make_call(event)
    came, _stayed_away = make_application(call, ACCEPTED), make_application(call, ACCEPTED)
    make_application(call, WAITING)
    assert review.note_who_came(call=call, came=[came.public_id, "unknown"], by=BY, at=AT) == 1
    event.refresh_from_db()
    assert event.stands is None
    with pytest.raises(errors.NotHeldYet):
        figures.take_over(call=call, word=CountWord.EXACT, by=BY, at=AT)
    events.mark_held(event=event, by=BY, at=AT.replace(month=7))
    figures.take_over(call=call, word=CountWord.MORE_THAN, by=BY, at=AT.replace(month=7))
    event.refresh_from_db()
    assert (event.stands, event.stands_word) == (1, "more_than")


def test_linking_and_drafting_a_project_from_an_application():
    call = make_call()
    application = make_application(call, title="Lesepaten", shows="Wir lesen vor.\nJede Woche.")
    organisation = Organisation.objects.create(name="Leseverein")
    linking.link(application=application, organisation=organisation, project=None, by=BY, at=AT)
    project = linking.draft_project(application=application, by=BY, at=AT)
    assert (project.state, project.organisation) == ("draft", organisation)
    assert (project.name, project.summary) == (
        translated(de="Lesepaten"),
        translated(de="Wir lesen vor. Jede Woche."),
    )
    with pytest.raises(errors.ProjectLinked):
        linking.draft_project(application=application, by=BY, at=AT)
    assert Project.objects.count() == 1
