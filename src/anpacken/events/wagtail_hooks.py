"""Events, series and registrations in the office."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup

from anpacken.accounts.office import OfficeViewSet
from anpacken.core import clock
from anpacken.events import rules, wording
from anpacken.events.actions import events, series
from anpacken.events.models import Event, Registration, Series
from anpacken.events.queries.reach import EVENT_PATHS, REGISTRATION_PATHS
from anpacken.events.views import office, requests, texts


class DeedConverter(StringConverter):
    """Only what can be done to an event reaches the view."""

    regex = "|".join(office.DEEDS)


register_converter(DeedConverter, "event_deed")


def _when(event: Event) -> str:
    return wording.when(event, list(event.days.all()))


def _word(event: Event) -> str:
    return str(rules.word(event, at=clock.now()).label)


def _seats(event: Event) -> str:
    if not event.takes_registrations:
        return ""
    return str(event.taken_seats) if event.capacity is None else f"{event.taken_seats} / {event.capacity}"


# A long list in little room; several are chosen with Ctrl or with the keyboard.
several = forms.SelectMultiple({"size": 8})


class EventViewSet(OfficeViewSet):
    model = Event
    name = "events_office"
    url_prefix = "events"
    icon = "date"
    menu_label = _("Events")
    list_display = (
        "title",
        Column("when", label=_("When"), accessor=_when, sort_key="starts_on"),
        Column("where", label=_("Where"), accessor=wording.where),
        Column("format", label=_("Format"), accessor="get_format_display"),
        Column("state", label=_("State"), accessor=_word),
        Column("seats", label=_("Seats"), accessor=_seats),
        Column("waiting_count", label=_("Waiting"), accessor="waiting_count"),
    )
    ordering = ("-starts_on", "-pk")
    filterset_class = office.EventFilters
    search_columns = ("title", "motto", "venue", "municipality__name", "slug")
    export_columns = (
        "public_id",
        "title",
        "format",
        "state",
        "starts_on",
        "ends_on",
        "date_precision",
        "venue",
        "municipality.name",
        "region.name",
        "series.name",
        "capacity",
        "taken_seats",
        "waiting_count",
        "participants",
        "participants_word",
        "registered",
        "registered_word",
        "reach",
        "reach_word",
        "stands",
        "stands_word",
    )
    export_filename = "events"
    select_related = ("municipality", "region", "series")
    prefetch_related = ("days",)
    scope_paths: ClassVar = EVENT_PATHS
    save_action = staticmethod(events.save)
    edit_view_class = office.EventEditView
    inspect_view_class = office.EventView
    inspect_template_name = "events/office/event.html"
    inspect_view_fields = (
        "state",
        "format",
        "title",
        "starts_on",
        "ends_on",
        "municipality",
        "venue",
        "region",
        "series",
    )
    outside_fields = inspect_view_fields
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("motto"),
                    FieldRowPanel([FieldPanel("format"), FieldPanel("series")]),
                    FieldPanel("summary"),
                    FieldPanel("body"),
                    FieldPanel("themes"),
                    FieldRowPanel([FieldPanel("art"), FieldPanel("follows")]),
                    FieldPanel("picture"),
                ],
                heading=_("What"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel(
                                [FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("date_precision")]
                            ),
                            FieldRowPanel([FieldPanel("begins_at"), FieldPanel("ends_at")]),
                        ],
                        _("When"),
                    ),
                    InlinePanel(
                        "days",
                        heading=_("Single days"),
                        label=_("Day"),
                        help_text=_("Only when the days are not one run, or have hours of their own."),
                    ),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("region"), FieldPanel("municipality")]),
                            FieldRowPanel([FieldPanel("venue"), FieldPanel("address")]),
                            FieldPanel("online_url"),
                        ],
                        _("Where"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("access"), FieldPanel("access_note")],
                        _("Accessibility"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("spoken", widget=several), FieldPanel("interpreted", widget=several)],
                        _("Languages"),
                        classname="collapsed",
                    ),
                ],
                heading=_("When and where"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "partners",
                        [FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")])],
                        heading=_("Hosts and partners, in the order of their logos"),
                        label=_("Partner"),
                    ),
                    InlinePanel(
                        "contributions",
                        [
                            FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]),
                            FieldPanel("position_held"),
                            FieldPanel("title"),
                            FieldPanel("biography"),
                            FieldPanel("picture"),
                        ],
                        heading=_("Contributions"),
                        label=_("Contribution"),
                    ),
                    InlinePanel(
                        "forums",
                        [
                            FieldPanel("title"),
                            FieldRowPanel([FieldPanel("rounds"), FieldPanel("is_expert_group")]),
                            FieldPanel("findings"),
                        ],
                        heading=_("Workshop forums"),
                        label=_("Forum"),
                    ),
                ],
                heading=_("Who"),
            ),
            ObjectList(
                [
                    FieldPanel("takes_registrations"),
                    FieldPanel("registration_url"),
                    FieldPanel("by_invitation"),
                    FieldRowPanel([FieldPanel("capacity"), FieldPanel("offer_hours")]),
                    FieldPanel("approved_by_office"),
                    FieldPanel("confirmed_by_mail"),
                    FieldPanel("fills_gaps"),
                    FieldPanel("offers_newsletter"),
                    FieldRowPanel([FieldPanel("max_companions"), FieldPanel("max_children"), FieldPanel("max_group")]),
                    FieldRowPanel([FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]),
                ],
                heading=_("Registration"),
            ),
            ObjectList(
                [
                    HelpPanel(content=_("Numbers keep the word of whoever counted: “about 560” stays “about 560”.")),
                    FieldRowPanel([FieldPanel("participants"), FieldPanel("participants_word")]),
                    FieldRowPanel([FieldPanel("registered"), FieldPanel("registered_word")]),
                    FieldRowPanel([FieldPanel("stands"), FieldPanel("stands_word")]),
                    FieldRowPanel([FieldPanel("reach"), FieldPanel("reach_word")]),
                    FieldPanel("findings"),
                ],
                heading=_("Afterwards"),
            ),
        ]
    )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/copy/", office.event_copy, name="copy"),
            path("<int:pk>/mails/", texts.overview, name="texts"),
            path("<int:pk>/mails/<slug:occasion>/", texts.text, name="text"),
            path("<int:pk>/requests/", requests.requests, name="requests"),
            path("<int:pk>/<event_deed:name>/", office.event_deed, name="deed"),
        ]


class RegistrationViewSet(OfficeViewSet):
    model = Registration
    name = "registrations"
    icon = "group"
    menu_label = _("Registrations")
    list_display = (
        "name",
        Column("event", label=_("Event"), accessor="event"),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("seats", label=_("Seats"), accessor="seats"),
        Column("organisation_name", label=_("Organisation"), accessor="organisation_name"),
        Column("registered_at", label=_("Registered"), accessor="registered_at", sort_key="registered_at"),
    )
    ordering = ("-registered_at", "-pk")
    filterset_class = office.RegistrationFilters
    search_columns = ("name", "email", "organisation_name", "public_id")
    export_columns = (
        "event.title",
        "name",
        "email",
        "organisation_name",
        "companions",
        "children",
        "seats",
        "is_group",
        "member_names",
        "state",
        "language",
        "registered_at",
        "offered_until",
        "ended_at",
    )
    export_filename = "registrations"
    export_headings: ClassVar = {"seats": _("Seats"), "member_names": _("Members of the group")}
    select_related = ("event",)
    prefetch_related = ("members",)
    scope_paths: ClassVar = REGISTRATION_PATHS
    outside_fields = ("state", "event", "name", "organisation_name", "companions", "children", "registered_at")
    index_view_class = office.RegistrationIndexView
    index_template_name = "events/office/registrations.html"
    inspect_view_class = office.RegistrationView
    inspect_template_name = "events/office/registration.html"
    inspect_view_fields = (
        "state",
        "event",
        "name",
        "email",
        "organisation_name",
        "companions",
        "children",
        "language",
        "registered_at",
        "offered_until",
        "ended_at",
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_index_view_kwargs(**kwargs)
        # Which columns leave the house depends on who asks: see the view.
        given.pop("list_export", None)
        return {**given, "export_columns": tuple(self.export_columns)}

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("cancel/<int:pk>/", office.registration_cancel, name="cancel"),
            path("event/<int:event_pk>/new/", office.registration_add, name="add_by_hand"),
            path(
                "event/<int:event_pk>/new-group/", office.registration_add, {"is_group": True}, name="add_group_by_hand"
            ),
        ]


class SeriesViewSet(OfficeViewSet):
    model = Series
    name = "event_series"
    icon = "list-ul"
    menu_label = _("Series")
    list_display = ("name", "begun_on", "supported_by")
    search_columns = ("name", "slug", "supported_by")
    export_columns = ("name", "begun_on", "supported_by")
    export_filename = "series"
    save_action = staticmethod(series.save)
    inspect_view_fields = ("name", "summary", "begun_on", "supported_by")
    panels = (
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("begun_on"), FieldPanel("supported_by")]),
    )


class EventsGroup(ViewSetGroup):
    items = (EventViewSet, RegistrationViewSet, SeriesViewSet)
    menu_label = _("Events")
    menu_icon = "date"
    menu_order = 200


@hooks.register("register_admin_viewset")
def events_lists() -> EventsGroup:
    return EventsGroup()
