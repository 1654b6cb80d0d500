"""The editor: a day as a grid, and every change of an item as one POST."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.events.models import Event
from anpacken.events.views.around import actor
from anpacken.programme import grid, wording
from anpacken.programme.actions import items
from anpacken.programme.choices import ItemKind
from anpacken.programme.forms.office import ItemForm, MoveForm
from anpacken.programme.models import Item
from anpacken.programme.queries import drafts
from anpacken.programme.queries.drafts import Draft
from anpacken.programme.views.reached import CHANGE, RELEASE, VIEW, page, reached

STEPS = ("earlier", "later", "shorter", "longer", "left", "right")


@require_GET
def editor(request: HttpRequest, public_id: str) -> HttpResponse:
    event = reached(request, public_id, VIEW)
    given = _editor(request, drafts.draft(event), request.GET.get("day", ""), opened=request.GET.get("open", ""))
    return page(request, "programme/office/editor.html", event, _("Programme"), given)


def _editor(
    request: HttpRequest, draft: Draft, day: str, *, opened: str = "", said: str = "", is_wrong: bool = False
) -> dict[str, Any]:
    """What the grid shows. `opened` is the item whose buttons stand open, `said` what has just happened."""
    conflicts = draft.conflicts()
    by_item: dict[int, list[str]] = {}
    for conflict in conflicts:
        for item in conflict.items:
            by_item.setdefault(item.pk, []).append(wording.conflict(conflict))
    shown = _chosen(draft, day)
    return {
        "draft": draft,
        "day": shown,
        "days": [
            {
                "on": each,
                "label": wording.weekday(each),
                "many": len(draft.on(each)),
                "is_outside": each not in draft.days,
            }
            for each in draft.all_days
        ],
        "grid": grid.lay(shown, draft.on(shown), draft.rooms, by_item) if shown is not None else None,
        "conflicts": [{"words": wording.conflict(conflict), "item": conflict.items[0]} for conflict in conflicts],
        "opened": opened,
        "said": said,
        "is_wrong": is_wrong,
        "may_change": request.user.has_perm(CHANGE),
        "may_release": request.user.has_perm(RELEASE),
        "event": draft.event,
    }


def _chosen(draft: Draft, day: str) -> date | None:
    """The day that is asked for, else the first one on which something is, else the first."""
    asked = next((each for each in draft.all_days if each.isoformat() == day), None)
    filled = next((each for each in draft.all_days if draft.on(each)), None)
    return asked or filled or next(iter(draft.all_days), None)


@require_POST
def item_move(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """Moves or stretches an item: by a button, by the little form, or by dragging."""
    event = reached(request, public_id, CHANGE)
    item = get_object_or_404(Item.objects.select_related("room"), event=event, public_id=item_id)
    said, is_wrong = _move(request, event, item)
    day = Item.objects.only("on").get(pk=item.pk).on.isoformat() if Item.objects.filter(pk=item.pk).exists() else ""
    if request.headers.get("X-Fragment") == "editor":
        given = _editor(request, drafts.draft(event), day, opened=item_id, said=said, is_wrong=is_wrong)
        return render(request, "programme/office/board.html", given)
    (messages.error if is_wrong else messages.success)(request, said)
    return redirect(f"{reverse('programme_office:editor', args=[public_id])}?day={day}&open={item_id}#i-{item_id}")


def _move(request: HttpRequest, event: Event, item: Item) -> tuple[str, bool]:
    """Does what was asked for; says what happened, and whether it was refused."""
    draft = drafts.draft(event)
    deed = request.POST.get("do", "")
    form = MoveForm(request.POST, event=event, days=draft.all_days)
    if not form.is_valid():
        return " ".join(str(error) for errors in form.errors.values() for error in errors), True
    data = form.cleaned_data
    on, begins_at, ends_at, room = data["on"], data["begins_at"], data["ends_at"], data["room"]
    if deed in STEPS:
        on = item.on
        begins_at, ends_at, room = grid.stepped(item, deed, draft.rooms)
    try:
        moved = items.move(
            item=item,
            on=on,
            begins_at=begins_at,
            ends_at=ends_at,
            room=room,
            seen=data["seen"],
            by=actor(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        return refusal.message, True
    facts = {"item": wording.named(moved, moved.round), "hours": wording.span(moved.begins_at, moved.ends_at)}
    if moved.room is None:
        return _("“%(item)s” is now at %(hours)s, in no room yet.") % facts, False
    return _("“%(item)s” is now at %(hours)s, %(room)s.") % {**facts, "room": moved.room}, False


@require_http_methods(["GET", "POST"])
def item_add(request: HttpRequest, public_id: str) -> HttpResponse:
    event = reached(request, public_id, CHANGE)
    draft = drafts.draft(event)
    chosen = _chosen(draft, request.GET.get("day", ""))
    last = max((item.ends_at for item in draft.items if item.on == chosen), default=event.begins_at)
    initial = {"kind": ItemKind.TALK, "on": chosen.isoformat() if chosen else None, "begins_at": last}
    form = ItemForm(request.POST or None, event=event, days=draft.all_days, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = items.add(event=event, facts=_facts(form), by=actor(request), at=clock.now())
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("“%(item)s” is in the draft.") % {"item": made})
            return _back(public_id, made)
    return _form_page(request, event, form, _("New item"), days=draft.all_days)


@require_http_methods(["GET", "POST"])
def item_edit(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    event = reached(request, public_id, CHANGE)
    item = get_object_or_404(drafts.items_of(event), public_id=item_id)
    draft = drafts.draft(event)
    form = ItemForm(request.POST or None, event=event, days=draft.all_days, initial=ItemForm.initial_of(item))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            changed = items.change(item=item, facts=_facts(form), seen=seen, by=actor(request), at=clock.now())
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("“%(item)s” is saved in the draft.") % {"item": changed})
            return _back(public_id, changed)
    return _form_page(request, event, form, _("Item of the programme"), item=item, days=draft.all_days)


@require_POST
def item_remove(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    event = reached(request, public_id, CHANGE)
    item = get_object_or_404(Item, event=event, public_id=item_id)
    day, name = item.on, str(item)
    try:
        items.remove(item=item, by=actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("programme_office:item", public_id, item_id)
    messages.success(
        request, _("“%(item)s” is out of the draft. The public sees it until you release.") % {"item": name}
    )
    return redirect(f"{reverse('programme_office:editor', args=[public_id])}?day={day.isoformat()}")


def _facts(form: ItemForm) -> items.ItemFacts:
    data = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
    data["kind"] = ItemKind(data["kind"])
    data["contributions"] = list(data["contributions"])
    return items.ItemFacts(**data)


def _refuse(form: ItemForm, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def _back(public_id: str, item: Item) -> HttpResponse:
    day = item.on.isoformat()
    address = reverse("programme_office:editor", args=[public_id])
    return redirect(f"{address}?day={day}#i-{item.public_id}")


def _form_page(
    request: HttpRequest, event: Event, form: ItemForm, title: str, *, days: list[date], item: Item | None = None
) -> HttpResponse:
    given = {"form": form, "item": item, "days": days}
    return page(request, "programme/office/item.html", event, title, given, status=422 if form.errors else 200)
