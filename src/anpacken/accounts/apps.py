from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "anpacken.accounts"
    label = "accounts"

    def ready(self) -> None:
        from anpacken.audit import wording

        wording.register(
            {
                "role.granted": _("Role given"),
                "role.ended": _("Role ended"),
                "user.password_set": _("Password set"),
                "user.signed_in": _("Signed in"),
                "user.sign_in_failed": _("Sign-in failed"),
                "user.sign_in_locked": _("Sign-in locked for a while"),
                "list.exported": _("List exported"),
            }
        )
