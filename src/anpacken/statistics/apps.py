from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "anpacken.statistics"
    label = "statistics"
    verbose_name = _("Statistics")

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.events import parts
        from anpacken.statistics.part import Statistics

        parts.register(Statistics())
        wording.register({"statistics.exported": _("Statistics exported")})
