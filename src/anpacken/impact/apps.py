from django.apps import AppConfig


class ImpactConfig(AppConfig):
    name = "anpacken.impact"
    label = "impact"
