"""What other rooms ask: the answers of one registration, and all answers of an event in numbers."""

from anpacken.questions.queries.asked import answers_of
from anpacken.questions.queries.counts import counts

__all__ = ["answers_of", "counts"]
