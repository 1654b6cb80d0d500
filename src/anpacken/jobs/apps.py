from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "anpacken.jobs"
    label = "jobs"
