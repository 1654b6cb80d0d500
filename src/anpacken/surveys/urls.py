from __future__ import annotations

from django.urls import path

from anpacken.surveys.views import public

app_name = "surveys"
urlpatterns = [path("umfrage/<str:token>/", public.answer, name="answer")]
