"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class SignUpGone(Refusal):
    """The request was not confirmed in time and has been deleted."""

    code = "sign_up_gone"
    sentence = _("This request was not confirmed in time, so we have deleted it. Please fill in the form again.")


class ConsentMissing(Refusal):
    """Being kept in the register is what signing up means."""

    code = "consent_missing"
    field = "register"
    sentence = _("Please tick this box. Without it we may not keep you as a supporter.")


class AddressTaken(Refusal):
    code = "address_taken"
    field = "email"
    sentence = _("Another person is kept under this mail address. Look it up in the list of persons.")


class AddressUnreadable(Refusal):
    code = "address_unreadable"
    field = "email"
    sentence = _("This is no mail address. Write it like name@example.org.")


class OrganisationKnown(Refusal):
    code = "organisation_known"
    field = "name"
    sentence = _("An organisation of this name is already kept under this mail address.")


class RowRefused(Refusal):
    """One row of a batch cannot be taken; nothing of the batch is written."""

    code = "row_refused"
    sentence = _("Row %(number)s cannot be taken: %(problem)s")


class EvidenceMissing(Refusal):
    """A consent that was not given on this website needs its document."""

    code = "evidence_missing"
    field = "evidence"
    sentence = _("Name the document that shows this consent, for instance “list of the conference of 3 June 2019”.")


class NotSupporting(Refusal):
    code = "not_supporting"
    sentence = _("This entry does not support the alliance at present, so there is nothing to end.")


class AddressOfAnother(Refusal):
    """Said only to whoever has shown that the address is theirs."""

    code = "address_of_another"
    sentence = _(
        "This address belongs to another entry in our register. Please write to the office; it puts the two together."
    )


class AlreadyChanged(Refusal):
    code = "already_changed"
    sentence = _("This change is done already, or another one came in between. Nothing was changed now.")
