from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from anpacken.audit import wording


class ProgrammeConfig(AppConfig):
    name = "anpacken.programme"
    label = "programme"
    verbose_name = _("Programme")

    def ready(self) -> None:
        from anpacken.events import parts
        from anpacken.programme.part import ProgrammePart

        parts.register(ProgrammePart())
        wording.register(
            {
                "item.moved": _("Programme item moved"),
                "event.rounds_laid_out": _("Rounds of the forums laid out"),
                "event.programme_released": _("Programme released"),
            }
        )
