from __future__ import annotations

from datetime import timedelta

from anpacken.jobs.schedule import periodic
from anpacken.mail.actions.hand_over import hand_over


@periodic("mail.hand_over", every=timedelta(seconds=2), longest=timedelta(minutes=30))
def hand_over_waiting() -> None:
    hand_over()
