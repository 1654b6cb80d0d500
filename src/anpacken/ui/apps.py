from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "anpacken.ui"
    label = "ui"
