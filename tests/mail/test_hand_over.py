"""From the outbox to the server: order, pauses, failures, and what is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from anpacken.core import clock
from anpacken.mail.actions import hand_over as module
from anpacken.mail.actions.hand_over import DIED, _Claimed, _portion, claim, hand_over
from anpacken.mail.models import OutgoingMail
from anpacken.mail.transports import Keep, from_url

NINE = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def over(server, at: datetime = NINE):
    """One hand-over at a stopped clock. Returns (sent, postponed, failed)."""
    with clock.frozen(at), from_url(server.url()) as way:
        done = hand_over(at=at, transport=way)
    return done.sent, done.postponed, done.failed


def test_a_mail_is_sent_and_kept_as_it_was_sent(queued, server):
    mail = queued(at=NINE, attachments=[{"name": "a.ics", "type": "text/calendar", "text": "BEGIN:VCALENDAR"}])
    assert over(server) == (1, 0, 0)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.sent_at, mail.claim, mail.claimed_until) == ("sent", 1, NINE, "", None)
    [arrived] = server.received
    assert arrived["Message-ID"] == mail.message_id == f"<{mail.public_id}@example.org>"
    assert arrived["Subject"] == mail.subject != ""
    assert arrived.get_body(("plain",)).get_content().replace("\r\n", "\n") == mail.text
    assert arrived.get_body(("html",)).get_content().replace("\r\n", "\n") == mail.html
    assert [part.get_filename() for part in arrived.iter_attachments()] == ["a.ics"]
    assert over(server) == (0, 0, 0)


def test_the_mail_is_in_its_own_language(queued, server):
    with clock.frozen(NINE):
        queued(at=NINE, language="en")
    over(server)
    assert server.received[0]["Subject"] == "Trial mail"
    assert server.received[0]["Content-Language"] == "en"


def test_the_urgent_leaves_first_then_the_oldest(queued, server):
    for number, (priority, minute) in enumerate([(0, 1), (0, 0), (5, 3), (10, 4)]):
        queued(to_email=f"m{number}@example.org", priority=priority, at=NINE + timedelta(minutes=minute))
    over(server, NINE + timedelta(minutes=5))
    assert [to for _from, [to] in server.envelopes] == [f"m{n}@example.org" for n in (3, 2, 1, 0)]
    assert server.connections == 1


def test_a_4xx_is_tried_again_after_growing_pauses_and_given_up_after_eight(queued, server):
    mail = queued(at=NINE)
    server.on_rcpt = ["451 later"] * 8
    at, pauses = NINE, []
    for _attempt in range(7):
        assert over(server, at) == (0, 1, 0)
        mail.refresh_from_db()
        assert (mail.state, mail.last_error) == ("queued", "451 later")
        pauses.append((mail.next_try_at - at) / timedelta(minutes=1))
        assert over(server, mail.next_try_at - timedelta(seconds=1)) == (0, 0, 0)
        at = mail.next_try_at
    assert pauses == [1, 5, 15, 60, 180, 360, 720]
    assert over(server, at) == (0, 0, 1)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("failed", 8)


def test_a_5xx_fails_at_once_and_the_others_leave(queued, server):
    mail = queued(at=NINE)
    queued(at=NINE, to_email="max@example.org")
    server.on_rcpt = ["550 no such user"]
    assert over(server) == (1, 0, 1)
    mail.refresh_from_db()
    assert (mail.state, mail.last_error, mail.attempts) == ("failed", "550 no such user", 1)


def test_a_server_that_is_away_costs_two_mails_a_try_and_leaves_the_rest_alone(queued, server):
    for number in range(5):
        queued(at=NINE, to_email=f"m{number}@example.org")
    with from_url("smtp://127.0.0.1:9/?tls=none") as away:
        done = hand_over(at=NINE, transport=away)
    assert (done.sent, done.postponed, done.failed) == (0, 2, 0)
    assert sorted(OutgoingMail.objects.values_list("attempts", flat=True)) == [0, 0, 0, 1, 1]
    assert over(server) == (3, 0, 0)
    assert over(server, NINE + timedelta(minutes=1)) == (2, 0, 0)


def test_a_mail_that_cannot_be_written_fails_and_says_why(queued, server):
    mail = queued(at=NINE, context={"name": "Erika"})
    other = queued(at=NINE)
    assert over(server) == (1, 0, 1)
    mail.refresh_from_db()
    other.refresh_from_db()
    assert (mail.state, other.state) == ("failed", "sent")
    assert mail.last_error == "The mail template uses “site_url”, and the mail has no such value."


def test_a_broken_attachment_fails_that_mail_only(queued, server):
    mail = queued(at=NINE, attachments=[{"name": "a.pdf", "type": "application/pdf", "base64": "x"}])
    queued(at=NINE)
    assert over(server) == (1, 0, 1)
    mail.refresh_from_db()
    assert mail.last_error.startswith("Error: ")


def test_an_expired_claim_is_taken_over_with_the_same_message_id(queued, server):
    """Killed between claim and hand-over: nothing has left, and the next one sends it."""
    mail = queued(at=NINE)
    assert claim(pks=[mail.pk], at=NINE)
    assert over(server, NINE + timedelta(minutes=9)) == (0, 0, 0)
    assert over(server, NINE + timedelta(minutes=10)) == (1, 0, 0)
    assert server.received[0]["Message-ID"] == f"<{mail.public_id}@example.org>"


def test_a_mail_that_kills_its_worker_each_time_is_given_up(queued, server):
    mail = queued(at=NINE)
    at = NINE
    for _attempt in range(8):
        assert claim(pks=[mail.pk], at=at)
        at += timedelta(minutes=10)
    assert over(server, at) == (0, 0, 1)
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == ("failed", DIED)


def test_a_mail_that_kills_its_worker_uses_up_nobody_elses_tries(queued, server):
    """The first time it takes the others of its claim along; then each of them is claimed alone."""
    mails = [queued(at=NINE, to_email=f"m{number}@example.org") for number in range(3)]
    assert len(claim(pks=[mail.pk for mail in mails], at=NINE)) == 3
    at = NINE + timedelta(minutes=10)
    for _attempt in range(7):
        assert claim(pks=[mails[0].pk], at=at)
        at += timedelta(minutes=10)
    assert over(server, at) == (2, 0, 1)
    assert list(OutgoingMail.objects.order_by("pk").values_list("state", "attempts")) == [
        ("failed", 9),
        ("sent", 2),
        ("sent", 2),
    ]


def test_what_was_tried_before_is_claimed_alone():
    assert _portion([(1, 0), (2, 0), (3, 1), (4, 0)], speed=100) == [1, 2]
    assert _portion([(3, 1), (4, 0)], speed=100) == [3]


def test_a_slow_server_gets_one_mail_at_a_time_and_a_fast_one_half_a_second_full():
    rows = [(number, 0) for number in range(100)]
    assert [len(_portion(rows, speed=speed)) for speed in (0, 1, 20, 1000)] == [1, 1, 10, 50]


def test_the_rest_of_a_claim_is_let_go_of_when_the_server_is_suddenly_slow(queued, monkeypatch):
    """Else the last ones of a claim would be said when the claim has run out, and leave twice."""
    mails = [queued(at=NINE, to_email=f"m{number}@example.org") for number in range(3)]
    seconds = iter([0.0, 0.0, 29.0, 31.0])
    monkeypatch.setattr(module, "monotonic", lambda: next(seconds))
    with _Claimed(claim(pks=[mail.pk for mail in mails], at=NINE)) as rest:
        assert [mail.to_email for mail in rest] == ["m0@example.org", "m1@example.org"]
    rows = OutgoingMail.objects.order_by("pk").values_list("state", "attempts", "claimed_until")
    until = NINE + timedelta(minutes=10)
    assert list(rows) == [("claimed", 1, until), ("claimed", 1, until), ("queued", 0, None)]


def test_kept_mails_are_sent_without_leaving(queued):
    mail = queued(at=NINE)
    hand_over(at=NINE, transport=Keep())
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == ("sent", "")
    assert "Erika" in mail.html


def test_an_empty_outbox_asks_once_and_opens_no_connection(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        hand_over(at=NINE)


def test_a_trial_mail_by_command(alliance, server, capsys):
    with override_settings(MAIL_URL=server.url()):
        call_command("trialmail", "erika@example.org", "--language", "en")
    assert capsys.readouterr().out == "Sent to erika@example.org: 250 queued as 42\n"
    assert server.received[0]["To"] == "erika@example.org"


def test_a_trial_mail_says_why_it_did_not_leave(alliance, server):
    server.on_rcpt = ["550 no such user"]
    with override_settings(MAIL_URL=server.url()), pytest.raises(CommandError, match="550 no such user"):
        call_command("trialmail", "erika@example.org")
    with pytest.raises(CommandError, match=r"name@example\.org"):
        call_command("trialmail", "nobody")
