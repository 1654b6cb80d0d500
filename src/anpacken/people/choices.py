from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    AMBASSADOR = "ambassador", _("ambassador")
    MULTIPLIER = "multiplier", _("multiplier")
    COMMISSIONER = "commissioner", _("regional commissioner")
    SPEAKER = "speaker", _("speaker")
    ARTIST = "artist", pgettext_lazy("role", "artist")
    JUROR = "juror", _("juror")
    PRESS = "press", _("press contact")


class ConsentPurpose(models.TextChoices):
    """What somebody may agree to. Each is asked for on its own and unticked."""

    REGISTER = "register", _("kept in the register of supporters")
    NEWSLETTER = "newsletter", _("newsletter")
    LISTING = "listing", _("shown on the public list")
    STATEMENT = "statement", _("statement shown in public")
    PHOTO = "photo", _("photo or logo shown in public")


class ConsentDeed(models.TextChoices):
    GIVEN = "given", _("given")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Channel(models.TextChoices):
    WEB = "web", _("web form")
    LINK = "link", _("mailed link")
    OFFICE = "office", _("entered by the office")
    DESK = "desk", _("at an event's desk")
    PAPER = "paper", _("on paper")
    IMPORT = "import", _("import with document")


class SignUpState(models.TextChoices):
    PENDING = "pending", _("waiting for confirmation")
    CONFIRMED = "confirmed", _("confirmed")


class AffiliationKind(models.TextChoices):
    """What a person is in an organisation."""

    WORKS = "works", _("works for")
    VOLUNTEERS = "volunteers", _("volunteers for")
    BOARD = "board", _("on the board of")
    CONTACT = "contact", _("contact person of")


class FieldOwner(models.TextChoices):
    PERSON = "person", _("persons")
    ORGANISATION = "organisation", _("organisations")


class FieldKind(models.TextChoices):
    TEXT = "text", _("text")
    NUMBER = "number", _("a number")
    DATE = "date", _("date")
    CHOICE = "choice", _("choice")
    FLAG = "flag", _("yes or no")


class PairState(models.TextChoices):
    OPEN = "open", _("to be looked at")
    DISTINCT = "distinct", _("not the same")
    MERGED = "merged", _("merged")


PAIR_TRANSITIONS: Transitions[PairState] = Transitions(
    {
        PairState.OPEN: [PairState.DISTINCT, PairState.MERGED],
        PairState.DISTINCT: [PairState.OPEN, PairState.MERGED],
        PairState.MERGED: [PairState.OPEN],
    }
)


class PairReason(models.TextChoices):
    """What speaks for two records being one."""

    ADDRESS = "address", _("the same mail address")
    NAME_AND_POSTCODE = "name_and_postcode", _("the same name and postcode")
    NAME_AND_ORGANISATION = "name_and_organisation", _("a like name in the same organisation")
    SIMILAR_NAME = "similar_name", _("a like name")
    SHORT_NAME = "short_name", _("the short name of the other")


class MergeState(models.TextChoices):
    DONE = "done", _("done")
    UNDONE = "undone", _("undone")
    SETTLED = "settled", _("can be undone no more")


MERGE_TRANSITIONS: Transitions[MergeState] = Transitions({MergeState.DONE: [MergeState.UNDONE, MergeState.SETTLED]})


# What is never confirmed is deleted and leaves no state behind.
SIGN_UP_TRANSITIONS: Transitions[SignUpState] = Transitions({SignUpState.PENDING: [SignUpState.CONFIRMED]})


class ReleaseState(models.TextChoices):
    """Whether the office lets a statement or a picture stand in public. What nobody has looked at yet waits."""

    WAITING = "waiting", _("waiting for the office")
    RELEASED = "released", _("released")
    DECLINED = "declined", _("not shown")


RELEASE_TRANSITIONS: Transitions[ReleaseState] = Transitions(
    {
        ReleaseState.WAITING: [ReleaseState.RELEASED, ReleaseState.DECLINED],
        ReleaseState.RELEASED: [ReleaseState.DECLINED],
        ReleaseState.DECLINED: [ReleaseState.RELEASED],
    }
)


class SuppressionReason(models.TextChoices):
    """Why an address must not be written to again."""

    ERASED = "erased", _("erased on wish or after its time")
    OBJECTED = "objected", _("objected to being written to")
