"""The page cache: finished public pages, kept in memory in front of Django.

A view marks its page with `core.page_cache.keep`. It is answered from here until one of its tags changes or its
time is over, to visitors without a session only. Pages are kept compressed as well, and carry an ETag, so that a
browser that has the page gets an empty answer.

Whoever asks for a page that is being made waits for it: when hundreds come at once for an event that nobody has
looked at yet, or at the moment at which it is full, its pages are made once and not by the hundred.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from anpacken.core import page_cache

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Key = tuple[str, bytes, bytes, bytes]

_KEEP = page_cache.KEEP_HEADER.lower().encode()
_SESSION = b"sessionid="
_NOT_KEPT = frozenset(
    {_KEEP, b"content-length", b"set-cookie", b"etag", b"cache-control", b"content-encoding", b"vary"}
)
_LARGEST_SHARE = 8
"""A single page may take one eighth of the room at most."""


@dataclass(frozen=True, slots=True)
class Page:
    headers: Headers
    body: bytes
    packed: bytes
    etag: bytes
    stamp: list[tuple[int, bytes]]
    good_until: float

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed) + 1024


class KeptPages:
    """ASGI middleware. Holds at most `bytes_at_most`; 0 turns keeping off."""

    def __init__(
        self, application: Application, *, bytes_at_most: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._application = application
        self._bytes_at_most = bytes_at_most
        self._clock = clock
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._making: dict[Key, asyncio.Future[Page | None]] = {}
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or not self._bytes_at_most:
            await self._application(scope, receive, _unmarked(send))
            return
        asked = dict(scope["headers"])
        if any(name == b"cookie" and _SESSION in value for name, value in scope["headers"]):
            await self._application(scope, receive, _unmarked(send))
            return
        key = (
            # Django sends plain http away by what the proxy says; what it says to one must not be told to another.
            f"{scope['scheme']} {asked.get(b'x-forwarded-proto', b'')!r}",
            asked.get(b"host", b""),
            scope.get("raw_path") or scope["path"].encode(),
            scope["query_string"],
        )
        page = self._find(key)
        if page is not None:
            await _answer(page, asked, send, head=scope["method"] == "HEAD")
        elif scope["method"] == "HEAD":
            await self._application(scope, receive, _unmarked(send))
        else:
            await self._make_once(key, scope, receive, send, asked)

    async def _make_once(self, key: Key, scope: Scope, receive: Receive, send: Send, asked: dict[bytes, bytes]) -> None:
        while (making := self._making.get(key)) is not None:
            page = await asyncio.shield(making)
            if page is None:  # It is none to keep; everybody gets their own.
                await self._application(scope, receive, _unmarked(send))
                return
            # Changed while it was made? Then it is made again, by one of those who wait.
            if page_cache.is_current(page.stamp):
                await _answer(page, asked, send, head=False)
                return
        making = self._making[key] = asyncio.get_running_loop().create_future()
        try:
            await self._make(key, scope, receive, send, asked, making)
        finally:
            self._made(key, making, None)

    def _made(self, key: Key, making: asyncio.Future[Page | None], page: Page | None) -> None:
        """Tells those who wait; the first word counts."""
        if not making.done():
            del self._making[key]
            making.set_result(page)

    def _find(self, key: Key) -> Page | None:
        page = self._pages.get(key)
        if page is None:
            return None
        if page.good_until < self._clock() or not page_cache.is_current(page.stamp):
            self._drop(key)
            return None
        self._pages.move_to_end(key)
        return page

    async def _make(
        self,
        key: Key,
        scope: Scope,
        receive: Receive,
        send: Send,
        asked: dict[bytes, bytes],
        making: asyncio.Future[Page | None],
    ) -> None:
        # Taken before the page is made: a change in the meantime makes the page stale at once, never fresh for ever.
        before = page_cache.snapshot()
        start: Message = {}
        chunks: list[bytes] = []

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                if _mark(message) is None:
                    self._made(key, making, None)
                    await send(message)
                return
            if _mark(start) is None:
                await send(message)
                return
            chunks.append(message.get("body", b""))
            if not message.get("more_body"):
                page = self._keep(key, start, b"".join(chunks), before)
                self._made(key, making, page)
                await _answer(page, asked, send, head=False)

        await self._application(scope, receive, collect)

    def _keep(self, key: Key, start: Message, body: bytes, before: bytes) -> Page:
        seconds, *tags = (_mark(start) or b"0").decode().split()
        page = Page(
            headers=[(name, value) for name, value in start["headers"] if name.lower() not in _NOT_KEPT],
            body=body,
            packed=gzip.compress(body, 6),
            etag=b'"' + hashlib.blake2b(body, digest_size=12).hexdigest().encode() + b'"',
            stamp=page_cache.stamp_from(before, tags),
            good_until=self._clock() + int(seconds),
        )
        if page.size * _LARGEST_SHARE <= self._bytes_at_most:
            self._drop(key)
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._bytes_at_most:
                self._drop(next(iter(self._pages)))
        return page

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._bytes -= page.size


def _mark(message: Message) -> bytes | None:
    """The mark of `page_cache.keep` on a whole page (200) that sets no cookie; None on any other answer."""
    headers = {name.lower(): value for name, value in message.get("headers", [])}
    if message.get("status") != 200 or b"set-cookie" in headers:
        return None
    return headers.get(_KEEP)


def _unmarked(send: Send) -> Send:
    async def forward(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [(n, v) for n, v in message.get("headers", []) if n.lower() != _KEEP]}
        await send(message)

    return forward


async def _answer(page: Page, asked: dict[bytes, bytes], send: Send, *, head: bool) -> None:
    headers = [
        *page.headers,
        (b"etag", page.etag),
        (b"cache-control", b"no-cache"),
        (b"vary", b"Accept-Encoding, Cookie"),
    ]
    if page.etag in asked.get(b"if-none-match", b""):
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    body = page.body
    if b"gzip" in asked.get(b"accept-encoding", b""):
        body = page.packed
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else body})
