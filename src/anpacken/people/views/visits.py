"""Who looks at their own page: a visit that a mailed link opens, for an hour, or a supporter with a passkey."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from anpacken.accounts.rules import roles_of
from anpacken.core import clock
from anpacken.people.models import Organisation, Person, PersonLogin
from anpacken.people.queries.my_pages import find

KEY = "my_page"
LASTS = timedelta(hours=1)

Subject = Person | Organisation


def begin(request: HttpRequest, subject: Subject) -> None:
    """Opens the visit. The session gets a new key, so that one from before cannot be slipped in."""
    request.session.cycle_key()
    kind = "organisation" if isinstance(subject, Organisation) else "person"
    until = (clock.now() + LASTS).timestamp()
    request.session[KEY] = {"kind": kind, "id": subject.public_id, "until": until}


def end(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Closes the visit and gives `answer`. Who is signed in with a role stays so; anybody else keeps no cookie."""
    request.session.pop(KEY, None)
    if not roles_of(request.user):
        logout(request)
        answer.delete_cookie(settings.CSRF_COOKIE_NAME)
    return answer


def visitor(request: HttpRequest) -> Subject | None:
    """Whose page is open in this browser, if anybody's."""
    visit = request.session.get(KEY)
    if isinstance(visit, dict) and visit.get("until", 0) > clock.now().timestamp():
        return find(str(visit.get("kind")), str(visit.get("id")))
    if request.user.is_authenticated:
        login = PersonLogin.objects.select_related("person").filter(user_id=request.user.pk).first()
        return find("person", login.person.public_id) if login else None
    return None


def visited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view whose page it is; sends everybody else to where the link can be asked for. Nothing is kept."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        subject = visitor(request)
        if subject is None:
            answer = redirect("people:my_page")
            answer.status_code = 303
            return answer
        return view(request, subject, *args, **kwargs)

    return never_cache(guarded)
