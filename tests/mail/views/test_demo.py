"""The demo mailbox, as anybody sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html

from anpacken.core import clock
from anpacken.mail.actions.hand_over import hand_over
from anpacken.mail.models import OutgoingMail
from anpacken.mail.transports import Keep

NINE = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(queued):
    """`kept(to_email=…)` is a mail that was handed over to the demo mailbox."""

    def keep(at: datetime = NINE, **given) -> OutgoingMail:
        with clock.frozen(at):
            mail = queued(at=at, **given)
            hand_over(at=at, transport=Keep())
        mail.refresh_from_db()
        return mail

    return keep


def links(answer) -> list[str]:
    return [a.get("href") for a in lxml_html.document_fromstring(answer.content).iter("a")]


def test_an_empty_mailbox_says_what_to_do(client, db):
    answer = client.get(reverse("mail:mailbox"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_mails_stand_newest_first_with_their_subject(client, kept):
    old, new = kept(NINE), kept(NINE + timedelta(minutes=1))
    found = [
        href for href in links(client.get(reverse("mail:mailbox"))) if len(href or "") == len("/demo-mailbox/") + 13
    ]
    assert found == [reverse("mail:mailbox_mail", args=[mail.public_id]) for mail in (new, old)]


def test_what_waits_or_failed_is_not_shown(client, queued):
    mail = queued()
    assert client.get(reverse("mail:mailbox_mail", args=[mail.public_id])).status_code == 404
    assert client.get(reverse("mail:mailbox_html", args=[mail.public_id])).status_code == 404


@pytest.mark.parametrize(
    ("words", "count"), [("MAX@", 1), ("example.org", 2), ("nobody", 0), ("\x00", 2), ("x" * 300, 2)]
)
def test_the_mailbox_is_searched_by_address(client, kept, words, count):
    kept(to_email="erika@example.org")
    kept(to_email="max@example.org")
    answer = client.get(reverse("mail:mailbox"), {"q": words})
    assert answer.context["page"].paginator.count == count


def test_the_mailbox_is_in_pages_of_25(client, kept):
    for number in range(26):
        kept(to_email=f"m{number}@example.org")
    assert len(client.get(reverse("mail:mailbox")).context["page"].object_list) == 25
    for page, count in (("2", 1), ("99", 1), ("x", 25)):
        assert len(client.get(reverse("mail:mailbox"), {"page": page}).context["page"].object_list) == count


def test_as_many_queries_for_1_mail_as_for_30(client, kept, django_assert_num_queries):
    kept()
    client.get(reverse("mail:mailbox"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("mail:mailbox"))
    for _number in range(29):
        kept()
    with django_assert_num_queries(len(one)):
        client.get(reverse("mail:mailbox"))


def test_a_mail_shows_its_links_in_the_text_and_its_html_in_a_frame(client, kept):
    mail = kept()
    answer = client.get(reverse("mail:mailbox_mail", args=[mail.public_id]))
    assert "https://www.example.org/" in links(answer)
    frame = lxml_html.document_fromstring(answer.content).find(".//iframe")
    assert frame.get("src") == reverse("mail:mailbox_html", args=[mail.public_id])
    assert "allow-scripts" not in frame.get("sandbox")
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_html_part_may_load_and_run_nothing(client, kept):
    answer = client.get(reverse("mail:mailbox_html", args=[kept().public_id]))
    policy = answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    for part in ("default-src 'none'", "script-src 'none'", "frame-ancestors 'self'", "sandbox allow-popups"):
        assert part in policy
    assert "allow-scripts" not in policy
    assert '<base target="_top">' in answer.content.decode()


def test_attachments_are_saved_and_never_shown_in_place(client, kept):
    mail = kept(attachments=[{"name": "Plan für alle.html", "type": "text/html", "text": "<script>alert(1)</script>"}])
    answer = client.get(reverse("mail:mailbox_attachment", args=[mail.public_id, 1]))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''Plan%20f%C3%BCr%20alle.html"
    for number in (0, 2):
        assert client.get(reverse("mail:mailbox_attachment", args=[mail.public_id, number])).status_code == 404


@pytest.mark.parametrize("name", ["mailbox_mail", "mailbox_html"])
def test_unknown_mails_are_not_found(client, db, name):
    assert client.get(reverse(f"mail:{name}", args=["222222222222"])).status_code == 404


def test_no_cookie_is_set(client, kept):
    mail = kept()
    for address in (reverse("mail:mailbox"), reverse("mail:mailbox_mail", args=[mail.public_id])):
        assert not client.get(address).cookies
        assert client.post(address).status_code == 405
