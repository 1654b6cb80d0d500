from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "anpacken.events"
    label = "events"
