from __future__ import annotations

from django.urls import path

from anpacken.programme.views import public

app_name = "programme"
urlpatterns = [
    path("veranstaltungen/<public_id:public_id>/programm/", public.programme, name="programme"),
    path("veranstaltungen/<public_id:public_id>/programm.pdf", public.programme_pdf, name="programme_pdf"),
    path("veranstaltungen/<public_id:public_id>/programm.ics", public.programme_calendar, name="programme_calendar"),
]
