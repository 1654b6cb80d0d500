from __future__ import annotations

from django.urls import path

from anpacken.media import views

app_name = "media"
urlpatterns = [path("bildnachweise/", views.picture_credits, name="picture_credits")]
