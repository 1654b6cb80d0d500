from __future__ import annotations

from django.urls import path

from anpacken.website.views import search

app_name = "website"
urlpatterns = [
    path("suche/", search.results, name="search"),
]
