from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "anpacken.letters"
    label = "letters"
    verbose_name = _("Letters")

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.events import parts
        from anpacken.letters import chapter, keeping
        from anpacken.letters.part import LettersPart
        from anpacken.people import chapters

        parts.register(LettersPart())
        chapters.register(chapter.Letters())
        keeping.register()
        wording.register(
            {
                "letter.turned_on": _("Letter turned on"),
                "letter.turned_off": _("Letter made a draft again"),
                "letter.cancelled": _("Letter cancelled"),
                "letter.leaving": _("Letter leaves: recipients fixed"),
                "letter.sent": _("Letter sent"),
                "letter.tried": _("Letter sent to oneself as a sample"),
                "event.letters_laid_out": _("Usual letters laid out"),
            }
        )
