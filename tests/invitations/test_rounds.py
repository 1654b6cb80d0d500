"""Rounds of invitations: whom they reach and whom not, once each, whatever happens half-way; and reminders."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.texts import TranslatedText, translated
from anpacken.core.transitions import TransitionRefused
from anpacken.events.actions import registrations
from anpacken.events.choices import EventState
from anpacken.invitations import errors, jobs, rules
from anpacken.invitations.actions import answers, notices, rounds
from anpacken.invitations.choices import InvitationState
from anpacken.invitations.models import Invitation, Round
from anpacken.invitations.queries import audience, standing
from anpacken.mail import rendering
from anpacken.mail.models import OutgoingMail
from anpacken.people.actions import suppressions
from anpacken.people.choices import ConsentDeed, ConsentPurpose, SuppressionReason
from anpacken.people.models import Organisation
from anpacken.segments.choices import LeftOut
from tests.factories.events import AT, BY, make_event, register
from tests.factories.invitations import agree, invited, make_person, make_segment, send

pytestmark = pytest.mark.django_db
NO_WORDS = TranslatedText()
LATER = AT + timedelta(days=8)


def mails() -> Counter[str]:
    return Counter(OutgoingMail.objects.filter(template=notices.TEMPLATE).values_list("to_email", flat=True))


def test_only_who_agreed_to_be_invited_gets_one_and_the_office_sees_who_is_left_out_and_why() -> None:
    event = make_event(by_invitation=True)
    make_person("ada@example.org")
    agree(make_person("register@example.org", agrees=False), purpose=ConsentPurpose.REGISTER)
    agree(make_person("no@example.org"), ConsentDeed.WITHDRAWN)
    make_person("")
    make_person("never@example.org")
    suppressions.suppress(email="never@example.org", reason=SuppressionReason.OBJECTED, by=BY, at=AT)
    make_person("coming@example.org")
    register(event, "coming@example.org", ignore_window=True)
    make_person("elsewhere@example.org", place="Gifhorn")
    segment = make_segment()
    found = audience.audience(event, segment, at=AT)
    assert (found.count, found.invited, found.registered, found.reach.members) == (1, 0, 1, 6)
    assert found.reach.left_out == {
        LeftOut.NEVER_AGREED: 1,
        LeftOut.WITHDRAWN: 1,
        LeftOut.NO_ADDRESS: 1,
        LeftOut.SUPPRESSED: 1,
    }
    assert send(event, segment) == 1
    assert mails() == {"ada@example.org": 1}
    found = audience.audience(event, segment, at=AT)
    assert (found.count, found.invited, found.registered) == (0, 1, 1)
    with pytest.raises(errors.NobodyToInvite):
        rounds.invite(event=event, segment=segment, greeting=NO_WORDS, by=BY, at=AT)


def test_a_later_round_invites_only_new_people_and_another_event_anybody() -> None:
    event = make_event(by_invitation=True)
    make_person("ada@example.org")
    send(event, make_segment())
    make_person("ben@example.org")
    assert send(event, make_segment()) == 1
    assert mails() == {"ada@example.org": 1, "ben@example.org": 1}
    assert send(make_event(), make_segment()) == 2


def test_organisations_are_invited_too_and_one_address_once() -> None:
    for name in ("Verein A", "Verein B"):
        made = Organisation.objects.create(
            name=name, place="Celle", email="post@example.org", email_key="post@example.org"
        )
        agree(made)
    make_person("ada@example.org")
    event = make_event(by_invitation=True)
    assert send(event, make_segment(subject="both")) == 2
    assert list(standing.listed(event).values_list("name", flat=True)) == ["Ada Muster", "Verein A"]


def go_on_to_the_end(begun: Round, *, most: int) -> None:
    while rounds.go_on(round_pk=begun.pk, by=BY, at=AT, most=most):
        pass


class Killed(BaseException):
    """The worker is gone."""


@pytest.mark.parametrize("dies_at", [1, 3, 5])
def test_killed_half_way_nobody_is_written_to_twice_and_nobody_is_missed(
    dies_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [f"gast{number}@example.org" for number in range(7)]
    for email in people:
        make_person(email)
    event = make_event(by_invitation=True)
    begun = rounds.invite(event=event, segment=make_segment(), greeting=NO_WORDS, by=BY, at=AT)
    written, invite = [], notices.invite

    def dying(*given: Any, **more: Any) -> None:
        written.append(given)
        if len(written) == dies_at:
            raise Killed
        invite(*given, **more)

    monkeypatch.setattr(notices, "invite", dying)
    with pytest.raises(Killed):
        go_on_to_the_end(begun, most=2)
    monkeypatch.undo()
    # What the batch had written is gone with it; those before it stand.
    assert sum(mails().values()) == Invitation.objects.count() == (dies_at - 1) // 2 * 2
    with clock.frozen(AT):
        jobs.go_on()
        jobs.go_on()
    assert mails() == dict.fromkeys(people, 1)
    assert Invitation.objects.count() == 7
    begun.refresh_from_db()
    assert (begun.sent_count, begun.done_at) == (7, AT)
    assert Entry.objects.filter(action="invitations.sent").count() == 1


def test_one_round_at_a_time_and_none_to_an_event_nobody_can_come_to() -> None:
    make_person("ada@example.org")
    segment, event = make_segment(), make_event()
    rounds.invite(event=event, segment=segment, greeting=NO_WORDS, by=BY, at=AT)
    with pytest.raises(errors.RoundRuns):
        rounds.invite(event=event, segment=segment, greeting=NO_WORDS, by=BY, at=AT)
    for shut in (make_event(state=EventState.DRAFT), make_event(takes_registrations=False)):
        with pytest.raises(errors.NothingToInviteTo):
            rounds.invite(event=shut, segment=segment, greeting=NO_WORDS, by=BY, at=AT)
    with pytest.raises(errors.NothingToInviteTo):
        rounds.invite(event=event, segment=segment, greeting=NO_WORDS, by=BY, at=AT + timedelta(days=60))


def test_a_round_stops_when_the_event_is_called_off() -> None:
    make_person("ada@example.org")
    event = make_event()
    begun = rounds.invite(event=event, segment=make_segment(), greeting=NO_WORDS, by=BY, at=AT)
    event.state = EventState.CANCELLED
    event.save(update_fields=["state"])
    assert rounds.go_on(round_pk=begun.pk, by=BY, at=AT) is False
    assert mails() == {}


def test_reminders_go_to_who_has_not_answered_still_agrees_and_got_no_mail_for_a_week() -> None:
    event = make_event(by_invitation=True, starts_on=AT.date() + timedelta(days=40))
    silent, gone = (invited(f"{name}@example.org", event=event) for name in ("silent", "gone"))
    came, no = (invited(f"{name}@example.org", event=event) for name in ("came", "no"))
    answers.accept(invitation=came, event=event, name="Ada", by=BY, at=AT)
    answers.decline(invitation=no, by=BY, at=AT)
    with pytest.raises(errors.NobodyToRemind):
        rounds.remind(event=event, greeting=NO_WORDS, by=BY, at=AT + timedelta(days=6))
    assert gone.person is not None
    agree(gone.person, ConsentDeed.WITHDRAWN)
    begun = rounds.remind(event=event, greeting=NO_WORDS, by=BY, at=LATER)
    while rounds.go_on(round_pk=begun.pk, by=BY, at=LATER, most=1):
        pass
    assert mails() == {"silent@example.org": 2, "gone@example.org": 1, "came@example.org": 1, "no@example.org": 1}
    silent.refresh_from_db()
    assert (silent.reminder_count, silent.mailed_at) == (1, LATER)
    with pytest.raises(errors.NobodyToRemind):
        rounds.remind(event=event, greeting=NO_WORDS, by=BY, at=LATER + timedelta(days=6))


def test_the_mail_says_all_that_the_law_and_kindness_ask_in_the_readers_language() -> None:
    event = make_event(
        title=translated(de="Fest", en="Feast"), summary=translated(de="Wir feiern.", en="We celebrate.")
    )
    make_person("ada@example.org", language="en")
    make_person("ben@example.org")
    send(event, make_segment(), greeting=translated(de="Liebe Freunde,\n\nkommt alle! https://evil.example"))
    written = {
        mail.to_email: rendering.write(template=mail.template, context=mail.context, language=mail.language)
        for mail in OutgoingMail.objects.filter(template=notices.TEMPLATE)
    }
    german, english = written["ben@example.org"], written["ada@example.org"]
    assert german.subject == "Einladung: Fest"
    assert "Liebe Freunde," in german.text
    assert "https://evil" not in german.text + german.html
    assert "/einladung/" in german.text
    assert "/abmelden/" in german.text
    assert english.subject == "Invitation: Feast"
    # Words that stand only in German are not put before an English reader.
    assert "we would like to invite you." in english.text
    assert "We celebrate." in english.text
    assert "/en/einladung/" in english.text


def test_taking_back_ends_what_was_not_used() -> None:
    one = invited()
    rounds.withdraw(invitation=one, by=BY, at=AT)
    one.refresh_from_db()
    assert one.state == InvitationState.WITHDRAWN
    assert isinstance(rules.refusal_to_accept(one, at=AT), errors.InvitationWithdrawn)
    used = invited("ben@example.org")
    answer = answers.accept(invitation=used, event=used.event, name="Ben", by=BY, at=AT)
    with pytest.raises(TransitionRefused):
        rounds.withdraw(invitation=used, by=BY, at=AT)
    registrations.cancel(registration=answer.registration, by=BY, at=AT)
    assert Round.objects.filter(done_at=None).count() == 0
