"""The demo mailbox: what the demo would have sent, for everybody to read. Its addresses exist in the demo only."""

from __future__ import annotations

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from anpacken.mail import made, messages, queries
from anpacken.mail.choices import MailState
from anpacken.mail.models import OutgoingMail

PER_PAGE = 25


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Address or name"), max_length=200, required=False)


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(queries.kept(words), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "words": words, "waiting": queries.waiting_count()}
    return _unkept(render(request, "mail/demo/mailbox.html", context))


@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def mail(request: HttpRequest, public_id: str) -> HttpResponse:
    return _unkept(render(request, "mail/demo/mail.html", {"mail": _mail(public_id)}))


@require_safe
@xframe_options_sameorigin
@csp_replace(  # type: ignore[arg-type]
    {
        "default-src": [NONE],
        "script-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": [NONE],
        "font-src": [NONE],
        "connect-src": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox", "allow-top-navigation-by-user-activation"],
    }
)
def html(request: HttpRequest, public_id: str) -> HttpResponse:
    """The HTML part alone, for the frame: no scripts, nothing loaded, links open outside the frame."""
    return _unkept(HttpResponse(_for_frame(_mail(public_id).html)))


@require_safe
def attachment(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The attachment with this number, counted from 1."""
    mail = _mail(public_id)
    stored = dict(enumerate(mail.attachments, start=1)).get(number)
    found = next(iter(made.filled([stored], mail.language)), None) if stored else None
    if found is None:
        raise Http404
    # Never shown in place: an attachment could be a page of its own.
    answer = HttpResponse(messages.content_of(found), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = messages.disposition(found["name"])
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return _unkept(answer)


def _mail(public_id: str) -> OutgoingMail:
    return get_object_or_404(OutgoingMail, public_id=public_id, state=MailState.SENT)


def _for_frame(page: str) -> str:
    return page.replace("<head>", '<head><base target="_top">', 1)


def _unkept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
