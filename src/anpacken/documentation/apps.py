from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from anpacken.audit import wording


class DocumentationConfig(AppConfig):
    name = "anpacken.documentation"
    label = "documentation"
    verbose_name = _("Documentation")

    def ready(self) -> None:
        from anpacken.documentation import keeping
        from anpacken.documentation.part import Documenting
        from anpacken.events import parts

        parts.register(Documenting())
        keeping.register()
        wording.register(
            {
                "event.became_written": _("What became of the findings written"),
                "demand.handed_on": _("Demand handed on for tracking"),
                "demand.taken_back": _("Demand no longer handed on"),
            }
        )
