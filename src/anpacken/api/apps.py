from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "anpacken.api"
    label = "api"
    verbose_name = _("API")

    def ready(self) -> None:
        from anpacken.api.part import Embedding
        from anpacken.events import parts

        parts.register(Embedding())
