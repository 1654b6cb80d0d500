"""What is wrong with a question, in the words of RFC 9457 ("problem details"). For developers, so in English only."""

from __future__ import annotations


class Problem(Exception):
    """A question that is not answered: `Problem(400, "…", parameter="region")`."""

    def __init__(self, status: int, detail: str, *, parameter: str = "") -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.parameter = parameter
