from __future__ import annotations

from django.urls import path

from anpacken.market.views import public

app_name = "market"
urlpatterns = [
    path("veranstaltungen/<public_id:public_id>/markt/", public.market, name="market"),
    path("veranstaltungen/<public_id:public_id>/markt/bewerben/", public.apply, name="apply"),
    path("veranstaltungen/<public_id:public_id>/markt/beworben/", public.applied, name="applied"),
    path("markt/<str:token>/", public.application, name="application"),
]
