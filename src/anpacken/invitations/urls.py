from __future__ import annotations

from django.urls import path

from anpacken.invitations.views import public

app_name = "invitations"
urlpatterns = [path("einladung/<str:token>/", public.invitation, name="invitation")]
