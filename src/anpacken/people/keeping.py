"""How long this room keeps what, and why: its rules of retention, and its lines in the record of processing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from anpacken.people import rules
from anpacken.people.actions import keeping, settling
from anpacken.people.queries import keeping as due
from anpacken.privacy import processing, retention
from anpacken.privacy.processing import Activity
from anpacken.privacy.retention import Rule

YEAR = 365


def _left(_record: Any) -> Any:
    return _("left the alliance")


RULES = (
    Rule(
        name="people.unconfirmed_sign_ups",
        what=_("Sign-ups that were never confirmed"),
        why=_(
            "To wait for the click in the confirmation mail (steps before joining at one's own request, GDPR "
            "Art. 6 (1) b). Without it there is no reason to keep anything."
        ),
        counted_from=_("the day of the request"),
        outcome=_("deleted"),
        days=14,
        least=14,
        most=30,
        due=due.unconfirmed,
        since="asked_at",
        apply=keeping.delete_unconfirmed,
    ),
    Rule(
        name="people.confirmed_sign_ups",
        what=_("Sign-ups that were confirmed"),
        why=_(
            "To answer questions about the sign-up (legitimate interest, GDPR Art. 6 (1) f). What proves the consents "
            "stands in the ledger and stays there."
        ),
        counted_from=_("the day of the confirmation"),
        outcome=_("deleted; entry and consents stay"),
        days=YEAR,
        least=30,
        most=3 * YEAR,
        due=due.confirmed,
        since="confirmed_at",
        apply=keeping.delete_confirmed,
    ),
    Rule(
        name="people.former_persons",
        what=_("Persons who have left the alliance"),
        why=_(
            "To answer questions and to prove consents for a while (legitimate interest, GDPR Art. 6 (1) f). Only "
            "persons without any role, consent, tie to an organisation, log-in or seat at an event to come; never "
            "public figures."
        ),
        counted_from=_("the day on which the last role ended; of readers, on which they left the newsletter"),
        outcome=_("erased; counts of years gone by stay"),
        days=YEAR,
        least=30,
        most=3 * YEAR,
        due=due.former_persons,
        since="ended_on",
        apply=keeping.erase_former_persons,
        kind_of=_left,
    ),
    Rule(
        name="people.former_organisations",
        what=_("Institutions that have left the alliance, with their contact persons"),
        why=_(
            "To answer questions and to prove consents for a while (legitimate interest, GDPR Art. 6 (1) f). What was "
            "published keeps the institution's name."
        ),
        counted_from=_("the day on which the last role ended"),
        outcome=_("erased; counts of years gone by stay"),
        days=YEAR,
        least=30,
        most=3 * YEAR,
        due=due.former_organisations,
        since="ended_on",
        apply=keeping.erase_former_organisations,
        kind_of=_left,
    ),
    Rule(
        name="people.merges",
        what=_("What is needed to undo putting two records together"),
        why=_("To put right a mistake (legitimate interest, GDPR Art. 6 (1) f; accuracy, Art. 5 (1) d)."),
        counted_from=_("the day on which they were put together"),
        outcome=_("deleted; the record that was kept stays"),
        days=rules.UNDO_GOOD_FOR.days,
        least=rules.UNDO_GOOD_FOR.days,
        most=rules.UNDO_GOOD_FOR.days,
        due=due.merges,
        since="merged_at",
        apply=settling.settle_old,
    ),
)

OFFICE = _("The office; regional offices for their own region.")

ACTIVITIES = (
    Activity(
        name="people.register",
        order=10,
        title=_("Register of supporters"),
        purpose=_(
            "To know who supports the alliance, to reach them, and to count supporters by region for the reports."
        ),
        legal_basis=_("Consent on joining (GDPR Art. 6 (1) a)."),
        persons=_("Supporters; contact persons of institutions; speakers, artists, jurors and press contacts."),
        data=_(
            "Name, mail address, telephone, postcode, place, district, languages, themes, roles with their days, ties "
            "to organisations, statement, photo or logo, notes and tags of the office, answers to fields of the office."
        ),
        recipients=OFFICE,
        rules=(
            "people.unconfirmed_sign_ups",
            "people.confirmed_sign_ups",
            "people.former_persons",
            "people.former_organisations",
            "people.merges",
        ),
        until=_("For as long as somebody supports the alliance or holds another role in it."),
    ),
    Activity(
        name="people.consents",
        order=20,
        title=_("Ledger of consents"),
        purpose=_(
            "To prove who agreed to what, in which words and when (GDPR Art. 7 (1)), and to keep to withdrawals."
        ),
        legal_basis=_("Legal obligation (GDPR Art. 6 (1) c with Art. 7 (1))."),
        persons=_("Everybody who was asked for a consent."),
        data=_(
            "Purpose, exact words, language, way, times, evidence, the confirmation mail as it was sent, withdrawal."
        ),
        recipients=_("The office."),
        until=_("With the entry in the register; when that is erased, blank lines without a name stay for the counts."),
    ),
    Activity(
        name="people.public_list",
        order=30,
        title=_("Public list of supporters, statements and pictures"),
        purpose=_("To show who supports the alliance."),
        legal_basis=_("Consent of its own for each (GDPR Art. 6 (1) a; for pictures also § 22 KunstUrhG)."),
        persons=_("Supporters who agreed to it."),
        data=_(
            "Name, district, kind and website of an institution; statement; photo or logo, once the office released it."
        ),
        recipients=_("Everybody who visits the website."),
        until=_("Until the consent is withdrawn."),
    ),
    Activity(
        name="people.newsletter",
        order=40,
        title=_("Newsletter and invitations by mail"),
        purpose=_("To tell about the alliance's work and to invite to events."),
        legal_basis=_("Consent by double opt-in (GDPR Art. 6 (1) a, § 7 UWG)."),
        persons=_("Subscribers."),
        data=_("Name, mail address, language."),
        recipients=_("The office; the mail server that hands the mails over."),
        until=_("Until the consent is withdrawn."),
    ),
    Activity(
        name="people.suppression",
        order=60,
        title=_("List of addresses that are not written to again"),
        purpose=_("So that an erased address is not entered again by mistake."),
        legal_basis=_("Legitimate interest, in the erased person's favour (GDPR Art. 6 (1) f, Art. 17)."),
        persons=_("Who had everything erased."),
        data=_("A keyed hash of the mail address, from which it cannot be read, and the day."),
        recipients=_("Nobody."),
        until=_("Until the person signs up anew."),
    ),
)


def register() -> None:
    """Called by `apps.ready`."""
    retention.register(*RULES)
    processing.register(*ACTIVITIES)
