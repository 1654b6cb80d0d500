from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "anpacken.network"
    label = "network"
