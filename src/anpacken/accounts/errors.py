from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class OutsideRegion(Refusal):
    code = "outside_region"
    sentence = _("This would belong to another region. Please choose a place or regional office of your own region.")


class TooManySignIns(Refusal):
    code = "too_many_sign_ins"
    sentence = _("Too many tries to sign in with this address have failed. Please try again in %(minutes)s minutes.")
