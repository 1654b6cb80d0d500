"""The market in the office: deciding, telling, the plan with its lines, paper, and who came."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anpacken.core import clock
from anpacken.events.actions import events
from anpacken.mail.models import OutgoingMail
from anpacken.market.actions import review, stands
from anpacken.market.choices import ApplicationState
from anpacken.market.models import Application, Call
from anpacken.network.models import Project
from tests.factories.accounts import make_user
from tests.factories.events import AT, BY, make_event
from tests.factories.market import make_application, make_call, make_stands
from tests.market.test_stands import picture

pytestmark = pytest.mark.django_db
ACCEPTED = ApplicationState.ACCEPTED


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(AT):
        yield


@pytest.fixture
def office() -> Client:
    client = Client()
    client.force_login(make_user("office", is_staff=True))
    return client


def url(name: str, call: Call, *more: str) -> str:
    return reverse(f"market_office:{name}", args=[call.event.public_id, *more])


def line(on_plan, **changed) -> dict:
    given = on_plan.application.public_id if on_plan.application else ""
    return {
        "deed": "change",
        "stand": on_plan.pk,
        "seen": given,
        "application": given,
        "number": on_plan.number,
        "x": f"{on_plan.x * 100:.2f}",
        "y": f"{on_plan.y * 100:.2f}",
        **changed,
    }


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_an_event_leads_to_its_market_and_the_call_is_set_up_there(office: Client):
    event = make_event()
    address = reverse("market_office:market", args=[event.public_id])
    page = office.get(reverse("events_office:inspect", args=[event.pk])).content.decode()
    assert address in page
    assert "Ausschreibung anlegen" in office.get(address).content.decode()
    form = {"text_de": "Kommt!", "opens_at": "2026-05-01T08:00", "closes_at": "2026-05-20T18:00", "most_tables": "2"}
    call_url = reverse("market_office:call", args=[event.public_id])
    assert office.post(call_url, {**form, "closes_at": "2026-04-01T08:00"}).status_code == 422
    # In this night the clocks go forward, and this hour is left out.
    assert office.post(call_url, {**form, "closes_at": "2027-03-28T02:30"}).status_code == 422
    assert office.post(call_url, form).status_code == 302
    call = Call.objects.get()
    assert (call.event, str(call.text), call.closes_at.isoformat()) == (event, "Kommt!", "2026-05-20T16:00:00+00:00")
    assert office.post(call_url, {**form, "most_tables": "10"}).status_code == 422


def test_deciding_and_telling_by_one_button(office: Client):
    call = make_call()
    application = make_application(call)
    decide = reverse("stand_applications:decide", args=[application.pk])
    assert "freundlichen Satz" in said(office.post(decide, {"state": "declined"}, follow=True))
    assert "Entschieden" in said(office.post(decide, {"state": "accepted"}, follow=True))
    office.post(decide, {"state": "withdrawn"})
    application.refresh_from_db()
    assert application.state == "accepted"
    page = office.get(url("decisions", call))
    assert "Sie bekommen einen Stand" in page.content.decode()
    assert application.email in page.content.decode()
    assert office.get(url("decisions", call)).context["marks"] == [f"{application.public_id}:accepted"]
    OutgoingMail.objects.all().delete()
    office.post(url("decisions", call), {"seen": page.context["marks"]})
    office.post(url("decisions", call), {"seen": page.context["marks"]})
    assert [mail.template for mail in OutgoingMail.objects.all()] == ["market/mail/accepted.html"]


def test_withdrawing_for_somebody(office: Client):
    application = make_application(make_call())
    office.post(reverse("stand_applications:withdraw", args=[application.pk]))
    application.refresh_from_db()
    assert application.state == "withdrawn"
    assert office.get(reverse("stand_applications:inspect", args=[application.pk])).status_code == 200


def test_an_application_that_came_by_telephone(office: Client):
    call = make_call()
    form = {
        "call": call.pk,
        "organisation_name": "Verein am Telefon",
        "title": "Anruf",
        "shows": "Was wir tun.",
        "contact_name": "Ada Muster",
        "email": "ada@example.org",
        "language": "de",
        "tables": "1",
        "people": "2",
    }
    with clock.frozen(call.closes_at):
        assert office.post(reverse("stand_applications:add"), form).status_code == 302
        again = office.post(reverse("stand_applications:add"), form)
    assert "Mit einem Projekt dieses Namens" in again.content.decode()
    application = Application.objects.get()
    assert (application.state, OutgoingMail.objects.get().template) == ("submitted", "market/mail/received.html")
    other = make_call()
    edit = reverse("stand_applications:edit", args=[application.pk])
    moved = office.post(edit, {**form, "call": other.pk})
    assert "bleibt bei der Veranstaltung" in moved.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.png", b"this is no picture"),
        ("plan.pdf", b"%PDF-1.7 a page"),
        ("plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("plan.png", b"\x89PNG\r\n\x1a\n"),
        ("plan.png", picture(400, 300).read()[:-200]),
        ("plan.exe", b"MZ"),
        ("plan.png", b""),
    ],
)
def test_what_is_no_picture_is_refused_in_words(office: Client, name: str, content: bytes):
    call = make_call()
    upload = SimpleUploadedFile(name, content, "image/png")
    answer = office.post(url("plan", call), {"deed": "upload", "file": upload, "credit": "Ada Muster"})
    assert answer.status_code == 422
    assert list(answer.context["plan_form"].errors) == ["file"]
    if content:
        assert "Das ist kein Bild" in answer.content.decode()
    call.refresh_from_db()
    assert call.plan is None


def test_a_plan_is_uploaded_and_stands_are_placed_on_it(office: Client):
    call = make_call()
    upload = {"deed": "upload", "file": picture(), "credit": "Ada Muster"}
    assert office.post(url("plan", call), upload).status_code == 302
    assert office.post(url("plan", call), {"deed": "add", "count": "3"}).status_code == 302
    assert office.post(url("plan", call), {"deed": "add", "count": "0"}).status_code == 422
    answer = office.post(url("plan", call), {"deed": "place", "stand": "2", "x": "0.25", "y": "0.75"})
    assert answer.json() == {"x": 0.25, "y": 0.75}
    for bad in ({"x": "2"}, {"x": "nan"}, {"x": "inf"}, {"stand": "99"}, {"stand": "x\x00"}, {"y": ""}):
        wrong = {"deed": "place", "stand": "2", "x": "0.5", "y": "0.5", **bad}
        assert office.post(url("plan", call), wrong).status_code == 422, bad
    stand = call.stands.get(number=2)
    assert (stand.x, stand.y) == (0.25, 0.75)
    page = office.get(url("plan", call)).content.decode()
    assert page.count('class="market-stand') == 3


def test_the_list_does_what_the_plan_does(office: Client):
    call = make_call()
    one, two = make_stands(call, 2)
    first, second = make_application(call, ACCEPTED), make_application(call, ACCEPTED)
    form = line(one, application=first.public_id, has_power="on", x="12.5")
    assert office.post(url("plan", call), form)["Location"].endswith("#stand-1")
    one.refresh_from_db()
    assert (one.application, one.has_power, one.x) == (first, True, 0.125)
    # The page was made before the colleague gave the stand away.
    answer = office.post(url("plan", call), {**form, "application": second.public_id}, follow=True)
    assert "inzwischen" in said(answer)
    assert "gibt es schon" in said(office.post(url("plan", call), line(two, number="1"), follow=True))
    for bad in ({"x": "101"}, {"number": "0"}, {"application": "unknown"}, {"application": "\x00"}):
        assert said(office.post(url("plan", call), line(two, **bad), follow=True)), bad
    for bad in ({"stand": "0"}, {"stand": "x"}, {"stand": "9" * 30}, {"deed": "sell"}):
        assert office.post(url("plan", call), line(two, **bad)).status_code == 404, bad
    two.refresh_from_db()
    assert (two.number, two.application) == (2, None)
    office.post(url("plan", call), {"deed": "assign_rest"})
    two.refresh_from_db()
    assert two.application == second
    office.post(url("plan", call), {"deed": "remove", "stand": two.pk})
    assert call.stands.count() == 2


def test_stands_of_another_event_are_out_of_reach(office: Client):
    call, other = make_call(), make_call()
    [stand] = make_stands(other)
    assert office.post(url("plan", call), line(stand)).status_code == 404


def test_signs_and_plan_are_tagged_pdfs(office: Client):
    call = make_call()
    assert office.get(url("signs", call)).content.startswith(b"%PDF")
    assert office.get(url("sheet", call)).content.startswith(b"%PDF")
    office.post(url("plan", call), {"deed": "upload", "file": picture(), "credit": "Ada Muster"})
    for number, name in enumerate(["Çağrı Derneği", "جمعية الأمل", "Спільнота", "انجمن فارسی"], start=1):
        [stand] = make_stands(call)
        application = make_application(
            call, ACCEPTED, organisation_name=name, title="Was wir tun " * 9, needs_power=True
        )
        stands.assign(stand=stand, application=application, seen="", by=BY, at=AT)
        assert stand.number == number
    for address in (url("signs", call), url("signs", call) + "?size=a5", url("sheet", call)):
        answer = office.get(address)
        assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")
        assert b"/StructTreeRoot" in answer.content
    signs = office.get(url("signs", call) + "?size=a5").content
    assert signs.count(b"/Type /Page\n") + signs.count(b"/Type/Page/") in (0, 4)


def test_who_came_is_written_down_and_the_number_is_offered(office: Client):
    event = make_event()
    call = make_call(event)
    came, _stayed = make_application(call, ACCEPTED), make_application(call, ACCEPTED)
    page = office.get(url("attendance", call))
    assert [ticked for _row, ticked in page.context["rows"]] == [True, True]
    office.post(url("attendance", call), {"came": [came.public_id]})
    assert "Übernehmen" not in office.get(url("market", call)).content.decode()
    later = AT.replace(month=7)
    events.mark_held(event=event, by=BY, at=later)
    with clock.frozen(later):
        assert "Übernehmen" in office.get(url("market", call)).content.decode()
        assert office.post(url("deed", call, "take_over"), {"word": "nearly"}).status_code == 404
        office.post(url("deed", call, "take_over"), {"word": "about"})
        event.refresh_from_db()
        assert str(event.stands_count) == "rund 1"
        assert "Übernehmen" not in office.get(url("market", call)).content.decode()


def test_publishing_hiding_and_moving_up(office: Client):
    call = make_call()
    waiting = make_application(call, ApplicationState.WAITING)
    office.post(url("deed", call, "publish"))
    call.refresh_from_db()
    assert call.published_at == AT
    office.post(url("deed", call, "hide"))
    call.refresh_from_db()
    assert call.published_at is None
    assert "nachgerückt" in said(office.post(url("deed", call, "move_up"), follow=True))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.told) == ("accepted", "accepted")
    assert "Niemand" in said(office.post(url("deed", call, "move_up"), follow=True))
    assert office.post(url("deed", call, "sell")).status_code == 404


def test_linking_finds_by_name_and_drafts_a_project(office: Client):
    from anpacken.people.models import Organisation

    application = make_application(make_call(), organisation_name="Leseverein", title="Lesepaten")
    same, other = Organisation.objects.create(name="Leseverein"), Organisation.objects.create(name="Malverein")
    address = reverse("stand_applications:link", args=[application.pk])
    assert office.get(address).context["organisations"] == [same]
    assert office.get(address + "?q=mal").context["organisations"] == [other]
    office.post(address, {"organisation": other.public_id, "project": "unknown\x00", "deed": "link"})
    application.refresh_from_db()
    assert (application.organisation, application.project) == (other, None)
    office.post(address, {"deed": "draft"})
    assert str(Project.objects.get()) == "Lesepaten"


def test_support_needs_are_for_the_office_only(office: Client):
    application = make_application(make_call(), support_needs="Ein niedriger Tisch")
    regional = Client()
    regional.force_login(make_user("regional", is_staff=True, scope="lueneburg"))
    address = reverse("stand_applications:inspect", args=[application.pk])
    assert "Ein niedriger Tisch" in office.get(address).content.decode()
    assert "Ein niedriger Tisch" not in regional.get(address).content.decode()


def test_the_preview_never_leaves_without_a_press(office: Client):
    call = make_call()
    application = make_application(call, ACCEPTED)
    OutgoingMail.objects.all().delete()
    office.get(url("decisions", call))
    assert OutgoingMail.objects.count() == 0
    review.tell(call=call, seen=[review.preview_mark(application)], by=BY, at=AT)
    assert "Alle wissen" in office.get(url("decisions", call)).content.decode()
