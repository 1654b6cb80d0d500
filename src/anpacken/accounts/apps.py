from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "anpacken.accounts"
    label = "accounts"

    def ready(self) -> None:
        from anpacken.accounts.choices import Role
        from anpacken.audit import wording

        wording.register_values("accounts.user", "accounts.invitation", role=Role.choices)
        wording.register(
            {
                "role.granted": _("Role given"),
                "role.ended": _("Role ended"),
                "user.password_set": _("Password set"),
                "user.signed_in": _("Signed in"),
                "user.sign_in_failed": _("Sign-in failed"),
                "user.sign_in_locked": _("Sign-in locked for a while"),
                "user.deactivated": _("Log-in shut"),
                "user.activated": _("Log-in opened again"),
                "user.reset_asked": _("Forgotten password: link sent"),
                "user.session_ended": _("Signed out at one place"),
                "user.sessions_ended": _("Signed out everywhere"),
                "user.app_added": _("App for codes set up"),
                "user.app_removed": _("App for codes removed"),
                "user.passkey_added": _("Passkey set up"),
                "user.passkey_removed": _("Passkey removed"),
                "user.codes_renewed": _("Recovery codes made anew"),
                "user.factors_reset": _("Second factors taken away"),
                "invitation.sent": _("Invitation sent"),
                "invitation.sent_again": _("Invitation sent again"),
                "invitation.withdrawn": _("Invitation withdrawn"),
                "invitation.accepted": _("Invitation accepted"),
                "list.exported": _("List exported"),
            }
        )
