from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "anpacken.media"
    label = "media"
