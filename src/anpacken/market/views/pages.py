"""The office's pages about one event's market: the call, the floor plan, decision mails, who came, and paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anpacken.core import clock
from anpacken.core.counts import CountWord
from anpacken.core.refusals import Refusal
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.events.queries.reach import reaches
from anpacken.events.views import around
from anpacken.mail import rendering
from anpacken.market import printing, rules
from anpacken.market.actions import calls, figures, notices, review
from anpacken.market.choices import ApplicationState
from anpacken.market.forms.office import CallForm, CountForm
from anpacken.market.models import Application, Call
from anpacken.market.queries import markets
from anpacken.market.views.office import CHANGE, VIEW, actor
from anpacken.ui.printing.typesetting import NotTypeset

CHANGE_CALL = "market.change_call"
CHANGE_EVENT = "events.change_event"


def event_for(request: HttpRequest, public_id: str, right: str) -> Event:
    """The event, for whoever has this right about its market."""
    return around.reached(request, right, public_id=public_id)


def call_for(request: HttpRequest, public_id: str, right: str) -> Call:
    """The event's call, for whoever has this right. Without a call: 404."""
    call = markets.of_event(event_for(request, public_id, right))
    if call is None:
        raise Http404
    return call


def headed(event: Event, title: str = "") -> dict[str, Any]:
    """What Wagtail's admin shows above a page: title, and the way back to the event."""
    market = _("Market of opportunities")
    way = [{"url": reverse("events_office:inspect", args=[event.pk]), "label": str(event.title)}]
    if title:
        way.append({"url": reverse("market_office:market", args=[event.public_id]), "label": market})
    way.append({"url": "", "label": title or market})
    shown = title or market
    return {
        "event": event,
        "page_title": shown,
        "header_title": shown,
        "page_subtitle": str(event.title),
        "header_icon": "group",
        "breadcrumbs_items": way,
    }


