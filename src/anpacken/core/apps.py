from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "anpacken.core"
    label = "core"
