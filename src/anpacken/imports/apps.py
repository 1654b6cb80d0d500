from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "anpacken.imports"
    label = "imports"
    verbose_name = _("Imports")

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.imports import keeping
        from anpacken.imports.chapter import WaitingRows
        from anpacken.people import chapters

        keeping.register()
        chapters.register(WaitingRows())

        wording.register(
            {
                "import.uploaded": _("List uploaded"),
                "import.read": _("List read"),
                "import.unreadable": _("List could not be read"),
                "import.decided": _("Columns of a list assigned"),
                "import.begun": _("Began to take a list in"),
                "import.continued": _("Went on taking a list in"),
                "import.paused": _("Stopped taking a list in"),
                "import.batch_taken_in": _("Part of a list taken in"),
                "import.finished": _("List taken in"),
                "import.rejected_exported": _("Rejected rows of a list downloaded"),
                "import.rows_deleted": _("Waiting rows of a list deleted"),
            }
        )
