from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "anpacken.people"
    label = "people"

    def ready(self) -> None:
        from anpacken.audit import wording
        from anpacken.people import keeping, own_chapters
        from anpacken.people.choices import ConsentPurpose, RoleKind, SuppressionReason

        own_chapters.register()
        keeping.register()
        wording.register_values(
            "people.person", "people.organisation", purpose=ConsentPurpose.choices, role=RoleKind.choices
        )
        wording.register_values("alliance.alliance", reason=SuppressionReason.choices)
        wording.register(
            {
                "sign_up.asked": _("Asked to become a supporter"),
                "sign_up.confirmed": _("Sign-up confirmed"),
                "sign_up.deleted": _("Sign-up deleted"),
                "address.suppressed": _("Address put on the list of those not to be written to"),
                "address.suppression_lifted": _("Address taken off the list of those not to be written to"),
                "data.handed_out": _("Everything that is held was handed out"),
                "person.erased": _("Person erased"),
                "organisation.erased": _("Organisation erased"),
                "role.begun": _("Role begun"),
                "role.ended": _("Role ended"),
                "consent.given": _("Consent given"),
                "consent.withdrawn": _("Consent withdrawn"),
                "consent.scan_opened": _("Scan of a consent opened"),
                "consents.proved": _("Proof of consents given out"),
                "address.change_asked": _("Another address asked for"),
                "person.log_in_made": _("Log-in for a passkey made"),
                "picture.given": _("Picture given"),
                "release.released": _("Statement or picture released"),
                "release.declined": _("Statement or picture not shown"),
                "merge.kept": _("Another record was merged into this one"),
                "merge.shadow": _("Merged into another record"),
                "merge.undone": _("Merge undone"),
                "merge.collected": _("What was written to a merged record still came to this one"),
                "merge.settled": _("Merge can be undone no more"),
                "duplicates.searched": _("Register searched for duplicates"),
                "duplicate.distinct": _("Noted: not the same as another record"),
                "duplicate.reopened": _("Pair is to be looked at again"),
                "role.corrected": _("Role corrected"),
                "affiliation.added": _("Affiliation entered"),
                "affiliation.changed": _("Affiliation corrected"),
                "affiliation.ended": _("Affiliation ended"),
                "affiliation.removed": _("Affiliation taken out"),
                "note.written": _("Note written"),
                "note.deleted": _("Note deleted"),
                "supporters.admitted": _("List of supporters admitted"),
            }
        )
