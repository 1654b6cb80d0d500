from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "anpacken.mail"
    label = "mail"
