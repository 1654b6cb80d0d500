from __future__ import annotations

from django.urls import path

from anpacken.questions.views import public

app_name = "questions"
urlpatterns = [path("fragen/<str:token>/", public.answer, name="answer")]
