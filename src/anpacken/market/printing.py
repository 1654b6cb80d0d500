"""What is printed about a market: signs for the stands, and the plan with the list of who is where."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from anpacken.alliance import queries as alliance
from anpacken.events import wording
from anpacken.market.models import Call, Stand
from anpacken.market.queries import markets
from anpacken.ui.printing import typesetting

TEMPLATES = Path(__file__).resolve().parent / "typst"
PLAN = "max-2400x2400|format-jpeg"
log = logging.getLogger(__name__)


def signs(call: Call, size: str) -> bytes:
    """One page for each stand that somebody has: number, organisation, project. `size` is `a4` or `a5`.

    Raises:
        NotTypeset: the typesetter refused; the reason is for the office.
    """
    given = [stand for stand in markets.stands(call) if stand.application is not None and str(stand.application)]
    data = {
        **_about(call),
        "title": _("Signs for the stands"),
        "size": size,
        "signs": [_row(stand) for stand in given],
        "words": {"stand": _("Stand"), "nothing": _("No stand has been given to anybody yet.")},
    }
    with typesetting.desk(TEMPLATES) as root:
        return typesetting.run(root, "signs.typ", data)


def sheet(call: Call) -> bytes:
    """The plan on one page and the list of stands after it. Raises `NotTypeset`."""
    with typesetting.desk(TEMPLATES) as root:
        stands = markets.stands(call)
        data = {
            **_about(call),
            "title": _("Stands"),
            "picture": _laid(call, root),
            "description": _("Floor plan with the numbers of the stands; the list has the same numbers."),
            "rows": [_row(stand) for stand in stands],
            "unplaced": [str(each) for each in markets.without_stand(call)],
            "words": {
                "number": _("No."),
                "who": _("Organisation"),
                "project": _("Project"),
                "tables": _("Tables"),
                "power": _("Power"),
                "brings": _("Brings along"),
                "people": _("People"),
                "free": _("free"),
                "unplaced": _("Accepted, without a stand"),
                "page": _("Page"),
                "nothing": _("There are no stands on the plan yet."),
            },
        }
        return typesetting.run(root, "sheet.typ", data)


def _about(call: Call) -> dict[str, Any]:
    event = call.event
    return {
        "language": translation.get_language(),
        "alliance": alliance.current().name,
        "event": str(event.title),
        "when": wording.when(event, list(event.days.all())),
        "where": wording.where(event),
    }


def _row(stand: Stand) -> dict[str, Any]:
    given = stand.application
    power = ""
    if given is not None and given.needs_power:
        power = given.power_for or _("yes")
        if not stand.has_power:
            power = _("%(what)s – no power here!") % {"what": power}
    return {
        "number": stand.number,
        "x": stand.x,
        "y": stand.y,
        "organisation": given.organisation_name if given else "",
        "project": given.title if given else "",
        "tables": str(given.tables) if given else "",
        "people": str(given.people) if given else "",
        "power": power,
        "brings": " ".join(given.brings.split()) if given else "",
        "is_free": given is None,
    }


def _laid(call: Call, root: Path) -> str:
    """Puts the plan's picture beside the templates; its name, empty when there is none."""
    if call.plan is None:
        return ""
    try:
        made = call.plan.get_rendition(PLAN)
        with made.file.open("rb") as file:
            (root / "plan.jpg").write_bytes(file.read())
    except (SourceImageIOError, OSError, InvalidFilterSpecError):
        log.warning("The floor plan %s cannot be printed.", call.plan.public_id)
        return ""
    return "plan.jpg"
