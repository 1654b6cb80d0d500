from enum import StrEnum


class Standing(StrEnum):
    """How a task stands on a day."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    OPEN = "open"
    # The event has no day yet, or was called off.
    UNDATED = "undated"


# So many days before its day a task counts as due, and whoever is responsible is told.
AHEAD_DAYS = 7
# A year and a half before, half a year after: nobody plans further.
MOST_BEFORE, MOST_AFTER = 550, 200
