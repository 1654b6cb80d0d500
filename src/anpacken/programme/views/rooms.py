"""Rooms, and laying out the rounds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.events.models import Forum
from anpacken.events.views.around import actor
from anpacken.programme.actions import rooms, rounds
from anpacken.programme.forms.office import RoomForm, RoundsForm
from anpacken.programme.models import Room
from anpacken.programme.queries import drafts
from anpacken.programme.views.reached import CHANGE, page, reached

SHIFTS = {"left": -1, "right": 1}


@require_http_methods(["GET", "POST"])
def room_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """All rooms with what can be done to them, and a form for a further one."""
    event = reached(request, public_id, CHANGE)
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            room = rooms.add(event=event, **form.cleaned_data, by=actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("Room “%(room)s” is there.") % {"room": room})
            return redirect("programme_office:rooms", public_id)
    given = {"form": form, "rooms": list(Room.objects.filter(event=event).prefetch_related("items"))}
    return page(request, "programme/office/rooms.html", event, _("Rooms"), given, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def room_edit(request: HttpRequest, public_id: str, room_id: str) -> HttpResponse:
    event = reached(request, public_id, CHANGE)
    room = get_object_or_404(Room, event=event, public_id=room_id)
    initial = {"name": room.name, "way": room.way, "capacity": room.capacity}
    form = RoomForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            rooms.change(room=room, **form.cleaned_data, by=actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("Saved."))
            return redirect("programme_office:rooms", public_id)
    given = {"form": form, "room": room}
    return page(request, "programme/office/room.html", event, room.name, given, status=422 if form.errors else 200)


@require_POST
def room_deed(request: HttpRequest, public_id: str, room_id: str) -> HttpResponse:
    """Moves a room's column, or takes the room out."""
    event = reached(request, public_id, CHANGE)
    room = get_object_or_404(Room, event=event, public_id=room_id)
    deed = request.POST.get("do", "")
    try:
        if deed in SHIFTS:
            rooms.shift(room=room, by_places=SHIFTS[deed], by=actor(request), at=clock.now())
        elif deed == "remove":
            name = room.name
            rooms.remove(room=room, by=actor(request), at=clock.now())
            messages.success(request, _("Room “%(room)s” is gone.") % {"room": name})
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("programme_office:rooms", public_id)


@require_http_methods(["GET", "POST"])
def lay_out_rounds(request: HttpRequest, public_id: str) -> HttpResponse:
    """A slot for each forum in each round, in one step."""
    event = reached(request, public_id, CHANGE)
    draft = drafts.draft(event)
    slots = [item for item in draft.items if item.is_slot]
    forums = list(Forum.objects.filter(event=event))
    form = RoundsForm(request.POST or None, event=event, days=draft.days, forums=forums, slots=slots)
    if request.method == "POST" and form.is_valid():
        try:
            made = rounds.lay_out(
                event=event, rounds=form.rounds(), rooms=form.rooms(), by=actor(request), at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("%(count)d slots are laid out.") % {"count": len(made)})
            return redirect("programme_office:editor", public_id)
    given = {"form": form, "forums": forums, "days": draft.days}
    title = _("Lay out the rounds")
    return page(request, "programme/office/rounds.html", event, title, given, status=422 if form.errors else 200)
