"""Django behind ASGI: small requests in one go, large and streamed ones piece by piece."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from anpacken.config.wsgi_bridge import SMALL_BODY, Bridge


class Django:
    """WSGI as Django speaks it: the answer is an HttpResponse. Says what it was sent, and remembers its threads."""

    def __init__(self) -> None:
        self.threads: list[str] = []
        self.closed = 0

    def __call__(self, environ: Any, start_response: Any) -> Any:
        self.threads.append(threading.current_thread().name)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        said = environ["wsgi.input"].read(length)
        if environ["PATH_INFO"] == "/broken":
            raise ZeroDivisionError
        answer: Any = HttpResponse(b"%d bytes" % len(said), status=201, headers={"X-Method": environ["REQUEST_METHOD"]})
        if environ["PATH_INFO"] == "/stream":
            answer = StreamingHttpResponse(self._pieces(), status=200)
        answer.close = self._close
        start_response(f"{answer.status_code} {answer.reason_phrase}", [*answer.items(), ("Set-Cookie", "a=1")])
        return answer

    def _close(self) -> None:
        self.closed += 1

    def _pieces(self) -> Iterator[bytes]:
        yield b"first "
        yield b"second"


def ask(
    django: Django, path: str = "/", *, body: tuple[bytes, ...] = (), headers: tuple[tuple[bytes, bytes], ...] = ()
) -> tuple[list[Any], int]:
    """What the visitor gets, and how often the body was asked for."""
    sent: list[Any] = []
    rest = [{"type": "http.request", "body": part, "more_body": True} for part in body]
    if rest:
        rest[-1]["more_body"] = False
    asked = 0

    async def receive() -> Any:
        nonlocal asked
        asked += 1
        return rest.pop(0) if rest else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST" if body else "GET",
        "scheme": "http",
        "http_version": "1.1",
        "path": path,
        "query_string": b"",
        "headers": list(headers),
    }
    # In a thread of its own: in this one the browser of other tests may have its loop.
    with ThreadPoolExecutor(1) as lane:
        lane.submit(asyncio.run, Bridge(django, threads=1)(scope, receive, send)).result()  # type: ignore[arg-type]
    return sent, asked


def length(number: int) -> tuple[tuple[bytes, bytes], ...]:
    return ((b"content-length", str(number).encode()),)


def test_a_usual_answer_goes_back_as_a_whole():
    django = Django()
    sent, asked = ask(django)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[0]["status"] == 201
    assert (b"x-method", b"GET") in sent[0]["headers"]
    assert (b"set-cookie", b"a=1") in sent[0]["headers"]
    assert sent[1] == {"type": "http.response.body", "body": b"0 bytes"}
    assert (asked, django.closed) == (0, 1)
    assert django.threads != [threading.main_thread().name]


def test_a_small_body_is_read_before_django_is_asked():
    sent, asked = ask(Django(), body=(b"name=Ada", b"&email=x"), headers=length(16))
    assert sent[1]["body"] == b"16 bytes"
    assert asked == 2


@pytest.mark.parametrize("size", [SMALL_BODY, SMALL_BODY + 1, 1_000_000])
def test_a_body_of_any_size_arrives(size):
    half = size // 2
    sent, _asked = ask(Django(), body=(b"x" * half, b"x" * (size - half)), headers=length(size))
    assert b"".join(message.get("body", b"") for message in sent[1:]) == b"%d bytes" % size


def test_a_body_of_no_known_length_is_not_read_ahead():
    """Django takes it for empty; so nobody fills our memory with it."""
    sent, asked = ask(Django(), body=(b"x" * 10,), headers=((b"transfer-encoding", b"chunked"),))
    assert b"".join(message.get("body", b"") for message in sent[1:]) == b"0 bytes"
    assert asked == 0


def test_a_stream_goes_out_piece_by_piece():
    django = Django()
    sent, _asked = ask(django, "/stream")
    assert [message.get("body") for message in sent] == [None, b"first ", b"second", b""]
    assert [message.get("more_body", False) for message in sent] == [False, True, True, False]
    assert django.closed == 1


def test_who_leaves_before_the_end_of_a_form_is_not_taken_for_a_sender():
    django = Django()
    sent, _asked = ask(django, headers=length(16))
    assert (sent, django.threads) == ([], [])


def test_what_fails_in_django_is_the_servers_to_tell():
    with pytest.raises(ZeroDivisionError):
        ask(Django(), "/broken")
