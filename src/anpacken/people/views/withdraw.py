"""Withdrawing a consent and leaving the alliance by a mailed link."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.links import LinkInvalid
from anpacken.people import links
from anpacken.people.actions import consents, supporters
from anpacken.people.choices import Channel, ConsentPurpose
from anpacken.people.links import LEAVE, WithdrawLink
from anpacken.people.models import Organisation, Person, Role
from anpacken.people.queries.consents import standings
from anpacken.people.queries.subjects import by_public_id
from anpacken.ui.public_form import public_form


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """The link says whose and what; the page shows how things stand, and only its buttons change them."""
    try:
        link = links.read_withdraw(token)
        subject = _subject(link)
    except LinkInvalid as refusal:
        return render(request, "people/link_refused.html", {"refusal": refusal}, status=400)
    if subject is None:
        return render(request, "people/withdraw_gone.html", status=410)
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        if deed not in link.deeds:
            return render(request, "people/withdraw.html", {**_standing(subject, link), "is_unclear": True}, status=422)
        _do(deed, subject)
        answer = redirect("people:withdraw", token=token)
        answer["Location"] += f"?done={deed}"
        answer.status_code = 303
        return answer
    done = request.GET.get("done", "")
    return render(
        request, "people/withdraw.html", {**_standing(subject, link), "done": done if done in link.deeds else ""}
    )


def _subject(link: WithdrawLink) -> Person | Organisation | None:
    """Links of a record that was merged work on: they lead to the one that was kept."""
    if link.is_organisation:
        return by_public_id(Organisation, link.public_id)
    return by_public_id(Person, link.public_id)


def _standing(subject: Person | Organisation, link: WithdrawLink) -> dict[str, Any]:
    """What the link may change and how it stands; nothing else about the person, since links get forwarded."""
    live = {standing.purpose.value for standing in standings(subject, at=clock.now()) if standing.is_live}
    if LEAVE in link.deeds:
        held = Role.objects.of(subject).supporters().filter(until_on=None).first()
        return {"deeds": link.deeds, "live": live, "supporter_since": held.from_on if held else None, "may_leave": True}
    return {"deeds": link.deeds, "live": live, "supporter_since": None, "may_leave": False}


def _do(deed: str, subject: Person | Organisation) -> None:
    by, at = Actor.link(links.WITHDRAW, subject.public_id), clock.now()
    if deed == LEAVE:
        supporters.leave(subject=subject, channel=Channel.LINK, by=by, at=at)
    else:
        consents.withdraw(subject=subject, purpose=ConsentPurpose(deed), channel=Channel.LINK, by=by, at=at)
