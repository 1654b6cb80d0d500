"""Who does a deed: a signed-in person, a job, somebody with a mailed link, a command, or the public."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    USER = "user"
    JOB = "job"
    LINK = "link"
    COMMAND = "command"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Actor:
    """The doer of a deed, as every action takes it in `by`.

    `ref` is a public id (user), a name (job, command) or the purpose of the link. `label` is what an
    office worker reads in the audit log; for the public it never holds personal data.
    """

    kind: ActorKind
    ref: str = ""
    label: str = ""

    @classmethod
    def job(cls, name: str) -> Actor:
        return cls(ActorKind.JOB, name, name)

    @classmethod
    def command(cls, name: str) -> Actor:
        return cls(ActorKind.COMMAND, name, name)

    @classmethod
    def link(cls, purpose: str, ref: str = "") -> Actor:
        """Somebody who followed a mailed link. `ref` is the public id of what the link opens."""
        return cls(ActorKind.LINK, ref or purpose, purpose)

    @classmethod
    def public(cls) -> Actor:
        """Somebody without log-in or link, for instance who fills in a public form."""
        return cls(ActorKind.PUBLIC)
