from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "anpacken.people"
    label = "people"

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.people import keeping, own_chapters

        own_chapters.register()
        keeping.register()
        wording.register(
            {
                "sign_up.asked": _("Asked to become a supporter"),
                "sign_up.confirmed": _("Sign-up confirmed"),
                "sign_up.deleted": _("Sign-up deleted"),
                "address.suppressed": _("Address put on the list of those not to be written to"),
                "address.suppression_lifted": _("Address taken off the list of those not to be written to"),
                "person.erased": _("Person erased"),
                "organisation.erased": _("Organisation erased"),
                "role.begun": _("Role begun"),
                "role.ended": _("Role ended"),
                "consent.given": _("Consent given"),
                "consent.withdrawn": _("Consent withdrawn"),
                "address.change_asked": _("Another address asked for"),
                "picture.given": _("Picture given"),
                "supporters.admitted": _("List of supporters admitted"),
            }
        )
