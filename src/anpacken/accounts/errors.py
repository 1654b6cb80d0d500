from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class OutsideReach(Refusal):
    code = "outside_reach"
    sentence = _("This would belong to somebody else. Please choose what belongs to your own region or organisation.")


class TooManySignIns(Refusal):
    code = "too_many_sign_ins"
    sentence = _("Too many tries to sign in with this address have failed. Please try again in %(minutes)s minutes.")


class LastOffice(Refusal):
    code = "last_office"
    sentence = _("This is the last log-in of the office. Give somebody else the role first.")


class ProtectedLogIn(Refusal):
    code = "protected_log_in"
    sentence = _("This log-in may do everything; it is changed on the server only.")


class RoleHeld(Refusal):
    code = "role_held"
    sentence = _("This address holds the role already.")
    field = "email"


class InvitationOpen(Refusal):
    code = "invitation_open"
    sentence = _("This address is invited already. You can send that invitation again.")
    field = "email"


class InvitationGone(Refusal):
    code = "invitation_gone"
    sentence = _("This invitation was used or withdrawn, or a newer mail has taken its place.")


class ResetGone(Refusal):
    code = "reset_gone"
    sentence = _("This link was used already. Please ask for a new one.")


class LogInOfOffice(Refusal):
    code = "log_in_of_office"
    sentence = _("This address has a log-in for the office. Please add the passkey there.")
