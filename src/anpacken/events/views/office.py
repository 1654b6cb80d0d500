"""Events and registrations in the office: filters, records with what can be done to them, and the doing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets.button import HeaderButton

from anpacken.accounts import rules as account_rules
from anpacken.accounts.office import OfficeEditView, OfficeIndexView, OfficeInspectView
from anpacken.alliance.models import Theme
from anpacken.core import clock, languages
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.events import asking, parts, rules
from anpacken.events.actions import copying, events, registrations
from anpacken.events.choices import EVENT_TRANSITIONS, EventFormat, EventState, EventWord, RegistrationState
from anpacken.events.forms.office import CopyForm, OfficeGroupForm, OfficeRegistrationForm
from anpacken.events.forms.public import RegistrationForm
from anpacken.events.models import Event, Registration
from anpacken.events.queries import words
from anpacken.events.queries.reach import events_of
from anpacken.events.queries.registrations import standing
from anpacken.events.queries.seats import place_in_queue
from anpacken.events.views import around
from anpacken.mail import queries as mail_queries
from anpacken.places.models import Region

ADD_EVENT = "events.add_event"
CHANGE_EVENT = "events.change_event"
VIEW_REGISTRATION = "events.view_registration"
ADD_REGISTRATION = "events.add_registration"
CHANGE_REGISTRATION = "events.change_registration"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done to an event by one press of a button. `is_grave`: only with a tick beside it."""

    name: str
    state: EventState
    label: Promise | str
    done: Promise | str
    act: Callable[..., object]
    is_grave: bool = False


DEEDS = {
    deed.name: deed
    for deed in (
        Deed(
            "announce",
            EventState.ANNOUNCED,
            gettext_lazy("Announce"),
            gettext_lazy("The event is public now."),
            events.announce,
        ),
        Deed(
            "hold",
            EventState.HELD,
            gettext_lazy("Mark as held"),
            gettext_lazy("The event is marked as held."),
            events.mark_held,
        ),
        Deed(
            "withdraw",
            EventState.DRAFT,
            gettext_lazy("Back to draft"),
            gettext_lazy("The event is a draft again and no longer public."),
            events.withdraw,
        ),
        Deed(
            "reopen",
            EventState.ANNOUNCED,
            gettext_lazy("Not held yet"),
            gettext_lazy("The event is announced again."),
            events.reopen,
        ),
        Deed(
            "cancel",
            EventState.CANCELLED,
            gettext_lazy("Cancel the event"),
            gettext_lazy("The event is cancelled, and everybody is told by mail."),
            events.cancel,
            is_grave=True,
        ),
    )
}
# Two deeds lead to "announced"; which one depends on where the event comes from.
_FROM = {"announce": EventState.DRAFT, "reopen": EventState.HELD}


def deeds_for(event: Event) -> list[Deed]:
    """What can be done to an event as it stands."""
    state = EventState(event.state)
    return [
        deed
        for deed in DEEDS.values()
        if EVENT_TRANSITIONS.allows(state, deed.state) and _FROM.get(deed.name, state) == state
    ]


def _years() -> list[tuple[str, str]]:
    return [(str(day.year), str(day.year)) for day in Event.objects.dates("starts_on", "year", order="DESC")]


class EventFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=EventWord.choices, method="in_word", widget=forms.RadioSelect
    )
    format = django_filters.ChoiceFilter(label=gettext_lazy("Format"), choices=EventFormat.choices, widget=forms.Select)
    region = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Region"), queryset=Region.objects.all(), widget=forms.RadioSelect
    )
    themes = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Theme"), queryset=Theme.objects.all(), widget=forms.RadioSelect
    )
    year = django_filters.ChoiceFilter(
        label=gettext_lazy("Year"), field_name="starts_on", lookup_expr="year", choices=_years, widget=forms.Select
    )

    class Meta:
        model = Event
        fields = ("state", "format", "region", "themes", "year")

    def in_word(self, queryset: Any, name: str, value: str) -> Any:
        return words.in_word(queryset, EventWord(value), at=clock.now())


class RegistrationFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=RegistrationState.choices, widget=forms.RadioSelect
    )
    event = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Event"),
        queryset=lambda request: events_of(request.user, VIEW_REGISTRATION).filter(takes_registrations=True),
        widget=forms.Select,
    )

    class Meta:
        model = Registration
        fields = ("state", "event")


class EventEditView(OfficeEditView):
    """The form, with the ways to what can be done to the event and to its registrations."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        own = [
            HeaderButton(
                _("State and timeline"), url=reverse("events_office:inspect", args=[self.object.pk]), icon_name="view"
            )
        ]
        if self.object.takes_registrations and self.request.user.has_perm(VIEW_REGISTRATION):
            own.append(HeaderButton(_("Registrations"), url=registrations_url(self.object), icon_name="group"))
        return [*own, *super().header_more_buttons]


class EventView(OfficeInspectView):
    """One event: how it stands, what can be done to it, what happened."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, event = self.request.user, self.object
        public_href = ""
        if event.state != EventState.DRAFT:
            with translation.override(languages.source()):
                public_href = reverse("events:event", args=[event.public_id])
        own = {
            "deeds": deeds_for(event) if user.has_perm(CHANGE_EVENT) else [],
            "public_href": public_href,
            "standing": standing(event),
            "may_see_registrations": user.has_perm(VIEW_REGISTRATION),
            "may_register": user.has_perm(ADD_REGISTRATION) and rules.refusal_to_open(event) is None,
            "largest_group": rules.largest_group(event),
            "may_decide": user.has_perm(CHANGE_REGISTRATION),
            "registrations_href": registrations_url(event),
            "may_copy": user.has_perm(ADD_EVENT),
            "entrances": [
                *_own_entrances(event),
                *(entrance for part in parts.every() for entrance in part.entrances(event, user)),
            ],
        }
        return {**own, **super().get_context_data(**kwargs)}


def _own_entrances(event: Event) -> list[parts.Entrance]:
    """Pages of this room about the event, beside those of the rooms around."""
    if not event.takes_registrations:
        return []
    own = event.texts.count()
    note = ngettext("%(count)d of its own", "%(count)d of its own", own) % {"count": own} if own else _("standard")
    return [parts.Entrance(_("Words of the mails"), reverse("events_office:texts", args=[event.pk]), note)]


