from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "anpacken.audit"
    label = "audit"
