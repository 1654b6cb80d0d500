"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class PeriodOutOfBounds(Refusal):
    """A period too short to do what the data is for, or longer than its purpose lasts."""

    code = "period_out_of_bounds"
    field = "days"
    sentence = _("Between %(least)s and %(most)s days, please: shorter would defeat the purpose, longer has no reason.")
