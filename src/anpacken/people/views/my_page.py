"""One's own page: asking for its link, opening it, seeing and changing what is there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anpacken.accounts.views.door import takes_passkeys
from anpacken.core import clock, languages
from anpacken.core.actors import Actor
from anpacken.core.links import LinkExpired, LinkInvalid
from anpacken.core.page_cache import keep
from anpacken.core.refusals import Refusal
from anpacken.people import links
from anpacken.people.actions import my_pages
from anpacken.people.errors import AddressOfAnother, AlreadyChanged
from anpacken.people.forms.my_page import AddressForm, LinkForm, PictureForm, details_form
from anpacken.people.models import Organisation, Person, Role
from anpacken.people.queries.consents import standings
from anpacken.people.queries.held import everything
from anpacken.people.queries.my_pages import find, shown
from anpacken.people.views import visits
from anpacken.people.views.visits import visited
from anpacken.ui.public_form import public_form

Subject = Person | Organisation


def actor(subject: Subject) -> Actor:
    return Actor.link(links.MY_PAGE, subject.public_id)


def see_other(name: str, query: str = "", *args: Any) -> HttpResponse:
    answer = redirect(reverse(name, args=args) + query)
    answer.status_code = 303
    return answer


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_page(request: HttpRequest) -> HttpResponse:
    """The page itself for whoever has opened it; for everybody else the form that asks for its link."""
    subject = visits.visitor(request)
    if subject is not None and request.method != "POST":
        return _overview(request, subject)
    form = LinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        my_pages.ask_link(
            email=form.cleaned_data["email"], language=languages.active(), by=Actor.public(), at=clock.now()
        )
        return see_other("people:my_page_sent")
    return render(request, "people/my_page/ask.html", {"form": form}, status=422 if form.errors else 200)


def _overview(request: HttpRequest, subject: Subject) -> HttpResponse:
    at = clock.now()
    context = {
        "subject": subject,
        "is_institution": isinstance(subject, Organisation),
        "supporter_since": _supporter_since(subject),
        "picture": picture_of(subject),
        "standings": standings(subject, at=at),
        "chapters": shown(subject, at=at),
        "takes_passkeys": isinstance(subject, Person) and takes_passkeys(request),
        "done": request.GET.get("done", ""),
    }
    return render(request, "people/my_page/page.html", context)


def _supporter_since(subject: Subject) -> Any:
    held = Role.objects.of(subject).supporters().filter(until_on=None).first()
    return held.from_on if held else None


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What everybody sees who asked for a link: known address or not."""
    return keep(render(request, "people/my_page/sent.html"), "alliance", seconds=600)


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a button, because mail scanners open links; only the button opens the page."""
    try:
        subject = find(*links.read_my_page(token))
    except (LinkInvalid, LinkExpired) as refusal:
        return _refused(request, refusal)
    if subject is None:
        return _refused(request, LinkExpired())
    if request.method == "POST":
        visits.begin(request, subject)
        return see_other("people:my_page")
    return render(request, "people/my_page/open.html")


@require_POST
@visited
@csrf_protect
def close(request: HttpRequest, subject: Subject) -> HttpResponse:
    return visits.end(request, see_other("people:my_page_closed"))


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    return keep(render(request, "people/my_page/closed.html"), "alliance", seconds=600)


@require_http_methods(["GET", "HEAD", "POST"])
@visited
@csrf_protect
def details(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Name, home, language, themes, statement."""
    form = details_form(subject, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            my_pages.change(
                subject=form.instance, changed=form.changed_data, save_related=form.save_related, by=actor(subject)
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return see_other("people:my_page", "?done=details")
    return _form(request, form, _("Your details"), _("Save"))


@require_http_methods(["GET", "HEAD", "POST"])
@visited
@csrf_protect
def address(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Asks for another mail address; its owner confirms it by a mailed link."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        my_pages.ask_new_address(
            subject=subject,
            email=form.cleaned_data["email"],
            language=languages.active(),
            by=actor(subject),
            at=clock.now(),
        )
        return see_other("people:my_page", "?done=address")
    return _form(request, form, _("Another mail address"), _("Send the link to the new address"))


@require_http_methods(["GET", "HEAD", "POST"])
@visited
@csrf_protect
def picture(request: HttpRequest, subject: Subject) -> HttpResponse:
    """A photo of oneself, or the institution's logo: given, changed, removed."""
    if request.method == "POST" and request.POST.get("deed") == "remove":
        my_pages.remove_picture(subject=subject, by=actor(subject), at=clock.now())
        return see_other("people:my_page", "?done=picture")
    form = PictureForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        my_pages.set_picture(
            subject=subject,
            upload=form.cleaned_data["file"],
            credit=form.cleaned_data["credit"],
            by=actor(subject),
            at=clock.now(),
        )
        return see_other("people:my_page", "?done=picture")
    title = _("Your photo") if isinstance(subject, Person) else _("Your logo")
    size = "portrait" if isinstance(subject, Person) else "logo"  # As the public sees it.
    return _form(request, form, title, _("Save the picture"), picture=picture_of(subject), picture_size=size)


def picture_of(subject: Subject) -> Any:
    return subject.portrait if isinstance(subject, Person) else subject.logo


def _form(request: HttpRequest, form: Any, title: str, button: str, **more: Any) -> HttpResponse:
    context = {
        **more,
        "form": form,
        "title": title,
        "button": button,
        "crumbs": [(_("My page"), reverse("people:my_page")), (title, None)],
    }
    return render(request, "people/my_page/form.html", context, status=422 if form.errors else 200)


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    """The new address's owner confirms the change with a button."""
    try:
        link = links.read_new_address(token)
        subject = find(link.kind, link.public_id)
        if subject is None:
            return _refused(request, AlreadyChanged())
        if request.method == "POST":
            by = Actor.link(links.NEW_ADDRESS, subject.public_id)
            my_pages.change_address(link=link, subject=subject, by=by, at=clock.now())
            return see_other("people:my_page_address_changed")
    except (LinkInvalid, LinkExpired, AlreadyChanged, AddressOfAnother) as refusal:
        return _refused(request, refusal)
    return render(request, "people/my_page/new_address.html", {"link": link})


@require_safe
def address_changed(request: HttpRequest) -> HttpResponse:
    return keep(render(request, "people/my_page/address_changed.html"), "alliance", seconds=600)


@require_safe
@visited
def held(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Everything that is held, to read and to print (GDPR, Article 15)."""
    return render(request, "people/my_page/held.html", {"subject": subject, "held": everything(subject)})


@require_safe
@visited
def held_json(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The same for machines (GDPR, Article 20)."""
    answer = JsonResponse(everything(subject), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="data.json"'
    return answer


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = {LinkInvalid: 400, LinkExpired: 410}.get(type(refusal), 409)
    return render(request, "people/my_page/refused.html", {"refusal": refusal}, status=status)
