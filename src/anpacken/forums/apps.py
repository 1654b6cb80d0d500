from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    name = "anpacken.forums"
    label = "forums"
    verbose_name = _("Choice of forums")

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.events import parts
        from anpacken.forums import chapter, keeping
        from anpacken.forums.part import ForumsPart
        from anpacken.forums.queries import affected as concerned
        from anpacken.people import chapters
        from anpacken.programme import affected

        parts.register(ForumsPart())
        chapters.register(chapter.ForumChoices())
        keeping.register()
        affected.register("forums", concerned.people_in_slots)
        wording.register(
            {
                "event.places_taken_over": _("Places in the forums of a past event taken over"),
                "forums.choice_set": _("Choice of forums set"),
                "forums.drawn": _("Places in forums drawn"),
                "forums.draw_taken_back": _("Draw of places taken back"),
                "forums.told": _("Everybody told their places in forums"),
                "forums.wished": _("Wishes for forums named"),
                "forums.placed": _("Place in a forum"),
                "forums.left": _("Place in a forum given back"),
                "forums.queued": _("On the waiting list of a forum"),
            }
        )
