from __future__ import annotations

from django.urls import path

from anpacken.door.views import certificate

app_name = "door"
urlpatterns = [
    path("teilnahme/<str:token>/", certificate.certificate, name="certificate"),
    path("teilnahme/<str:token>/<int:number>/", certificate.certificate_pdf, name="certificate_pdf"),
]
