"""Work on lists in the background. The table is the queue: the state of an import says what is to be done."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic

from anpacken.core import clock
from anpacken.imports.actions import plans, uploads
from anpacken.imports.actions.applying import Applying
from anpacken.imports.choices import WORKING, ImportState
from anpacken.imports.models import Import
from anpacken.jobs.schedule import periodic
from anpacken.jobs.tasks import task

SLICE_SECONDS = 15.0
"""So long a list is taken in before other work of the same worker has its turn."""
SILENCE = timedelta(seconds=90)


@task()
def go_on(public_id: str) -> None:
    """Does what the import waits for; what takes longer than its slice goes on in another task."""
    of = Import.objects.filter(public_id=public_id).first()
    if of is None:
        return
    if of.state == ImportState.READING:
        uploads.read_in(of=of)
    elif of.state == ImportState.TRYING:
        plans.try_out(of=of)
    elif of.state == ImportState.APPLYING:
        work, until = Applying(of), monotonic() + SLICE_SECONDS
        while work.step(at=clock.now()):
            if monotonic() > until:
                go_on.enqueue(public_id)
                return


@periodic("imports.take_up", every=timedelta(minutes=1))
def take_up() -> None:
    """Goes on with lists on which nobody has worked for a while, because a worker died."""
    stale = Import.objects.filter(state__in=WORKING, moved_at__lte=clock.now() - SILENCE)
    for public_id in stale.values_list("public_id", flat=True):
        go_on.enqueue(public_id)
