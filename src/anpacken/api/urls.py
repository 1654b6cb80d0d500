from __future__ import annotations

from django.urls import path

from anpacken.api.views import documentation

app_name = "api"
urlpatterns = [
    path("schnittstelle/", documentation.documentation, name="documentation"),
]
