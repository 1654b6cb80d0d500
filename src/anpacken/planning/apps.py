from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "anpacken.planning"
    label = "planning"
    verbose_name = _("Planning")

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.events import parts
        from anpacken.planning.part import Planning

        parts.register(Planning())
        wording.register(
            {
                "task.created": _("Task added"),
                "task.changed": _("Task changed"),
                "task.done": _("Task done"),
                "task.reopened": _("Task not done after all"),
                "task.deleted": _("Task removed"),
                "event.tasks_laid_out": _("Checklist laid out"),
            }
        )
