from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "anpacken.privacy"
    label = "privacy"
    verbose_name = _("Data protection")

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.privacy import own

        own.register()
        wording.register(
            {
                "retention.applied": _("Data deleted whose time was over"),
                "retention.changed": _("Retention period changed"),
            }
        )
