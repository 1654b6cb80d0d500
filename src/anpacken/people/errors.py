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


class RecordGone(Refusal):
    code = "record_gone"
    sentence = _("This entry was erased in the meantime. Nothing was changed.")


class StatementNotAgreed(Refusal):
    """Words that nobody may show are not asked for."""

    code = "statement_not_agreed"
    field = "statement"
    sentence = _("You wrote a statement. Please tick this box, so that we may show it, or empty the field above.")


class StatementMissing(Refusal):
    code = "statement_missing"
    field = "statement_text"
    sentence = _("You agreed that your statement may be shown. Please write it here, or untick the box below.")


class GivenInFuture(Refusal):
    code = "given_in_future"
    field = "given_at"
    sentence = _("This time has not come yet. A consent counts from when it was given.")


class AskedAfterGiven(Refusal):
    code = "asked_after_given"
    field = "asked_at"
    sentence = _("Nobody can agree before being asked. Please check the two times.")


class WithdrawnSince(Refusal):
    """An old paper must not undo a later withdrawal."""

    code = "withdrawn_since"
    field = "given_at"
    sentence = _(
        "This consent was withdrawn on %(day)s, after the day that you enter. The withdrawal counts, so the older "
        "paper changes nothing. If there is a newer consent, enter that one."
    )


class WordsOfAnother(Refusal):
    """A person agrees to the words for persons, an institution to those for institutions."""

    code = "words_of_another"
    field = "words"
    sentence = _("These words are not the ones for this entry. Please choose among those shown.")


class SameRecord(Refusal):
    code = "same_record"
    sentence = _("This is one and the same record. Choose two different ones.")


class KindsDiffer(Refusal):
    code = "kinds_differ"
    sentence = _("A person and an organisation cannot become one record.")


class AlreadyMerged(Refusal):
    """One of the two is a shadow by now."""

    code = "already_merged"
    sentence = _("One of the two records was merged in the meantime. Nothing was changed now.")


class RecordErased(Refusal):
    code = "record_erased"
    sentence = _("One of the two records was erased. What was erased cannot be merged.")


class RecordChanged(Refusal):
    """Somebody changed one of the two after the page was shown."""

    code = "record_changed"
    sentence = _("One of the two records was changed in the meantime. Please look at both again, then merge.")


class NamesakeKnown(Refusal):
    code = "namesake_known"
    sentence = _("A third organisation is kept under this name and address. Merge with that one first.")


class MergeOver(Refusal):
    """Undone, settled or erased."""

    code = "merge_over"
    sentence = _("This merge cannot be undone any more.")


class MergeRestsOnLater(Refusal):
    code = "merge_rests_on_later"
    sentence = _("There is a later merge of this record. Undo that one first.")


class DatesTurned(Refusal):
    code = "dates_turned"
    field = "until_on"
    sentence = _("The end lies before the beginning. Please check the two dates.")


class RoleHeld(Refusal):
    code = "role_held"
    field = "kind"
    sentence = _("This role is held already and not ended. Correct the one that is there, or end it first.")


class SupportEndsOtherwise(Refusal):
    """Ending the support withdraws the consents too, which a date in a form does not."""

    code = "support_ends_otherwise"
    field = "until_on"
    sentence = _("Support is ended with “End the support”, which also withdraws every consent. Leave this date empty.")


class AffiliationKnown(Refusal):
    code = "affiliation_known"
    sentence = _("This affiliation is kept already. Change the one that is there.")


class TopicOfContact(Refusal):
    code = "topic_of_contact"
    field = "theme"
    sentence = _("Only a contact person has a topic. Choose “contact person of”, or leave the topic empty.")


class TagKnown(Refusal):
    code = "tag_known"
    field = "name"
    sentence = _("There is a tag of this name already.")


class FieldAnswered(Refusal):
    """What was answered would lose its meaning."""

    code = "field_answered"
    field = "kind"
    sentence = _("This field has answers already, so its kind stays. Make a new field, and ask this one no more.")


class AnswerInUse(Refusal):
    code = "answer_in_use"
    field = "answers"
    sentence = _("“%(answer)s” is somebody's answer already, so it has to stay among the answers.")


class AnswersMissing(Refusal):
    code = "answers_missing"
    field = "answers"
    sentence = _("A choice needs at least two answers, one in each line.")


class NothingToRelease(Refusal):
    code = "nothing_to_release"
    sentence = _("There is nothing to show any more: it was withdrawn or removed in the meantime.")


class ChangedSinceSeen(Refusal):
    """What nobody of the office has looked at is not released."""

    code = "changed_since_seen"
    sentence = _("It was changed in the meantime. Please look at what stands there now, and decide again.")


class NoteOfAnother(Refusal):
    code = "note_of_another"
    sentence = _("Only whoever wrote a note, or the office, may delete it.")


class AddressSuppressed(Refusal):
    """Its owner had everything erased, and has not come back by a confirmed sign-up."""

    code = "address_suppressed"
    field = "email"
    sentence = _(
        "Whoever uses this address had everything erased. It may be entered again only by themselves, with the form "
        "on the website."
    )
