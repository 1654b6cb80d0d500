from __future__ import annotations

from django.urls import path

from anpacken.forums.views import public

app_name = "forums"
urlpatterns = [path("foren/<str:token>/", public.choose, name="choose")]
