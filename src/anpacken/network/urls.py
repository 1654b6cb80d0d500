from __future__ import annotations

from django.urls import path

from anpacken.network.views import public

app_name = "network"
urlpatterns = [
    path("projekte/", public.project_list, name="project_list"),
    path("projekte/<public_id:public_id>/", public.project_detail, name="project_detail"),
]
