"""What applicants read, in both parts of every mail."""

from __future__ import annotations

import pytest

from anpacken.mail.rendering import write
from anpacken.market.actions import notices
from anpacken.market.choices import ApplicationState
from tests.factories.market import make_application, make_call

pytestmark = pytest.mark.django_db

SAID = {
    "received": ("Ihre Bewerbung um einen Stand: ", "wir haben Ihre Bewerbung"),
    "known": ("Sie haben sich schon beworben: ", "noch einmal eine Bewerbung"),
    "accepted": ("Sie bekommen einen Stand: ", "Ihr Stand hat die Nummer 7."),
    "waiting": ("Warteliste für Stände: ", "mehr Bewerbungen als Stände"),
    "declined": ("Ihre Bewerbung um einen Stand: ", "Leider zu spät."),
    "withdrawn": ("Bewerbung zurückgezogen: ", "bis zur Frist"),
    "called_off": ("Abgesagt: ", "Diese Veranstaltung ist abgesagt"),
}


@pytest.mark.parametrize("name", SAID)
def test_every_mail_says_what_it_is_about_in_both_parts(name: str):
    application = make_application(make_call(), ApplicationState.WAITING)
    more = {
        "stand_number": 7,
        "reason": "Leider zu spät.",
        "there": [{"title": str(application), "url": "https://example.org/markt/x/"}],
    }
    context = notices.context(application, **more)
    mail = write(template=f"market/mail/{name}.html", context=context, language="de")
    subject, sentence = SAID[name]
    assert mail.subject.startswith(subject)
    assert sentence in mail.text
    assert sentence in mail.html
    assert "\n    " not in mail.text
    english = write(template=f"market/mail/{name}.html", context=context, language="en")
    assert english.subject != mail.subject


def test_what_an_applicant_typed_becomes_no_link():
    application = make_application(make_call(), organisation_name="Geld auf www.example.com", title="<b>Fett</b>")
    written = write(template="market/mail/received.html", context=notices.context(application), language="de")
    assert "www.example.com" not in written.text
    assert "<b>Fett" not in written.html
