"""Becoming a supporter, from the choice to the welcome."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from anpacken.core import clock, languages
from anpacken.core.actors import Actor
from anpacken.core.links import LinkExpired, LinkInvalid
from anpacken.core.page_cache import keep
from anpacken.core.refusals import Refusal
from anpacken.people import links, rules
from anpacken.people.actions import sign_ups
from anpacken.people.choices import SignUpState
from anpacken.people.errors import SignUpGone
from anpacken.people.forms.sign_up import InstitutionSignUpForm, SignUpForm
from anpacken.people.models import SignUp
from anpacken.ui.public_form import public_form


@require_safe
def choice(request: HttpRequest) -> HttpResponse:
    return keep(render(request, "people/sign_up_choice.html"), "alliance", seconds=600)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    return _form(request, SignUpForm)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def institution(request: HttpRequest) -> HttpResponse:
    return _form(request, InstitutionSignUpForm)


def _form(request: HttpRequest, form_class: type[SignUpForm]) -> HttpResponse:
    template = "people/sign_up_form.html"
    if request.method != "POST":
        return keep(render(request, template, _shown(form_class())), "alliance", seconds=600)
    form = form_class(request.POST)
    if form.is_caught:
        return _see_other("people:sign_up_sent")
    if form.is_valid():
        try:
            sign_ups.ask(
                **form.facts(), wordings=form.agreed(), language=languages.active(), by=Actor.public(), at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return _see_other("people:sign_up_sent")
    return render(request, template, _shown(form), status=422)


def _shown(form: SignUpForm) -> dict[str, Any]:
    here = _("For an institution") if form.institution else _("As a person")
    return {"form": form, "crumbs": [(_("Join us"), reverse("people:sign_up")), (here, None)]}


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What everybody sees who sent the form: known address or not, first try or fourth."""
    days = rules.SIGN_UP_GOOD_FOR.days
    return keep(render(request, "people/sign_up_sent.html", {"days": days}), "alliance", seconds=600)


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a button, because mail scanners open links; only the button confirms."""
    try:
        sign_up = _sign_up(token)
        if request.method == "POST":
            sign_ups.confirm(sign_up=sign_up, by=Actor.link(links.SIGN_UP, sign_up.public_id), at=clock.now())
            return _see_other(_thanks(sign_up))
    except (LinkInvalid, LinkExpired, SignUpGone) as refusal:
        return render(
            request,
            "people/link_refused.html",
            {"refusal": refusal},
            status=400 if isinstance(refusal, LinkInvalid) else 410,
        )
    if sign_up.state == SignUpState.CONFIRMED:
        return _see_other(_thanks(sign_up))
    return render(request, "people/sign_up_confirm.html", {"sign_up": sign_up, "themes": sign_up.themes.all()})


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    return keep(render(request, "people/sign_up_done.html"), "alliance", seconds=600)


@require_safe
def newsletter_done(request: HttpRequest) -> HttpResponse:
    return keep(render(request, "people/newsletter_done.html"), "alliance", seconds=600)


def _thanks(sign_up: SignUp) -> str:
    return "people:newsletter_done" if sign_up.is_newsletter_only else "people:sign_up_done"


def _sign_up(token: str) -> SignUp:
    sign_up = SignUp.objects.filter(public_id=links.read_confirm(token)).first()
    if sign_up is None or rules.is_overdue(sign_up, at=clock.now()):
        raise SignUpGone
    return sign_up


def _see_other(name: str) -> HttpResponse:
    answer = redirect(name)
    answer.status_code = 303
    return answer
