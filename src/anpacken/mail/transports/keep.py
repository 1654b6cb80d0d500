"""The demo's transport: nothing leaves; the mail stays in the outbox and is read in the demo mailbox."""

from __future__ import annotations

from types import TracebackType
from typing import Self


class Keep:
    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def send(self, content: bytes, *, sender: str, recipient: str) -> str:
        return "kept"
