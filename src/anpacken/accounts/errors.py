from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class OutsideReach(Refusal):
    code = "outside_reach"
    sentence = _("This would belong to somebody else. Please choose what belongs to your own region or organisation.")


class TooManySignIns(Refusal):
    code = "too_many_sign_ins"
    sentence = _("Too many tries to sign in with this address have failed. Please try again in %(minutes)s minutes.")
