from django.urls import path

from anpacken.ui import views

app_name = "ui"
urlpatterns = [
    path("anpacken.<slug:fingerprint>.css", views.stylesheet_file, name="stylesheet"),
    path("", views.gallery_page, name="gallery"),
    path("sample/", views.sample, name="sample"),
    path("<slug:name>/", views.component, name="component"),
]
