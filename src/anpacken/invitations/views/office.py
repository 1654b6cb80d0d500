"""Invitations to one event in the office: who is invited, inviting a segment, reminding, taking back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anpacken.accounts import rules as account_rules
from anpacken.audit.forms import ExportForm
from anpacken.core import clock, languages, spreadsheets
from anpacken.core.refusals import Refusal
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.events.queries.reach import reaches
from anpacken.events.views import around
from anpacken.invitations import rules
from anpacken.invitations.actions import lists, notices, rounds
from anpacken.invitations.choices import REMIND_AFTER_DAYS
from anpacken.invitations.forms import InvitingForm, RemindingForm, SearchForm
from anpacken.invitations.models import Invitation
from anpacken.invitations.queries import audience, standing
from anpacken.mail.rendering import write
from anpacken.segments.choices import LeftOut
from anpacken.segments.models import Segment

VIEW, ADD, CHANGE = "invitations.view_invitation", "invitations.add_invitation", "invitations.change_invitation"
SEGMENTS = "segments.view_segment"
PER_PAGE = 25


@require_safe
def overview(request: HttpRequest, public_id: str) -> HttpResponse:
    """How the invitations stand, and the list to search in."""
    event = around.reached(request, VIEW, public_id=public_id)
    form = SearchForm(request.GET)
    chosen = form.chosen()
    may_send = _may_send(request, event)
    at = clock.now()
    given: dict[str, Any] = {
        "counts": standing.counts(event),
        "rounds": standing.rounds(event),
        "form": form,
        "page": Paginator(standing.listed(event, **chosen), PER_PAGE).get_page(request.GET.get("p")),
        "chosen": chosen,
        "may_send": may_send,
        "may_change": reaches(request.user, event, CHANGE),
        "may_export": account_rules.may_export(request.user),
        "can_invite": rules.can_invite(event, at=at),
        "to_remind": audience.to_remind(event, at=at).count() if may_send else 0,
        "days": REMIND_AFTER_DAYS,
    }
    return _page(request, "invitations/office/standing.html", event, _("Invitations"), **given)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choosing whom: counted and shown as often as one likes, sent by its own button."""
    event = _sendable(request, public_id)
    form = InvitingForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _invite_page(request, event, form)
    if not form.is_valid():
        return _invite_page(request, event, form, status=422)
    segment, greeting = form.cleaned_data["segment"], form.instance.greeting
    if request.POST.get("do") != "send":
        return _invite_page(request, event, form, segment=segment, greeting=greeting)
    try:
        rounds.invite(event=event, segment=segment, greeting=greeting, by=around.actor(request), at=clock.now())
    except Refusal as refusal:
        form.add_error(refusal.field, refusal.message)
        return _invite_page(request, event, form, segment=segment, greeting=greeting, status=409)
    messages.success(request, _("The invitations are being written. This page counts them."))
    return redirect("invitations_office:standing", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, public_id: str) -> HttpResponse:
    """The words of a reminder, shown before they are sent."""
    event = _sendable(request, public_id)
    form = RemindingForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid() and request.POST.get("do") == "send":
        try:
            rounds.remind(event=event, greeting=form.instance.greeting, by=around.actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.message)
            status = 409
        else:
            messages.success(request, _("The reminders are being written. This page counts them."))
            return redirect("invitations_office:standing", public_id)
    elif request.method == "POST" and form.errors:
        status = 422
    given = {
        "form": form,
        "to_remind": audience.to_remind(event, at=clock.now()).count(),
        "days": REMIND_AFTER_DAYS,
        "samples": _samples(event, form.instance.greeting, is_reminder=True),
    }
    return _page(request, "invitations/office/remind.html", event, _("Remind"), status=status, **given)


