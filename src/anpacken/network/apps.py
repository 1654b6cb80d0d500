from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from anpacken.audit import wording


class NetworkConfig(AppConfig):
    name = "anpacken.network"
    label = "network"
    verbose_name = _("Projects")

    def ready(self) -> None:
        wording.register(
            {
                "project.published": _("Project published"),
                "project.withdrawn": _("Project made a draft again"),
                "project.retired": _("Project retired"),
            }
        )
