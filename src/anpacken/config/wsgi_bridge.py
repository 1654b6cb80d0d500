"""Django as WSGI behind ASGI, with one way to a thread and back for each request.

a2wsgi hands body, head, content and end over one by one, and each time two threads wait for each other. A form of the
public is small and so is its answer: its body is read before a thread is asked, and the answer goes back as a whole.
Large bodies and bodies of unknown length still are a2wsgi's work; what Django streams goes out piece by piece.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from io import BytesIO
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import build_environ
from django.core.handlers.wsgi import WSGIHandler

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Tell = Callable[[Message], None]

SMALL_BODY = 64 * 1024
"""Bytes. What the forms of the public hold, many times over."""


class Bridge:
    """ASGI application that runs Django in at most `threads` threads."""

    def __init__(self, django: WSGIHandler, *, threads: int) -> None:
        self._django = django
        self._large = WSGIMiddleware(cast(Any, django), workers=threads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = _small_length(scope) if scope["type"] == "http" else None
        if length is None:
            await self._large(cast(Any, scope), cast(Any, receive), cast(Any, send))
            return
        body = await _read(receive) if length else b""
        if body is None:
            return
        loop = asyncio.get_running_loop()

        def tell(message: Message) -> None:
            """Called in the thread: returns when the visitor has taken the piece."""
            asyncio.run_coroutine_threadsafe(cast(Any, send(message)), loop).result()

        environ = build_environ(cast(Any, scope), cast(Any, BytesIO(body)))
        for message in await loop.run_in_executor(self._large.executor, self._answer, environ, tell):
            await send(message)

    def _answer(self, environ: Any, tell: Tell) -> list[Message]:
        """Runs Django in a thread. Returns what is to be sent yet: all of a usual answer, nothing of a stream."""
        head: Message = {"type": "http.response.start"}

        def start_response(status: str, headers: list[tuple[str, str]], _trouble: object = None) -> Callable[..., Any]:
            head["status"] = int(status[:3])
            head["headers"] = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]
            return _no_write

        answer = self._django(environ, start_response)
        try:
            if not getattr(answer, "streaming", True):
                content = b"".join(cast(Iterable[bytes], answer))
                return [head, {"type": "http.response.body", "body": content}]
            tell(head)
            for chunk in cast(Iterable[bytes], answer):
                tell({"type": "http.response.body", "body": chunk, "more_body": True})
            return [{"type": "http.response.body", "body": b""}]
        finally:
            cast(Any, answer).close()


def _small_length(scope: Scope) -> int | None:
    """The length of a body that is read at once; None: it is larger, or nobody says how large."""
    length = 0
    for name, value in scope["headers"]:
        if name == b"transfer-encoding":
            return None
        if name == b"content-length":
            if not value.isdigit() or len(value) > 6:
                return None
            length = int(value)
    return length if length <= SMALL_BODY else None


async def _read(receive: Receive) -> bytes | None:
    """The whole body; None when the visitor has gone."""
    chunks = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        chunks.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(chunks)


def _no_write(_content: bytes) -> None:
    raise NotImplementedError("Django does not write in this way.")