@require_POST
def withdraw(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    """Takes one invitation back."""
    event = around.reached(request, CHANGE, public_id=public_id)
    found = get_object_or_404(Invitation, event=event, public_id=invitation_id)
    try:
        rounds.withdraw(invitation=found, by=around.actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The invitation is withdrawn. Nobody was told; the link says so."))
    return redirect("invitations_office:standing", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, public_id: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The list as it is searched, as a spreadsheet; asked what for, and written down."""
    event = around.reached(request, VIEW, public_id=public_id)
    if not account_rules.may_export(request.user):
        raise PermissionDenied
    found = standing.listed(event, **SearchForm(request.GET).chosen())
    form = ExportForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status, count = 422 if form.is_bound else 200, found.count()
        page = "invitations/office/export.html"
        return _page(request, page, event, _("Export the list"), status=status, form=form, count=count)
    kind, purpose = form.cleaned_data["format"], form.cleaned_data["purpose"]
    rows, by = found.count(), around.actor(request)
    lists.note_export(event=event, rows=rows, kind=kind, purpose=purpose, by=by, at=clock.now())
    name = f"invitations-{event.public_id}.{kind}"
    if kind == "xlsx":
        return FileResponse(spreadsheets.as_xlsx(_table(found)), as_attachment=True, filename=name)
    answer = StreamingHttpResponse(spreadsheets.as_csv(_table(found)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _table(found: Any) -> Iterator[Sequence[object]]:
    yield (
        _("Name"),
        _("Mail address"),
        _("Language"),
        _("State"),
        _("Invited"),
        _("Reminders"),
        _("Answered"),
        _("Seats"),
    )
    for one in found.iterator(chunk_size=1000):
        yield (
            one.name,
            one.email,
            one.language,
            one.get_state_display(),
            timezone.localtime(one.invited_at).replace(tzinfo=None),
            one.reminder_count,
            timezone.localtime(one.answered_at).replace(tzinfo=None) if one.answered_at else "",
            one.registration.seats if one.registration else "",
        )


def _may_send(request: HttpRequest, event: Event) -> bool:
    return request.user.has_perm(SEGMENTS) and reaches(request.user, event, ADD)


def _sendable(request: HttpRequest, public_id: str) -> Event:
    """For whoever may write to people of a segment, which reaches across regions."""
    event = around.reached(request, ADD, public_id=public_id)
    if not request.user.has_perm(SEGMENTS):
        raise PermissionDenied
    return event


def _invite_page(
    request: HttpRequest,
    event: Event,
    form: InvitingForm,
    *,
    segment: Segment | None = None,
    greeting: TranslatedText | None = None,
    status: int = 200,
) -> HttpResponse:
    at = clock.now()
    counted = audience.audience(event, segment, at=at) if segment is not None else None
    given = {
        "form": form,
        "audience": counted,
        "left_out": [(LeftOut(why).label, many) for why, many in counted.reach.left_out.items()] if counted else [],
        "can_invite": rules.can_invite(event, at=at),
        "samples": _samples(event, greeting, is_reminder=False) if greeting is not None else [],
    }
    return _page(request, "invitations/office/invite.html", event, _("Invite a segment"), status=status, **given)


def _samples(event: Event, greeting: TranslatedText, *, is_reminder: bool) -> list[dict[str, Any]]:
    """The mail in every language, as somebody gets it, with a link that leads nowhere."""
    found = []
    for code in languages.codes():
        values = notices.context(
            event,
            code,
            greeting=greeting,
            is_reminder=is_reminder,
            invitation_url=notices.NOWHERE,
            end_url=notices.NOWHERE,
        )
        mail = write(template=notices.TEMPLATE, context=values, language=code)
        found.append({"language": languages.language(code), "mail": mail})
    return found


def _page(
    request: HttpRequest, template: str, event: Event, title: str, *, status: int = 200, **given: Any
) -> HttpResponse:
    first = _("Invitations")
    way = [] if title == first else [(first, reverse("invitations_office:standing", args=[event.public_id]))]
    return around.page(request, template, event, title, given, icon="mail", way=way, status=status)
