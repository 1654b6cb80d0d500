"""The message on the wire: headers, parts, attachments."""

from __future__ import annotations

import email
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.policy import default
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anpacken.alliance.models import Alliance
from anpacken.mail import messages, rules
from anpacken.mail.models import OutgoingMail

AT = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
pytestmark = pytest.mark.django_db


def sent(mail, alliance):
    mail.subject, mail.text, mail.html = "Öffnung & mehr", "Grüße\n", "<p>Grüße</p>\n"
    content = messages.build(mail, alliance, at=AT)
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


def name_in(message, header="To") -> str:
    """The name before the address. Python's own property puts spaces between the words that a long one is cut into."""
    raw = dict(message.raw_items())[header]
    return str(make_header(decode_header(parseaddr(" ".join(raw.split()))[0])))


@pytest.mark.parametrize(
    "name", ["Erika Beispiel", 'Erika "Eri" Beispiel\\', "Beispiel, Erika", "=?utf-8?q?Chef?=", "x" * 200, "ü" * 200]
)
def test_a_name_arrives_as_it_was_typed_whatever_signs_it_holds(queued, alliance, name):
    mail = queued(to_name="Max")
    mail.to_name = name
    content, message = sent(mail, alliance)
    assert name_in(message) == name
    assert message["To"].addresses[0].addr_spec == "erika@example.org"
    assert max(len(line) for line in content.split(b"\r\n")) <= 78


def test_a_line_break_in_our_own_name_begins_no_header(queued, alliance):
    alliance.sender_name = "Bündnis\r\nBcc: all@example.org"
    _content, message = sent(queued(), alliance)
    assert message["Bcc"] is None
    assert message["From"].addresses[0].display_name == "Bündnis Bcc: all@example.org"


def test_an_address_in_unicode_stands_in_the_header_as_it_is(queued, alliance):
    content, message = sent(queued(to_email="björn@bücher.example", to_name="Björn"), alliance)
    assert "\r\nTo: =?utf-8?b?QmrDtnJu?= <björn@xn--bcher-kva.example>\r\n".encode() in content
    assert message["Reply-To"] == "Bündnis Beispiel <buero@example.org>"


def test_a_reply_address_in_unicode_is_for_those_whose_servers_know_such(queued, alliance):
    alliance.email = "büro@example.org"
    content, message = sent(queued(), alliance)
    assert content.isascii()
    assert message["Reply-To"] is None
    assert "büro@example.org".encode() in sent(queued(to_email="björn@example.org"), alliance)[0]


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def as_lines(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return "".join(f"{line}\r\n" for line in lines)


@given(subject=WORDS, text=WORDS, html=WORDS, name=WORDS)
def test_any_words_come_back_as_they_were_written(subject, text, html, name):
    """Read by Python's own parser: the same words, in ASCII and in lines that every server takes."""
    alliance = Alliance(name="Bündnis", email="buero@example.org", sender_name="Büro", sender_email="post@example.org")
    mail = OutgoingMail(
        to_email="erika@example.org", to_name=name, language="de", subject=subject, text=text, html=html
    )
    content = messages.build(mail, alliance, at=AT)
    assert content.isascii()
    assert max(len(line) for line in content.split(b"\r\n")) <= 78
    assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n")
    message = email.message_from_bytes(content, policy=default)
    assert message["Subject"] == rules.without_controls(subject)
    assert name_in(message) == rules.without_controls(name)
    plain, marked = message.iter_parts()
    assert plain.get_content() == as_lines(text)
    assert marked.get_content() == as_lines(html)
