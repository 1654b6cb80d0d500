"""What people answered: in numbers, as a file, and asking those who have not."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from anpacken.accounts import rules as account_rules
from anpacken.audit.forms import ExportForm
from anpacken.core import clock, spreadsheets
from anpacken.core.refusals import Refusal
from anpacken.events.views import around
from anpacken.questions import rules
from anpacken.questions.actions import asking
from anpacken.questions.queries import counts, listing, owing, tables
from anpacken.questions.views.frame import CHANGE, SEE_ANSWERS, page


@require_safe
def answers(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every question with how it was answered; texts one below the other."""
    event = around.reached(request, SEE_ANSWERS, public_id=public_id)
    with_sensitive = account_rules.may_see_support_needs(request.user)
    found = counts(event, with_sensitive=with_sensitive)
    texts = listing.texts(event, with_sensitive=with_sensitive)
    given = {
        "charts": [listing.drawn(one) for one in found if one.question.kind not in listing.TEXTS],
        "page": Paginator(texts, 25).get_page(request.GET.get("p")),
        "hides_sensitive": not with_sensitive,
        "seats": listing.registered(event),
        "may_export": account_rules.may_export(request.user),
    }
    return page(request, "questions/office/answers.html", event, _("Answers"), given)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Counts who has something to answer still, and writes to them."""
    event, at = around.reached(request, SEE_ANSWERS, public_id=public_id), clock.now()
    if request.method == "POST":
        around.reached(request, CHANGE, public_id=public_id)
        try:
            _tell(request, asking.ask(event=event, again="again" in request.POST, by=around.actor(request), at=at))
        except Refusal as refusal:
            messages.error(request, refusal.message)
        return redirect("questions_office:ask", public_id)
    found = owing.owing(event)
    given = {
        "fresh": sum(one.asked_at is None for one in found),
        "asked": sum(one.asked_at is not None for one in found),
        "last_asked_at": max((one.asked_at for one in found if one.asked_at is not None), default=None),
        "everybody": len(found),
        "may_write": request.user.has_perm(CHANGE) and rules.takes_answers(event, at=at),
    }
    return page(request, "questions/office/ask.html", event, _("Ask for answers"), given)


def _tell(request: HttpRequest, count: int) -> None:
    if count:
        said = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("Nobody is left to write to: everybody has answered or was asked before."))


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A row for each registration, a column for each question; asks what for, and writes it into the log."""
    event = around.reached(request, SEE_ANSWERS, public_id=public_id)
    if not account_rules.may_export(request.user):
        raise PermissionDenied
    form = ExportForm(request.POST if request.method == "POST" else None)
    with_sensitive = account_rules.may_see_support_needs(request.user)
    if request.method != "POST" or not form.is_valid():
        given = {"form": form, "count": listing.registered(event), "hides_sensitive": not with_sensitive}
        status = 422 if request.method == "POST" else 200
        return page(request, "questions/office/export.html", event, _("Export answers"), given, status=status)
    kind = form.cleaned_data["format"]
    rows = tables.rows(event, with_sensitive=with_sensitive)
    asking.note_export(
        event=event,
        rows=len(rows) - 1,
        kind=kind,
        purpose=form.cleaned_data["purpose"],
        by=around.actor(request),
    )
    name = f"answers-{event.public_id}.{kind}"
    if kind == "xlsx":
        return FileResponse(spreadsheets.as_xlsx(rows), as_attachment=True, filename=name)
    answer = StreamingHttpResponse(spreadsheets.as_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
