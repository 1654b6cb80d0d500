from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "anpacken.accounts"
    label = "accounts"
