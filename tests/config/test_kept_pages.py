"""The page cache in front of Django, with a small ASGI application in Django's place."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from anpacken.config.kept_pages import KeptPages
from anpacken.core import page_cache

Headers = list[tuple[bytes, bytes]]


class Maker:
    """Counts how often it was asked; each page says its number."""

    def __init__(
        self, *, tags: str = "60 site events", status: int = 200, extra: Sequence[tuple[bytes, bytes]] = ()
    ) -> None:
        self.made = 0
        self._tags, self._status, self._extra = tags, status, list(extra)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.made += 1
        headers = [(b"content-type", b"text/html"), *self._extra]
        if self._tags:
            headers.append((b"x-anpacken-keep", self._tags.encode()))
        await send({"type": "http.response.start", "status": self._status, "headers": headers})
        await send({"type": "http.response.body", "body": b"page ", "more_body": True})
        await send({"type": "http.response.body", "body": str(self.made).encode()})


class Answer:
    def __init__(self, messages: list[Any]) -> None:
        self.status = messages[0]["status"]
        self.headers = {name.lower(): value for name, value in messages[0]["headers"]}
        self.body = b"".join(message.get("body", b"") for message in messages[1:])


def ask(
    pages: KeptPages, path: str = "/", *, method: str = "GET", query: bytes = b"", headers: Headers | None = None
) -> Answer:
    messages: list[Any] = []

    async def send(message: Any) -> None:
        messages.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": [(b"host", b"test"), *(headers or [])],
    }
    # In a thread of its own: in this one the browser of other tests may have its loop.
    with ThreadPoolExecutor(1) as lane:
        lane.submit(asyncio.run, pages(scope, receive, send)).result()
    return Answer(messages)


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def pages(maker: Maker) -> KeptPages:
    return KeptPages(maker, bytes_at_most=1_000_000)


def test_a_marked_page_is_made_once(pages: KeptPages, maker: Maker) -> None:
    assert ask(pages).body == b"page 1"
    assert ask(pages).body == b"page 1"
    assert maker.made == 1


def test_the_mark_does_not_leave_the_house(pages: KeptPages) -> None:
    assert b"x-anpacken-keep" not in ask(pages).headers
    assert b"x-anpacken-keep" not in ask(pages, headers=[(b"cookie", b"sessionid=x")]).headers


def test_whoever_has_signed_in_gets_a_page_of_their_own(pages: KeptPages) -> None:
    ask(pages)
    assert ask(pages, headers=[(b"cookie", b"a=b; sessionid=x")]).body == b"page 2"
    assert ask(pages).body == b"page 1"


@pytest.mark.django_db
def test_a_change_of_one_of_its_tags_makes_a_page_stale(pages: KeptPages) -> None:
    ask(pages)
    page_cache.changed("projects")
    assert ask(pages).body == b"page 1"
    page_cache.changed("events")


@pytest.mark.django_db(transaction=True)
def test_a_page_is_made_anew_once_the_change_is_committed(pages: KeptPages) -> None:
    ask(pages)
    with transaction.atomic():
        page_cache.changed("events")
        assert ask(pages).body == b"page 1"
    assert ask(pages).body == b"page 2"


@pytest.mark.django_db(transaction=True)
def test_a_change_while_the_page_is_being_made_is_not_lost() -> None:
    def change() -> None:
        page_cache.changed("events")
        connection.close()  # that of this thread

    class Changing(Maker):
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            if self.made == 0:
                await asyncio.to_thread(change)
            await super().__call__(scope, receive, send)

    pages = KeptPages(Changing(), bytes_at_most=1_000_000)
    assert ask(pages).body == b"page 1"
    assert ask(pages).body == b"page 2"
    assert ask(pages).body == b"page 2"


def test_a_page_is_made_anew_when_its_time_is_over(maker: Maker) -> None:
    now = [0.0]
    pages = KeptPages(maker, bytes_at_most=1_000_000, clock=lambda: now[0])
    ask(pages)
    now[0] = 60.0
    assert ask(pages).body == b"page 1"
    now[0] = 60.1
    assert ask(pages).body == b"page 2"


@pytest.mark.parametrize(
    "maker",
    [Maker(tags=""), Maker(status=404), Maker(extra=[(b"set-cookie", b"a=b")])],
    ids=["unmarked", "not found", "sets a cookie"],
)
def test_other_answers_are_never_kept(maker: Maker) -> None:
    pages = KeptPages(maker, bytes_at_most=1_000_000)
    ask(pages)
    assert ask(pages).body == b"page 2"


def test_a_post_is_never_answered_from_here(pages: KeptPages) -> None:
    ask(pages)
    assert ask(pages, method="POST").body == b"page 2"


def test_query_and_host_are_part_of_the_page(pages: KeptPages) -> None:
    assert ask(pages, query=b"page=2").body == b"page 1"
    assert ask(pages, query=b"page=3").body == b"page 2"
    assert ask(pages, query=b"page=2").body == b"page 1"


def test_packed_for_whoever_can_unpack(pages: KeptPages) -> None:
    answer = ask(pages, headers=[(b"accept-encoding", b"gzip, br")])
    assert gzip.decompress(answer.body) == b"page 1"
    assert answer.headers[b"content-encoding"] == b"gzip"
    assert ask(pages).body == b"page 1"


def test_a_browser_that_has_the_page_gets_an_empty_answer(pages: KeptPages) -> None:
    etag = ask(pages).headers[b"etag"]
    answer = ask(pages, headers=[(b"if-none-match", etag)])
    assert (answer.status, answer.body) == (304, b"")


def test_head_has_the_headers_without_the_page(pages: KeptPages) -> None:
    ask(pages)
    answer = ask(pages, method="HEAD")
    assert (answer.status, answer.body, answer.headers[b"content-length"]) == (200, b"", b"6")


def test_the_room_is_bounded_and_the_longest_unused_go_first(maker: Maker) -> None:
    pages = KeptPages(maker, bytes_at_most=9000)  # A page of ours counts about 1.060 bytes: eight fit.
    for number in range(8):
        ask(pages, f"/{number}")
    ask(pages, "/0")
    ask(pages, "/8")
    assert ask(pages, "/0").body == b"page 1"
    assert ask(pages, "/1").body == b"page 10"


def test_no_room_means_that_nothing_is_kept(maker: Maker) -> None:
    pages = KeptPages(maker, bytes_at_most=0)
    ask(pages)
    assert ask(pages).body == b"page 2"


def test_what_a_proxy_says_of_one_visitor_is_not_told_to_another() -> None:
    """Django answers plain http with a redirect to https; the page made for https must not stand in its place."""
    maker = Maker()
    pages = KeptPages(maker, bytes_at_most=2**20)
    assert ask(pages, headers=[(b"x-forwarded-proto", b"https")]).body == b"page 1"
    assert ask(pages, headers=[(b"x-forwarded-proto", b"https")]).body == b"page 1"
    assert ask(pages, headers=[(b"x-forwarded-proto", b"http")]).body == b"page 2"


def test_a_session_in_any_of_several_cookie_headers_passes_by() -> None:
    maker = Maker()
    pages = KeptPages(maker, bytes_at_most=2**20)
    ask(pages)
    assert ask(pages, headers=[(b"cookie", b"sessionid=abc"), (b"cookie", b"a=b")]).body == b"page 2"


class SlowMaker(Maker):
    """Takes its time, and lets the test do something meanwhile."""

    def __init__(self, *, meanwhile: Any = None, fails: bool = False, **facts: Any) -> None:
        super().__init__(**facts)
        self._meanwhile, self._fails = meanwhile, fails

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        number = self.made
        await asyncio.sleep(0.02)
        if self._meanwhile is not None and number == 0:
            self._meanwhile()
        if self._fails and number == 0:
            self.made += 1
            raise ZeroDivisionError
        await super().__call__(scope, receive, send)


def ask_together(pages: KeptPages, times: int, *, path: str = "/") -> list[bytes | str]:
    """The bodies that so many visitors get who come at the same moment; a name of an error instead of a body."""

    async def one() -> bytes | str:
        messages: list[Any] = []

        async def send(message: Any) -> None:
            messages.append(message)

        async def receive() -> Any:
            return {"type": "http.request"}

        scope = {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(b"host", b"example.org")],
        }
        try:
            await pages(scope, receive, send)
        except ZeroDivisionError as error:
            return type(error).__name__
        return Answer(messages).body

    async def all_of_them() -> list[bytes | str]:
        return await asyncio.gather(*(one() for _ in range(times)))

    # In a thread of its own: in this one the browser of other tests may have its loop.
    with ThreadPoolExecutor(1) as lane:
        return lane.submit(asyncio.run, all_of_them()).result()


def test_a_page_that_a_hundred_ask_for_at_once_is_made_once():
    maker = SlowMaker()
    pages = KeptPages(maker, bytes_at_most=2**20)
    assert ask_together(pages, 100) == [b"page 1"] * 100
    assert maker.made == 1
    assert ask_together(pages, 3) == [b"page 1"] * 3


def test_a_page_larger_than_what_is_kept_still_is_made_once_for_those_who_wait():
    maker = SlowMaker()
    assert ask_together(KeptPages(maker, bytes_at_most=100), 10) == [b"page 1"] * 10
    assert maker.made == 1


def test_a_page_that_changes_while_it_is_made_is_made_again_for_those_who_wait():
    """They may have come after the change; one of them makes it, for all."""
    maker = SlowMaker(meanwhile=page_cache.forget_everything)
    assert ask_together(KeptPages(maker, bytes_at_most=2**20), 10) == [b"page 1"] + [b"page 2"] * 9
    assert maker.made == 2


def test_pages_that_are_not_kept_are_made_for_everybody():
    maker = SlowMaker(tags="")
    assert sorted(ask_together(KeptPages(maker, bytes_at_most=2**20), 3)) == [b"page 1", b"page 2", b"page 3"]


def test_whoever_waits_for_one_that_failed_gets_their_own():
    maker = SlowMaker(fails=True)
    pages = KeptPages(maker, bytes_at_most=2**20)
    assert ask_together(pages, 3) == ["ZeroDivisionError", b"page 2", b"page 3"]
    assert ask_together(pages, 2) == [b"page 4"] * 2
