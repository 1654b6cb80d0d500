"""Badges and attendance sheets: one page to choose them, and the PDFs. Whoever prints is written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anpacken.accounts import rules as account_rules
from anpacken.core import clock
from anpacken.door.actions import papers
from anpacken.door.paper import attending, printing
from anpacken.door.paper.forms import BadgeForm
from anpacken.door.paper.labels import SHEETS
from anpacken.events.models import Event, Registration
from anpacken.events.views import around
from anpacken.events.views.office import registrations_url
from anpacken.programme.models import Item
from anpacken.ui.printing.typesetting import NotTypeset

VIEW = "events.view_registration"
WHOLE, ALL_FORUMS = "event", "forums"


@never_cache
@require_safe
def paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """What can be printed, with how many people stand on it."""
    event = around.reached(request, VIEW, public_id=public_id)
    return _chooser(request, event, BadgeForm())


@never_cache
@require_safe
def badges(request: HttpRequest, public_id: str) -> HttpResponse:
    """Badges of everybody, for one kind of sheet."""
    event = around.reached(request, VIEW, public_id=public_id)
    form = BadgeForm(request.GET)
    if not form.is_valid():
        return _chooser(request, event, form, status=422)
    chosen = form.cleaned_data
    people = attending.everybody(event)
    sheet = SHEETS[chosen["sheet"]]

    def typeset() -> bytes:
        return printing.badges(event, people, sheet, first=chosen["first"], languages=chosen["languages"])

    return _printed(request, event, "badges", typeset, people=len(people), title=sheet.code)


@never_cache
@require_safe
def attendance(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sheets to sign: of the whole event, of one slot, or of all slots."""
    event = around.reached(request, VIEW, public_id=public_id)
    lists = _lists(event, request.GET.get("of", WHOLE))
    many = sum(len(people) for _slot, people in lists)
    title = str(lists[0][0] or "") if len(lists) == 1 else ""
    return _printed(
        request,
        event,
        "attendance",
        lambda: printing.attendance(event, lists),
        people=many,
        lists=len(lists),
        title=title,
    )


def _lists(event: Event, wanted: str) -> Sequence[tuple[Item | None, Sequence[Registration]]]:
    if wanted == WHOLE:
        return [(None, attending.everybody(event))]
    slots = [slot for slot in attending.slots_of(event) if wanted in {ALL_FORUMS, slot.public_id}]
    if not slots:
        raise Http404
    people = attending.in_slots(event, slots)
    return [(slot, people[slot.pk]) for slot in slots]


def _printed(
    request: HttpRequest, event: Event, name: str, typeset: Callable[[], bytes], **details: Any
) -> HttpResponse:
    """The PDF as a file; the audit log says who has it and how many people stand on it."""
    try:
        document = typeset()
    except NotTypeset as refusal:
        messages.error(request, refusal.message)
        return redirect("door_office:paper", event.public_id)
    papers.note_printed(event=event, what=name, by=around.actor(request), at=clock.now(), **details)
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{event.public_id}.pdf"'
    return answer


def _chooser(request: HttpRequest, event: Event, form: BadgeForm, *, status: int = 200) -> HttpResponse:
    slots = attending.slots_of(event)
    people = attending.everybody(event)
    given = {
        "form": form,
        "slots": slots,
        "many": len(people),
        "heads": sum(one.seats for one in people),
        "export_url": _export_url(request, event),
    }
    title = f"{_('Badges and lists')}: {event.title}"
    return around.page(request, "door/office/paper.html", event, title, given, icon="print", status=status)


def _export_url(request: HttpRequest, event: Event) -> str:
    """The list that exports itself to a spreadsheet; only for those who may take lists out of the house."""
    return registrations_url(event) if account_rules.may_export(request.user) else ""
