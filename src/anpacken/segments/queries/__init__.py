from anpacken.segments.queries.members import fitting, members
from anpacken.segments.queries.reach import Reach, reach, reachable

__all__ = ["Reach", "fitting", "members", "reach", "reachable"]
