"""The SMTP transport against a real server: every kind of answer, and none at all."""

from __future__ import annotations

import socket
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from anpacken.mail.errors import ConnectionFailure, PermanentFailure, TemporaryFailure
from anpacken.mail.transports import from_url
from tests.mail.servers import post


def message(text: str = "Hello") -> bytes:
    made = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    made["From"], made["To"], made["Subject"] = "post@example.org", "erika@example.org", "Grüße"
    made.set_content(text)
    return made.as_bytes()


def send(way, *, recipient: str = "erika@example.org", text: str = "Hello") -> str:
    return way.send(message(text), sender="post@example.org", recipient=recipient)


def test_mails_arrive_on_one_connection(server):
    with from_url(server.url()) as way:
        assert send(way) == "250 queued as 42"
        assert send(way, text="Line\r\n.\r\nafter a lone dot") == "250 queued as 42"
    assert server.connections == 1
    assert server.envelopes == [("post@example.org", ["erika@example.org"])] * 2
    assert server.received[1].get_content() == "Line\r\n.\r\nafter a lone dot\r\n"


def test_a_4xx_is_for_later_and_the_connection_goes_on(server):
    server.on_rcpt = ["451 greylisted, <erika@example.org> come back"]
    with from_url(server.url()) as way:
        with pytest.raises(TemporaryFailure) as failure:
            send(way)
        assert not isinstance(failure.value, ConnectionFailure)
        assert failure.value.answer == "451 greylisted, … come back"
        assert send(way) == "250 queued as 42"
    assert server.connections == 1


@pytest.mark.parametrize("stage", ["on_rcpt", "on_data"])
def test_a_5xx_is_final_and_the_connection_goes_on(server, stage):
    setattr(server, stage, ["550 no such user"])
    with from_url(server.url()) as way:
        with pytest.raises(PermanentFailure, match="550 no such user"):
            send(way)
        assert send(way) == "250 queued as 42"
    assert server.connections == 1


def test_a_server_that_closes_is_called_again(server):
    server.on_rcpt = ["421 shutting down"]
    with from_url(server.url()) as way:
        with pytest.raises(ConnectionFailure, match="421 shutting down"):
            send(way)
        assert send(way) == "250 queued as 42"
    assert server.connections == 2


@pytest.mark.parametrize("stage", ["on_rcpt", "on_data"])
@pytest.mark.parametrize("silence", ["hang", "close"])
def test_a_server_that_says_nothing_is_left_after_the_time_out(server, stage, silence):
    setattr(server, stage, [silence])
    with from_url(server.url("tls=none&timeout=0.3")) as way:
        with pytest.raises(ConnectionFailure):
            send(way)
        assert send(way) == "250 queued as 42"


def test_no_server_at_all():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with from_url(f"smtp://127.0.0.1:{port}/?tls=none") as way, pytest.raises(ConnectionFailure, match="No connection"):
        send(way)


def test_nothing_is_said_in_the_clear_when_encryption_was_asked_for(server):
    with from_url(server.url("tls=starttls&timeout=1")) as way, pytest.raises(ConnectionFailure, match="STARTTLS"):
        send(way)
    assert server.envelopes == []


def test_an_address_in_unicode_needs_a_server_that_knows_them(server):
    with from_url(server.url()) as way:
        with pytest.raises(PermanentFailure, match="SMTPUTF8"):
            send(way, recipient="björn@example.org")
        assert send(way) == "250 queued as 42"


def test_an_address_in_unicode_arrives_where_it_is_known():
    with post(smtputf8=True) as server, from_url(server.url()) as way:
        assert send(way, recipient="björn@example.org") == "250 queued as 42"
        assert server.envelopes == [("post@example.org", ["björn@example.org"])]
