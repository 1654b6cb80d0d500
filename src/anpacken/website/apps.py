from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "anpacken.website"
    label = "website"
