"""The floor plan in the office: a picture with numbered stands, moved by mouse, finger or arrow keys, and the same as
a list of small forms, which work without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.market.actions import calls, stands
from anpacken.market.forms.office import AddStandsForm, PlaceForm, PlanForm, StandForm
from anpacken.market.models import Call, Stand
from anpacken.market.queries import markets
from anpacken.market.views.office import CHANGE, VIEW, actor
from anpacken.market.views.pages import accepted, call_for, headed
from anpacken.market.views.plan import drawn

CHANGE_STAND = "market.change_stand"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    """Shows the plan, or does what one of its forms asks for."""
    if request.method != "POST":
        return _page(request, call_for(request, public_id, VIEW))
    call = call_for(request, public_id, CHANGE_STAND)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    return deed(request, call)


def _upload(request: HttpRequest, call: Call) -> HttpResponse:
    form = PlanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, call, plan_form=form, status=422)
    given = form.cleaned_data
    calls.upload_plan(call=call, upload=given["file"], credit=given["credit"], by=actor(request), at=clock.now())
    messages.success(request, _("The plan is there. Stands keep their places."))
    return _back(call)


def _add(request: HttpRequest, call: Call) -> HttpResponse:
    form = AddStandsForm(request.POST)
    if not form.is_valid():
        return _page(request, call, add_form=form, status=422)
    try:
        made = stands.add(call=call, by=actor(request), at=clock.now(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(refusal.field, refusal.message)
        return _page(request, call, add_form=form, status=422)
    said = ngettext("%(count)d stand added.", "%(count)d stands added.", len(made)) % {"count": len(made)}
    messages.success(request, said)
    return _back(call)


def _place(request: HttpRequest, call: Call) -> HttpResponse:
    """What the script asks for after a stand was moved."""
    form = PlaceForm(request.POST, call=call)
    if not form.is_valid():
        return JsonResponse({"said": _("This is no place on the plan.")}, status=422)
    given = form.cleaned_data
    placed = stands.place(stand=given["stand"], x=given["x"], y=given["y"], by=actor(request), at=clock.now())
    return JsonResponse({"x": placed.x, "y": placed.y})


def _change(request: HttpRequest, call: Call) -> HttpResponse:
    stand = _stand(request, call)
    form = StandForm(request.POST, call=call)
    if not form.is_valid():
        return _refused(request, call, " ".join(str(each) for errors in form.errors.values() for each in errors))
    by, at, given = actor(request), clock.now(), form.cleaned_data
    try:
        stands.settle(
            stand=stand,
            number=given["number"],
            has_power=given["has_power"],
            x=float(given["x"]) / 100,
            y=float(given["y"]) / 100,
            application=given["application"],
            seen=given["seen"],
            by=by,
            at=at,
        )
    except Refusal as refusal:
        return _refused(request, call, refusal.message)
    messages.success(request, _("Stand %(number)d is saved.") % {"number": given["number"]})
    return _back(call, f"#stand-{given['number']}")


def _remove(request: HttpRequest, call: Call) -> HttpResponse:
    stand = _stand(request, call)
    try:
        stands.remove(stand=stand, by=actor(request), at=clock.now())
    except Refusal as refusal:
        return _refused(request, call, refusal.message)
    messages.success(request, _("Stand %(number)d is removed.") % {"number": stand.number})
    return _back(call)


def _assign_rest(request: HttpRequest, call: Call) -> HttpResponse:
    given = stands.assign_rest(call=call, by=actor(request), at=clock.now())
    said = ngettext("%(count)d stand given.", "%(count)d stands given.", given) % {"count": given}
    messages.success(request, said)
    return _back(call)


DEEDS: dict[str, Callable[[HttpRequest, Call], HttpResponse]] = {
    "upload": _upload,
    "add": _add,
    "place": _place,
    "change": _change,
    "remove": _remove,
    "assign_rest": _assign_rest,
}


def _page(
    request: HttpRequest,
    call: Call,
    *,
    plan_form: PlanForm | None = None,
    add_form: AddStandsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    on_plan, unplaced = markets.stands(call), markets.without_stand(call)
    context: dict[str, Any] = {
        **headed(call.event, _("Floor plan")),
        "call": call,
        "plan": drawn(call, on_plan),
        "stands": on_plan,
        "accepted": accepted(call),
        "unplaced": unplaced,
        "conflicts": markets.conflicts(on_plan, unplaced),
        "plan_form": plan_form or PlanForm(),
        "add_form": add_form or AddStandsForm(),
        "may_change": request.user.has_perm(CHANGE_STAND) and request.user.has_perm(CHANGE),
    }
    return render(request, "market/office/plan.html", context, status=status)


def _stand(request: HttpRequest, call: Call) -> Stand:
    number = request.POST.get("stand", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        raise Http404
    return get_object_or_404(call.stands, pk=int(number))


def _refused(request: HttpRequest, call: Call, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return _back(call)


def _back(call: Call, fragment: str = "") -> HttpResponse:
    answer = redirect("market_office:plan", call.event.public_id)
    answer["Location"] += fragment
    return answer
