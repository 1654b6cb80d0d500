from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from anpacken.audit import wording


class DoorConfig(AppConfig):
    name = "anpacken.door"
    label = "door"
    verbose_name = _("At the door")

    def ready(self) -> None:
        from anpacken.door import chapter, keeping, part
        from anpacken.events import parts
        from anpacken.people import chapters

        parts.register(part.Door())
        chapters.register(chapter.Attendance())
        keeping.register()
        wording.register(
            {
                "event.participants_noted": _("Number of participants taken over"),
                "event.check_ins_taken_over": _("Check-ins of a past event taken over"),
                "event.badges_printed": _("Badges printed"),
                "event.attendance_printed": _("Attendance sheets printed"),
            }
        )
