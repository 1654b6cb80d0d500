"""A real SMTP server for tests, which answers as it is told."""

from __future__ import annotations

import asyncio
import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass
class Post:
    """The server's side: what it received, and what it is to say."""

    received: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    connections: int = 0
    on_rcpt: list[str] = field(default_factory=list)
    """Answers to the next recipients; afterwards everybody is welcome. `hang` says nothing at all, `close` hangs up."""
    on_data: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> Any:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.on_rcpt and (answer := await self._answer(server, self.on_rcpt.pop(0))):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 welcome"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Any
    ) -> str:
        if self.on_data and (answer := await self._answer(server, self.on_data.pop(0))):
            return answer
        self.received.append(cast(EmailMessage, email.message_from_bytes(envelope.content, policy=default)))
        self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        return "250 queued as 42"

    async def _answer(self, server: SMTP, asked: str) -> str:
        if asked == "hang":
            await asyncio.sleep(2)
        if asked in ("hang", "close"):
            server.transport.abort()
            return "451 too late"
        return asked

    def url(self, options: str = "tls=none&timeout=1") -> str:
        return f"smtp://127.0.0.1:{self.port}/?{options}"


@contextmanager
def post(*, smtputf8: bool = False) -> Iterator[Post]:
    """A server on a free port for the length of the block."""
    office = Post()
    with socket.create_server(("127.0.0.1", 0)) as free:
        office.port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=office.port, enable_SMTPUTF8=smtputf8)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
