from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "anpacken.surveys"
    label = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.events import parts
        from anpacken.people import chapters
        from anpacken.surveys import chapter, keeping, part

        parts.register(part.Surveys())
        chapters.register(chapter.Surveys())
        keeping.register()
        wording.register(
            {
                "event.survey_laid_out": _("Survey laid out"),
                "event.survey_changed": _("Survey changed"),
                "event.survey_question": _("Question of the survey changed"),
                "event.survey_removed": _("Survey removed"),
                "event.survey_opened": _("Survey opened"),
                "event.survey_sent": _("Thanks and survey sent"),
                "event.survey_reminded": _("Reminded of the survey"),
                "event.survey_closed": _("Survey closed"),
                "event.survey_exported": _("Results of the survey exported"),
            }
        )
