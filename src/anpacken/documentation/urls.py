from __future__ import annotations

from django.urls import path

from anpacken.documentation.views import public

app_name = "documentation"
urlpatterns = [
    path("veranstaltungen/<public_id:public_id>/dokumentation/", public.documentation, name="documentation"),
]
