"""Releasing: what has changed, whom it concerns, how the mail reads; then the version and its mails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from anpacken.core import clock, languages
from anpacken.core.refusals import Refusal
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.events.views.around import actor
from anpacken.mail import rendering
from anpacken.programme import printing, snapshots, wording
from anpacken.programme.actions import releases, tellings
from anpacken.programme.forms.office import ReleaseForm
from anpacken.programme.queries import drafts, released, telling
from anpacken.programme.queries.released import Programme
from anpacken.programme.snapshots import Change, Entry
from anpacken.programme.views.reached import RELEASE, VIEW, page, reached
from anpacken.ui.printing.typesetting import NotTypeset

SEE_WHO = "events.view_registration"
PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    """What would be released. `do=preview` shows whom the mails would go to; `do=release` does it."""
    event = reached(request, public_id, RELEASE)
    draft = drafts.draft(event)
    entries = snapshots.of_items(draft.items)
    before = released.latest(event)
    changes = snapshots.changes(before.entries, entries) if before is not None else []
    conflicts = [wording.conflict(conflict) for conflict in draft.conflicts()]
    mark = snapshots.mark(entries)
    form = ReleaseForm(
        request.POST or None, has_conflicts=bool(conflicts), is_first=before is None, initial={"seen": mark}
    )
    given: dict[str, Any] = {
        "before": before,
        "number": before.number + 1 if before is not None else 1,
        "entries": entries,
        "changes": [_shown(change) for change in changes],
        "conflicts": conflicts,
        "can_release": bool(entries or before) and (before is None or bool(changes)),
    }
    if request.method == "POST" and form.is_valid():
        answer = _release(request, event, form) if request.POST.get("do") == "release" else None
        if answer is not None:
            return answer
        given["preview"] = _preview(request, event, form, entries, changes, is_first=before is None)
        form.data = {**request.POST.dict(), "seen": mark, "previewed": _previewed(form, mark)}
    given["form"] = form
    status = 422 if form.errors else 200
    return page(request, "programme/office/release.html", event, _("Release the programme"), given, status=status)


def _previewed(form: ReleaseForm, mark: str) -> str:
    """What was looked at: the draft, and who is told. Whoever changes either looks again before anything leaves."""
    return f"{mark}:{'-'.join(name for name, is_chosen in form.chosen().items() if is_chosen)}"


def _release(request: HttpRequest, event: Event, form: ReleaseForm) -> HttpResponse | None:
    """Releases and leads to the versions; None when it was refused or the mails have not been looked at."""
    data = form.cleaned_data
    if any(form.chosen().values()) and data["previewed"] != _previewed(form, data["seen"]):
        form.add_error(None, _("Please look at who is told and what the mail says; then release."))
        return None
    try:
        made = releases.release(
            event=event,
            by=actor(request),
            at=clock.now(),
            seen=data["seen"],
            note=form.note,
            in_spite=bool(data.get("in_spite")),
            **form.chosen(),
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None
    told = made.tellings.count()
    said = ngettext(
        "Version %(number)d is public. %(count)d person is told by mail.",
        "Version %(number)d is public. %(count)d people are told by mail.",
        told,
    )
    messages.success(request, said % {"number": made.number, "count": told})
    return redirect("programme_office:versions", event.public_id)


def _preview(
    request: HttpRequest,
    event: Event,
    form: ReleaseForm,
    entries: Sequence[Entry],
    changes: Sequence[Change],
    *,
    is_first: bool,
) -> dict[str, Any]:
    chosen = form.chosen()
    found = telling.recipients(event, changes, affected_too=chosen["tell_affected"], everybody=chosen["tell_everybody"])
    example = [changes[number] for number in found[0].changes] if found else []
    number = request.POST.get("page", "1")
    return {
        "count": len(found),
        "page": Paginator(found, PER_PAGE).get_page(number) if request.user.has_perm(SEE_WHO) else None,
        "mail": _letter(event, example, form.note, is_first=is_first) if found else None,
    }


def _letter(event: Event, changes: Sequence[Change], note: TranslatedText, *, is_first: bool) -> rendering.Written:
    language = languages.source()
    context = tellings.letter(event, changes, note=note, registration=None, is_first=is_first, language=language)
    return rendering.write(template=tellings.TEMPLATE, context=context, language=language)


def _shown(change: Change) -> dict[str, Any]:
    return {"title": wording.named(change.title, change.round), "words": wording.change(change), "change": change}


@require_GET
def versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """All versions with what each changed."""
    event = reached(request, public_id, VIEW)
    found = [
        {**version, "changes": [_shown(change) for change in version["changes"]]}
        for version in released.versions(event)
    ]
    given = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_release": request.user.has_perm(RELEASE),
    }
    return page(request, "programme/office/versions.html", event, _("Versions"), given)


@require_GET
def draft_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """The draft in print, for a meeting; it says on every page that it is one."""
    event = reached(request, public_id, VIEW)
    entries = snapshots.of_items(drafts.items_of(event))
    programme = Programme(0, clock.now(), TranslatedText(), entries)
    try:
        content = printing.draft_pdf(event, programme, language=languages.active())
    except NotTypeset as refusal:
        return render(request, "programme/not_typeset.html", {"event": event, "reason": refusal.message}, status=503)
    headers = {"Content-Disposition": 'inline; filename="entwurf.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
