from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.transitions import Transitions


class OrganisationKind(models.TextChoices):
    ASSOCIATION = "association", _("association")
    MUNICIPALITY = "municipality", _("municipality or district")
    STATE = "state", _("state authority")
    CHAMBER = "chamber", _("chamber")
    COMPANY = "company", _("company")
    CHURCH = "church", _("church or religious community")
    WELFARE = "welfare", _("welfare organisation")
    UNION = "union", _("trade union")
    EDUCATION = "education", _("school, university or adult education")
    CULTURE = "culture", _("culture")
    SPORT = "sport", _("sport")
    MEDIA = "media", _("media")
    OTHER = "other", _("other")


class RoleKind(models.TextChoices):
    """What a person or an organisation is to the alliance, from a day and until a day."""

    SUPPORTER = "supporter", _("supporter")
    FOUNDING_PARTNER = "founding_partner", _("founding partner")
    PARTNER = "partner", _("partner")


class ConsentPurpose(models.TextChoices):
    """What somebody may agree to. Each is asked for on its own and unticked."""

    REGISTER = "register", _("kept in the register of supporters")
    NEWSLETTER = "newsletter", _("newsletter")
    LISTING = "listing", _("shown on the public list")


class ConsentDeed(models.TextChoices):
    GIVEN = "given", _("given")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Channel(models.TextChoices):
    WEB = "web", _("web form")
    LINK = "link", _("mailed link")
    OFFICE = "office", _("entered by the office")
    IMPORT = "import", _("import with document")


class SignUpState(models.TextChoices):
    PENDING = "pending", _("waiting for confirmation")
    CONFIRMED = "confirmed", _("confirmed")


# What is never confirmed is deleted and leaves no state behind.
SIGN_UP_TRANSITIONS: Transitions[SignUpState] = Transitions({SignUpState.PENDING: [SignUpState.CONFIRMED]})
