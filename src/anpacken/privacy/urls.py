"""The public page of this room."""

from __future__ import annotations

from django.urls import path

from anpacken.privacy.views import public

app_name = "privacy"
urlpatterns = [path("datenschutz/daten/", public.record, name="record")]
