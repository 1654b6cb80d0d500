from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "anpacken.jobs"
    label = "jobs"

    def ready(self) -> None:
        from anpacken.audit import wording

        wording.register(
            {
                "schedule.run_again": _("Periodic job run again"),
                "task.run_again": _("Task run again"),
            }
        )
