from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from anpacken.audit import wording


class MarketConfig(AppConfig):
    name = "anpacken.market"
    label = "market"
    verbose_name = _("Market of opportunities")

    def ready(self) -> None:
        from anpacken.events import parts
        from anpacken.market import chapter, keeping, part
        from anpacken.people import chapters

        parts.register(part.Market())
        chapters.register(chapter.StandApplications())
        keeping.register()
        wording.register(
            {
                "stand_call.created": _("Call for stands set up"),
                "stand_call.changed": _("Call for stands changed"),
                "stand_call.published": _("List of exhibitors made public"),
                "stand_call.hidden": _("List of exhibitors no longer public"),
                "stand_call.plan_uploaded": _("Floor plan uploaded"),
                "stand_call.stands_added": _("Stands added to the plan"),
                "stand_call.stand_changed": _("Stand changed"),
                "stand_call.stand_removed": _("Stand removed from the plan"),
                "stand_call.came": _("Written down which exhibitors came"),
                "stand_application.made": _("Applied for a stand"),
                "stand_application.changed": _("Application for a stand changed"),
                "stand_application.withdrawn": _("Application for a stand withdrawn"),
                "stand_application.accepted": _("Application for a stand accepted"),
                "stand_application.waiting": _("Application for a stand put on the waiting list"),
                "stand_application.declined": _("Application for a stand declined"),
                "stand_application.moved_up": _("Moved up from the waiting list for stands"),
                "stand_application.told": _("Applicant told how it stands"),
                "stand_application.stand_given": _("Given a stand on the plan"),
                "stand_application.stand_freed": _("Taken off its stand on the plan"),
                "stand_application.linked": _("Linked with register and project"),
                "stand_application.project_drafted": _("Project drafted from an application"),
                "event.stands_noted": _("Number of stands taken over"),
            }
        )
