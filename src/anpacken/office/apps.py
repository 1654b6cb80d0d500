from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "anpacken.office"
    label = "office"
