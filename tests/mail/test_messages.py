"""The message on the wire: headers, parts, attachments."""

from __future__ import annotations

import email
from datetime import UTC, datetime
from email.policy import default

import pytest

from anpacken.mail import messages

AT = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
pytestmark = pytest.mark.django_db


def sent(mail, alliance):
    mail.subject, mail.text, mail.html = "Öffnung & mehr", "Grüße\n", "<p>Grüße</p>\n"
    content = messages.build(mail, alliance, at=AT).as_bytes()
    return content, email.message_from_bytes(content, policy=default)


def test_the_headers_say_who_writes_to_whom(queued, alliance):
    content, message = sent(queued(), alliance)
    assert message["From"] == "Bündnis Beispiel <post@example.org>"
    assert message["To"] == "Erika Beispiel <erika@example.org>"
    assert message["Reply-To"] == "Bündnis Beispiel <buero@example.org>"
    assert message["Subject"] == "Öffnung & mehr"
    assert message["Date"] == "Thu, 10 Oct 2019 11:00:00 +0200"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "de"
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 998


def test_the_message_id_is_the_mails_own_and_stays(queued, alliance):
    mail = queued()
    first, again = sent(mail, alliance)[1], sent(mail, alliance)[1]
    assert first["Message-ID"] == again["Message-ID"] == f"<{mail.public_id}@example.org>"


def test_text_comes_before_html(queued, alliance):
    _content, message = sent(queued(), alliance)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content() for part in message.iter_parts()] == ["Grüße\r\n", "<p>Grüße</p>\r\n"]


def test_attachments_keep_their_bytes_and_kind(queued, alliance):
    mail = queued(
        attachments=[
            {"name": "termin.ics", "type": "text/calendar; method=PUBLISH", "text": ICS},
            {"name": "Plan für alle.pdf", "type": "application/pdf", "base64": "JVBERi0="},
        ]
    )
    _content, message = sent(mail, alliance)
    calendar, plan = message.iter_attachments()
    assert (calendar.get_content_type(), calendar.get_param("method"), calendar.get_filename()) == (
        "text/calendar",
        "PUBLISH",
        "termin.ics",
    )
    assert calendar.get_payload(decode=True).decode() == ICS
    assert (plan.get_content_type(), plan.get_filename(), plan.get_content()) == (
        "application/pdf",
        "Plan für alle.pdf",
        b"%PDF-",
    )


@pytest.mark.parametrize(
    ("address", "header"),
    [
        ("erika@bücher.example", "erika@xn--bcher-kva.example"),
        ('"erika b"@example.org', '"erika b"@example.org'),
        ("erika+events@example.org", "erika+events@example.org"),
    ],
)
def test_unusual_addresses_are_written_as_servers_understand_them(queued, alliance, address, header):
    _content, message = sent(queued(to_email=address, to_name=""), alliance)
    assert message["To"] == header


def test_a_name_in_another_script_arrives(queued, alliance):
    _content, message = sent(queued(to_name="سارا, محمدی"), alliance)
    assert message["To"].addresses[0].display_name == "سارا, محمدی"
