from django.apps import AppConfig


class AllianceConfig(AppConfig):
    name = "anpacken.alliance"
    label = "alliance"
