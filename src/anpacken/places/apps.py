from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "anpacken.places"
    label = "places"
