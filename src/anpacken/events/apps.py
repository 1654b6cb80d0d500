from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from anpacken.audit import wording


class EventsConfig(AppConfig):
    name = "anpacken.events"
    label = "events"

    def ready(self) -> None:
        from anpacken.events import chapter, keeping, newsletter, parts, printing, segment_conditions
        from anpacken.people import chapters
        from anpacken.segments import conditions

        chapters.register(chapter.Registrations())
        keeping.register()
        parts.register(newsletter.NewsletterPart())
        printing.register()
        conditions.register(*segment_conditions.CONDITIONS)
        wording.register(
            {
                "event.announced": _("Event announced"),
                "event.withdrawn": _("Event made a draft again"),
                "event.held": _("Event marked as held"),
                "event.reopened": _("Event no longer marked as held"),
                "event.copied": _("Event made as a copy"),
                "event.mail_written": _("Words of a mail about the event changed"),
                "event.cancelled": _("Event cancelled and everybody told"),
                "event.documented": _("Documentation published"),
                "event.documentation_withdrawn": _("Documentation made a draft again"),
                "event.findings_changed": _("Findings changed"),
                "event.registrations_taken_over": _("Registrations of a past event taken over"),
                "registration.made": _("Registered"),
                "registration.changed": _("Registration changed"),
                "registration.cancelled": _("Registration cancelled"),
                "registration.event_cancelled": _("Registration ended because the event was cancelled"),
                "registration.confirmed": _("Registration confirmed by mail"),
                "registration.confirmation_lapsed": _("Registration not confirmed in time"),
                "registration.approved": _("Request approved"),
                "registration.declined": _("Request declined"),
                "registration.offered": _("Seat offered"),
                "registration.offer_accepted": _("Offered seat taken"),
                "registration.offer_declined": _("Offered seat given back"),
                "registration.offer_lapsed": _("Offer lapsed"),
            }
        )
