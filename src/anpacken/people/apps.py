from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "anpacken.people"
    label = "people"
