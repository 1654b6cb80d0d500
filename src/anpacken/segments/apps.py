from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SegmentsConfig(AppConfig):
    name = "anpacken.segments"
    label = "segments"
    verbose_name = _("Segments")

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.segments import conditions, own

        conditions.register(*own.CONDITIONS)
        conditions.register_source("custom", own.custom_conditions)
        wording.register(
            {
                "segment.created": _("Segment made"),
                "segment.changed": _("Segment changed"),
                "segment.copied": _("Segment made as a copy"),
                "segment.deleted": _("Segment deleted"),
                "segment.exported": _("People of a segment exported"),
            }
        )
