from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "anpacken.questions"
    label = "questions"
    verbose_name = _("Questions")

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.events import parts
        from anpacken.people import chapters
        from anpacken.questions import chapter, keeping
        from anpacken.questions.part import QuestionsPart

        parts.register(QuestionsPart())
        chapters.register(chapter.Answers())
        keeping.register()
        wording.register(
            {
                "question.created": _("Question added"),
                "question.changed": _("Question changed"),
                "question.moved": _("Question moved"),
                "question.deleted": _("Question taken out"),
                "event.questions_copied": _("Questions copied from another event"),
                "questions.asked": _("Asked by mail to answer the questions"),
                "questions.answered": _("Questions answered by link"),
                "questions.answered_at_door": _("Questions answered at the door"),
            }
        )