@require_safe
def market(request: HttpRequest, public_id: str) -> HttpResponse:
    """How the market stands, and the ways to everything about it."""
    event = event_for(request, public_id, VIEW)
    call = markets.of_event(event)
    context = {**headed(event), "call": call, "may_change": request.user.has_perm(CHANGE_CALL)}
    if call is not None:
        on_plan, unplaced = markets.stands(call), markets.without_stand(call)
        came = call.applications.accepted().filter(came=True).count()
        context |= {
            "stance": rules.stance(call, at=clock.now()),
            "standing": markets.standing(call),
            "stands": on_plan,
            "conflicts": markets.conflicts(on_plan, unplaced),
            "to_tell": len(markets.to_tell(call)),
            "list_url": f"{reverse('stand_applications:index')}?call={call.pk}",
            "came": came,
            "offers_count": event.state == EventState.HELD and came > 0 and event.stands != came,
            "may_take_over": request.user.has_perm(CHANGE_EVENT),
            "count_form": CountForm(),
            "public_url": reverse("market:market", args=[public_id]) if event.state != EventState.DRAFT else "",
        }
    return render(request, "market/office/market.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form in which the call is set up and changed."""
    event = event_for(request, public_id, CHANGE_CALL)
    record = markets.of_event(event) or Call(event=event)
    form = CallForm(request.POST or None, instance=record)
    if request.method == "POST" and form.is_valid():
        try:
            calls.set_up(call=form.instance, changed=form.changed_data, by=actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("The call is saved."))
            return redirect("market_office:market", public_id)
    context = {**headed(event, _("Call for stands")), "form": form, "media": form.media}
    return render(request, "market/office/call.html", context, status=422 if form.errors else 200)


@require_POST
def deed(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Publishes or hides the list, moves the next one up, or takes the number of stands over."""
    found = call_for(request, public_id, CHANGE_CALL)
    by, at = actor(request), clock.now()
    try:
        said = _do(request, found, name, by=by, at=at)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)
    return redirect("market_office:market", public_id)


def _do(request: HttpRequest, found: Call, name: str, *, by: Any, at: datetime) -> str:
    if name == "publish":
        calls.publish(call=found, by=by, at=at)
        return _("The list of exhibitors is public.")
    if name == "hide":
        calls.hide(call=found, by=by, at=at)
        return _("The list of exhibitors is no longer public.")
    if name == "move_up":
        moved = review.move_up(call=found, by=by, at=at)
        return _("“%(name)s” has moved up and is told by mail.") % {"name": moved}
    if name != "take_over":
        raise Http404
    # The number belongs to the event; who may change that is another question.
    if not reaches(request.user, found.event, CHANGE_EVENT):
        raise PermissionDenied
    form = CountForm(request.POST)
    if not form.is_valid():
        raise Http404
    event = figures.take_over(call=found, word=CountWord(form.cleaned_data["word"]), by=by, at=at)
    return _("Taken over: the event counts %(count)s stands.") % {"count": event.stands_count}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whom decision mails go to and what they say; one button sends them."""
    found = call_for(request, public_id, CHANGE)
    if request.method == "POST":
        return _tell(request, found)
    waiting = markets.to_tell(found)
    context = {
        **headed(found.event, _("Decision mails")),
        "call": found,
        "groups": _previewed(waiting),
        "marks": [review.preview_mark(one) for one in waiting],
    }
    return render(request, "market/office/decisions.html", context)


def _tell(request: HttpRequest, found: Call) -> HttpResponse:
    try:
        sent = review.tell(call=found, seen=request.POST.getlist("seen"), by=actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("market_office:decisions", found.event.public_id)
    said = ngettext("%(count)d decision mail is on its way.", "%(count)d decision mails are on their way.", sent.sent)
    messages.success(request, said % {"count": sent.sent})
    if sent.held_back:
        messages.warning(request, _("Something has changed since the preview. Please look through the rest again."))
        return redirect("market_office:decisions", found.event.public_id)
    return redirect("market_office:market", found.event.public_id)


def _previewed(waiting: list[Application]) -> list[dict[str, Any]]:
    """Recipients by kind of mail, each kind with the first mail as it will be sent."""
    groups: list[dict[str, Any]] = []
    for application in waiting:
        called_off = application.call.event.state == EventState.CANCELLED
        label = str(_("event cancelled") if called_off else application.get_state_display())
        if not groups or groups[-1]["label"] != label:
            name, more = ("called_off", {}) if called_off else notices.decision(application)
            written = rendering.write(
                template=f"market/mail/{name}.html",
                context=notices.context(application, **more),
                language=application.language,
            )
            groups.append({"label": label, "mail": written, "applications": []})
        groups[-1]["applications"].append(application)
    return groups


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, public_id: str) -> HttpResponse:
    """Which of the accepted were there."""
    found = call_for(request, public_id, CHANGE)
    if request.method == "POST":
        many = review.note_who_came(call=found, came=request.POST.getlist("came"), by=actor(request), at=clock.now())
        messages.success(
            request, ngettext("%(count)d exhibitor came.", "%(count)d exhibitors came.", many) % {"count": many}
        )
        return redirect("market_office:market", public_id)
    rows = list(markets.exhibitors(found))
    # Until somebody has said anything, all boxes are ticked: it is quicker to untick the few who did not come.
    is_new = all(row.came is None for row in rows)
    context = {
        **headed(found.event, _("Who came")),
        "rows": [(row, True if is_new else bool(row.came)) for row in rows],
    }
    return render(request, "market/office/attendance.html", context)


@never_cache
@require_safe
def signs(request: HttpRequest, public_id: str) -> HttpResponse:
    """One sign for each stand, A4 or A5."""
    found = call_for(request, public_id, VIEW)
    size = "a5" if request.GET.get("size") == "a5" else "a4"
    return _paper(request, found, f"signs-{size}", lambda: printing.signs(found, size))


@never_cache
@require_safe
def sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """The plan and the list of stands, for whoever puts them up."""
    found = call_for(request, public_id, VIEW)
    return _paper(request, found, "stands", lambda: printing.sheet(found))


def _paper(request: HttpRequest, found: Call, name: str, typeset: Any) -> HttpResponse:
    try:
        document = typeset()
    except NotTypeset as refusal:
        messages.error(request, refusal.message)
        return redirect("market_office:market", found.event.public_id)
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{found.event.public_id}.pdf"'
    return answer


def accepted(call: Call) -> list[Application]:
    """Who may be given a stand."""
    return list(call.applications.filter(state=ApplicationState.ACCEPTED).order_by("organisation_name", "pk"))
