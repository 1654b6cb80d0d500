from django.urls import path

from anpacken.events.views import public, registration, ticket

app_name = "events"
urlpatterns = [
    path("veranstaltungen/", public.event_list, name="event_list"),
    path("veranstaltungen/rueckblick/", public.past_events, name="past_events"),
    path("veranstaltungen/kalender.ics", public.calendar_feed, name="calendar_feed"),
    path("veranstaltungen/reihe/<public_id:public_id>/", public.series, name="series"),
    path("veranstaltungen/<public_id:public_id>/", public.event, name="event"),
    path("veranstaltungen/<public_id:public_id>/termin.ics", public.event_calendar, name="event_calendar"),
    path("veranstaltungen/<public_id:public_id>/anmelden/", registration.register, name="register"),
    path("veranstaltungen/<public_id:public_id>/anmeldung/gruppe/", registration.register_group, name="register_group"),
    path("veranstaltungen/<public_id:public_id>/angemeldet/", registration.registered, name="registered"),
    path("anmeldung/<str:token>/", registration.manage, name="registration"),
    path("anmeldung/<str:token>/ticket.pdf", ticket.ticket, name="ticket"),
    path("anmeldung/<str:token>/termin.ics", ticket.entry, name="registration_calendar"),
]
