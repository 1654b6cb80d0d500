"""One worker at a time per import, and one batch at a time among all of them."""

from __future__ import annotations

from anpacken.imports.choices import ImportState
from anpacken.imports.errors import NotNow
from anpacken.imports.models import Import


def held(of: Import, *states: ImportState) -> Import:
    """The import as it stands now, locked until the transaction ends.

    Raises:
        NotNow: it is in none of `states`.
    """
    mine = Import.objects.select_for_update().get(pk=of.pk)
    if states and mine.state not in states:
        raise NotNow(state=ImportState(mine.state).label)
    return mine


def wait_for_turn() -> None:
    """Lets batches of several imports go in one after the other: two lists may bring the same new organisation."""
    list(
        Import.objects.select_for_update()
        .filter(state=ImportState.APPLYING)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
