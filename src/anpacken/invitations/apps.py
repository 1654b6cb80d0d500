from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvitationsConfig(AppConfig):
    name = "anpacken.invitations"
    label = "invitations"
    verbose_name = _("Invitations")

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.events import parts
        from anpacken.invitations import chapter, keeping
        from anpacken.invitations.part import Invitations
        from anpacken.invitations.queries import standing
        from anpacken.people import chapters
        from anpacken.segments import uses

        parts.register(Invitations())
        chapters.register(chapter.Invited())
        keeping.register()
        uses.register("invitations", standing.uses_of)
        wording.register(
            {
                "invitations.begun": _("Round of invitations begun"),
                "invitations.sent": _("Round of invitations written"),
                "invitations.exported": _("List of the invited exported"),
                "invitation.accepted": _("Invitation accepted"),
                "invitation.declined": _("Invitation declined"),
                "invitation.withdrawn": _("Invitation withdrawn"),
            }
        )
