from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "anpacken.audit"
    label = "audit"

    def ready(self) -> None:
        from anpacken.audit import wording

        wording.register(
            {
                "demo.loaded": _("Demo year loaded"),
                "audit.exported": _("Audit log exported"),
                "list.exported": _("List exported"),
            }
        )
