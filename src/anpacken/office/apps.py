from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "anpacken.office"
    label = "office"

    def ready(self) -> None:
        from anpacken.accounts import letters as account_letters
        from anpacken.office.letters import OfficeLetters

        account_letters.register(OfficeLetters())