@require_POST
def event_deed(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Announces, cancels, … an event, whichever button was pressed."""
    event = around.reached(request, CHANGE_EVENT, pk=pk)
    deed = DEEDS[name]
    if deed.is_grave and request.POST.get("sure") != "yes":
        messages.error(request, _("Please tick that you are sure. Nothing has happened yet."))
        return redirect("events_office:inspect", pk)
    try:
        deed.act(event=event, by=_actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, str(deed.done))
    return redirect("events_office:inspect", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def event_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the first day, and makes a draft after the pattern of this event."""
    event = around.reached(request, ADD_EVENT, pk=pk)
    form = CopyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        new = copying.copy(original=event, starts_on=form.cleaned_data["starts_on"], by=_actor(request), at=clock.now())
        messages.success(request, _("The copy is a draft. Check what is different this time."))
        return redirect("events_office:edit", new.pk)
    title, status = _("Copy for a new date"), 422 if request.method == "POST" else 200
    return around.page(request, "events/office/copy.html", event, title, {"form": form}, icon="copy", status=status)


class RegistrationIndexView(OfficeIndexView):
    """Registrations, with the numbers of the event that the list is narrowed to."""

    @cached_property
    def chosen_event(self) -> Event | None:
        number = self.request.GET.get("event", "")
        # Longer than any key: neither Python nor the database would take it for a number.
        if not number.isdecimal() or len(number) > 18:
            return None
        return events_of(self.request.user, VIEW_REGISTRATION).filter(pk=int(number)).first()

    @cached_property
    def list_export(self) -> list[str]:
        columns = list(self.export_columns)
        return [*columns, "support_needs"] if account_rules.may_see_support_needs(self.request.user) else columns

    export_columns: tuple[str, ...] = ()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        event = self.chosen_event
        context["event"] = event
        context["standing"] = standing(event) if event else None
        context["may_register"] = bool(
            event and self.request.user.has_perm(ADD_REGISTRATION) and rules.refusal_to_open(event) is None
        )
        return context


class RegistrationView(OfficeInspectView):
    """One registration: its mails, its timeline, and cancelling it."""

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Moments as the clock on the wall shows them."""
        value = super().get_field_display_value(field_name, field)
        return timezone.localtime(value) if isinstance(value, datetime) else value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, registration = self.request.user, self.object
        may_see_needs = account_rules.may_see_support_needs(user)
        own = {
            "mails": mail_queries.about(registration),
            "may_read_mails": user.has_perm("mail.view_outgoingmail"),
            "lines": asking.lines(registration),
            "sections": [section for part in parts.every() for section in part.about(registration, user)],
            "may_see_support_needs": may_see_needs,
            "place_in_queue": place_in_queue(registration),
            "can_decide": user.has_perm(CHANGE_REGISTRATION) and registration.state == RegistrationState.REQUESTED,
            "can_cancel": user.has_perm(CHANGE_REGISTRATION)
            and rules.can_cancel(registration, registration.event, at=clock.now()),
            "registrations_href": registrations_url(registration.event),
        }
        return {**own, **super().get_context_data(**kwargs)}


@require_POST
def registration_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancels a registration for somebody who asked the office to."""
    if not request.user.has_perm(CHANGE_REGISTRATION):
        raise PermissionDenied
    registration = get_object_or_404(Registration, pk=pk, event__in=events_of(request.user, CHANGE_REGISTRATION))
    try:
        registrations.cancel(registration=registration, by=_actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The registration is cancelled, and the person is told by mail."))
    return redirect("registrations:inspect", pk)


@require_http_methods(["GET", "POST"])
def registration_add(request: HttpRequest, event_pk: int, is_group: bool = False) -> HttpResponse:
    """Registers somebody, or a group, by hand, also before registration opens and after it has closed."""
    if not request.user.has_perm(ADD_REGISTRATION):
        raise PermissionDenied
    event = get_object_or_404(events_of(request.user, ADD_REGISTRATION), pk=event_pk)
    if is_group and not rules.largest_group(event):
        raise Http404
    form = (OfficeGroupForm if is_group else OfficeRegistrationForm)(
        request.POST or None, event=event, asked=asking.of(event)
    )
    if request.method == "POST" and form.is_valid():
        answer = _register(request, event, form, at=clock.now())
        if answer is not None:
            return answer
    title = _("Register a group") if is_group else _("Register somebody")
    context = {
        "form": form,
        "event": event,
        "action_url": request.path,
        "page_title": title,
        "header_title": title,
        "page_subtitle": str(event.title),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("events_office:inspect", args=[event.pk]), "label": str(event.title)},
            {"url": registrations_url(event), "label": _("Registrations")},
            {"url": "", "label": title},
        ],
        "submit_button_label": _("Register"),
        "submit_button_active_label": _("Registering …"),
    }
    return render(request, "events/office/register.html", context, status=422 if form.errors else 200)


def registrations_url(event: Event) -> str:
    return f"{reverse('registrations:index')}?event={event.pk}"


def _actor(request: HttpRequest) -> Actor:
    return request.user.as_actor()  # type: ignore[union-attr]


def _register(request: HttpRequest, event: Event, form: RegistrationForm, *, at: datetime) -> HttpResponse | None:
    """Registers and leads on to the registration; None when it was refused and the form says why."""
    try:
        given = registrations.register(
            event=event,
            by=_actor(request),
            at=at,
            ignore_window=True,
            **form.details(),
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None
    if not given.is_new:
        messages.warning(request, _("This address is registered already; nothing has changed."))
    elif given.waiting:
        messages.success(request, _("All seats are taken: the person is on the waiting list and is told by mail."))
    else:
        messages.success(request, _("Registered. The ticket is on its way."))
    return redirect("registrations:inspect", given.registration.pk)
