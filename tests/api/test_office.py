"""The office's pages with what others copy into their sites."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.texts import translated
from anpacken.events.choices import EventState
from anpacken.places.models import Region
from tests.factories.accounts import make_user
from tests.factories.events import AT, make_event

pytestmark = pytest.mark.django_db
SCRIPT = '<script src="http://127.0.0.1:8000/einbetten/v1.js" async></script>'


@pytest.fixture(autouse=True)
def _early_may():
    with clock.frozen(AT):
        yield


@pytest.fixture
def office() -> Client:
    browser = Client()
    browser.force_login(make_user("office", is_staff=True))
    return browser


def snippet(page: str) -> str:
    return unescape(page.partition('spellcheck="false">')[2].partition("</textarea>")[0])


def test_a_button_to_copy_and_to_see(office):
    event = make_event(title=translated(de="Fest & <Feier>", en="Fair"))
    record = office.get(f"/office/events/inspect/{event.pk}/").content.decode()
    assert f'<a href="/office/embedding/{event.public_id}/">In andere Websites einbetten</a>' in record
    page = office.get(f"/office/embedding/{event.public_id}/?language=de&details=on&new_tab=on").content.decode()
    shown = (
        f'<anpacken-register event="{event.public_id}" lang="de" target="_blank" details>\n'
        f'  <a href="http://127.0.0.1:8000/veranstaltungen/{event.public_id}/">Fest &amp; &lt;Feier&gt;</a>\n'
        "</anpacken-register>"
    )
    assert snippet(page) == f"{SCRIPT}\n{shown}\n"
    # As it looks: the element itself, and the script that fills it.
    assert shown in page
    assert '<script src="/einbetten/v1.js" async></script>' in page
    english = office.get(f"/office/embedding/{event.public_id}/?language=en").content.decode()
    assert f'  <a href="http://127.0.0.1:8000/en/veranstaltungen/{event.public_id}/">Fair</a>' in snippet(english)


def test_a_draft_says_that_its_button_waits(office):
    event = make_event(state=EventState.DRAFT)
    assert "ist ein Entwurf" in office.get(f"/office/embedding/{event.public_id}/").content.decode()


def test_a_list_as_it_was_narrowed(office):
    Theme.objects.create(slug="frauen", name=translated(de="Frauen"))
    Region.objects.create(code="nordost", name="Nordost", office_name=translated(de="Amt Nordost"))
    page = office.get("/office/embedding/?region=nordost&theme=frauen&limit=3&language=en").content.decode()
    assert snippet(page) == (
        f"{SCRIPT}\n"
        '<anpacken-events region="nordost" theme="frauen" limit="3" lang="en">\n'
        '  <a href="http://127.0.0.1:8000/en/veranstaltungen/?region=nordost&amp;theme=frauen">All events</a>\n'
        "</anpacken-events>\n"
    )


@pytest.mark.parametrize("query", ["", "region=nowhere", "limit=0", "limit=x", "language=xx", "theme=%00"])
def test_what_it_does_not_understand_is_left_out(office, query):
    answer = office.get(f"/office/embedding/?{query}")
    assert answer.status_code == 200
    assert '<anpacken-events limit="5" lang="de">' in snippet(answer.content.decode())
