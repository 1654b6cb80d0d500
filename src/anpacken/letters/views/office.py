"""The letters of an event: which there are, what they say and to whom, turning them on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.events import own_words
from anpacken.events.models import Event
from anpacken.events.queries.reach import reaches
from anpacken.events.views import around
from anpacken.letters import rules, sample
from anpacken.letters.actions import letters
from anpacken.letters.choices import LETTER_TRANSITIONS, LeftOut, LetterState
from anpacken.letters.forms import LetterForm
from anpacken.letters.models import Letter
from anpacken.letters.queries import letters as queries

PER_PAGE = 25
_DEEDS = {"on": letters.turn_on, "off": letters.turn_off, "cancel": letters.cancel}


@require_safe
def overview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letters in the order in which they leave."""
    event = around.reached(request, queries.VIEW, public_id=public_id)
    return _page(request, "letters.html", event, _("Planned letters"), lines=queries.of_event(event, at=clock.now()))


@require_POST
def lay_out(request: HttpRequest, public_id: str) -> HttpResponse:
    """Adds the usual letters as drafts."""
    event = around.reached(request, queries.CHANGE, public_id=public_id)
    try:
        count = letters.lay_out(event=event, by=around.actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        said = ngettext("%(count)d draft is there.", "%(count)d drafts are there.", count) % {"count": count}
        messages.success(request, said + " " + _("Nothing leaves before you turn it on."))
    return redirect("letters_office:letters", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form of a new letter."""
    event = around.reached(request, queries.CHANGE, public_id=public_id)
    return _form(request, event, Letter(event=event), _("Write a letter"))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: str, letter_id: str) -> HttpResponse:
    """The form of a draft."""
    event, letter = _found(request, queries.CHANGE, public_id, letter_id)
    if letter.state != LetterState.DRAFT:
        messages.error(request, _("Only a draft can be changed. Turn the letter off first."))
        return redirect("letters_office:letter", public_id, letter_id)
    return _form(request, event, letter, letter.title)


@require_safe
def letter(request: HttpRequest, public_id: str, letter_id: str) -> HttpResponse:
    """How a letter stands, who gets it, who does not and why, what it says; and what can be done with it."""
    event, letter = _found(request, queries.VIEW, public_id, letter_id)
    at, words = clock.now(), request.GET.get("q", "")
    only_out = request.GET.get("who") == "out"
    people = (queries.left_out if only_out else queries.recipients)(letter, at=at)
    state = LetterState(letter.state)
    page, why = Paginator(queries.found(people, words), PER_PAGE).get_page(request.GET.get("p")), queries.why(letter)
    given: dict[str, Any] = {
        "line": queries.line_of(letter, event, at=at),
        "count": queries.recipients(letter, at=at).count(),
        "out_count": queries.left_out(letter, at=at).count(),
        "only_out": only_out,
        "words": words,
        "page": page,
        "rows": [(person, why.get(person.pk, str(LeftOut.NO_ADDRESS.label))) for person in page],
        "samples": sample.in_every_language(letter),
        "may": {new.value: LETTER_TRANSITIONS.allows(state, new) for new in LetterState},
        "is_forum_gone": letter.audience == "forum" and letter.forum_id is None,
    }
    way = [(_("Planned letters"), reverse("letters_office:letters", args=[public_id]))]
    return _page(request, "letter.html", event, letter.title, letter=letter, way=way, **given)


@require_POST
def deed(request: HttpRequest, public_id: str, letter_id: str, name: str) -> HttpResponse:
    """Turns a letter on or off, cancels it, removes it, or sends a sample to oneself."""
    event, letter = _found(request, queries.CHANGE, public_id, letter_id)
    by, at = around.actor(request), clock.now()
    try:
        if name == "remove":
            letters.remove(letter=letter, by=by, at=at)
            messages.success(request, _("The letter is removed."))
            return redirect("letters_office:letters", public_id)
        if name == "sample":
            letters.send_sample(letter=letter, to=request.user, by=by, at=at)  # type: ignore[arg-type]
            messages.success(request, _("A sample is on its way to you."))
        elif name in _DEEDS:
            _DEEDS[name](letter=letter, by=by, at=at)
            messages.success(request, _said(name))
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("letters_office:letter", event.public_id, letter_id)


def _said(name: str) -> str:
    return {
        "on": _("Turned on. The letter leaves by itself at its moment."),
        "off": _("A draft again. Nothing leaves."),
        "cancel": _("Cancelled. What has not left yet does not leave."),
    }[name]


def _form(request: HttpRequest, event: Event, letter: Letter, title: str) -> HttpResponse:
    form = LetterForm(request.POST if request.method == "POST" else None, instance=letter, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            letters.save(letter=form.instance, changed=form.changed_data, by=around.actor(request), at=clock.now())
        except Refusal as refusal:
            field = refusal.facts.get("field") or refusal.field
            form.add_error(field if field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("Saved as a draft. Look at it, then turn it on."))
            return redirect("letters_office:letter", event.public_id, form.instance.public_id)
    way = [(_("Planned letters"), reverse("letters_office:letters", args=[event.public_id]))]
    status = 422 if request.method == "POST" else 200
    places = own_words.PLACES | own_words.LINKS
    return _page(request, "form.html", event, title, form=form, places=places, way=way, status=status)


def _found(request: HttpRequest, right: str, public_id: str, letter_id: str) -> tuple[Event, Letter]:
    event = around.reached(request, right, public_id=public_id)
    letter = get_object_or_404(event.letters.select_related("forum"), public_id=letter_id)
    letter.event = event
    return event, letter


def _page(
    request: HttpRequest,
    template: str,
    event: Event,
    title: str,
    *,
    way: Sequence[tuple[str, str]] = (),
    status: int = 200,
    **given: Any,
) -> HttpResponse:
    own = {"may_change": reaches(request.user, event, queries.CHANGE), "takes_place": rules.takes_place(event)}
    page = f"letters/office/{template}"
    return around.page(request, page, event, title, {**own, **given}, icon="mail", way=way, status=status)
