"""What is wrong with the data files, said so that whoever wrote them can put it right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the file, the way to the entry (`events › dritter-jahrestag › format`), and what to do."""

    file: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.what}" if self.where else f"{self.file}: {self.what}"


class DemoInvalid(Exception):
    """The data files hold mistakes. Nothing was loaded."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def path(parts: Iterable[object]) -> str:
    return " › ".join(str(part) for part in parts)
