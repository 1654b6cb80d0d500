from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings

from anpacken.mail.models import OutgoingMail
from anpacken.mail.rendering import Written, write
from tests.factories.people import AT, LISTING, NEWSLETTER, REGISTER, asked, confirm, words

pytestmark = pytest.mark.django_db


def written(mail: OutgoingMail) -> Written:
    return write(template=mail.template, context=mail.context, language=mail.language)


def test_the_confirmation_mail_says_what_to_do_and_nothing_of_what_a_stranger_typed() -> None:
    asked(first_name="Casino", last_name="Gewinn")
    mail = written(OutgoingMail.objects.get())
    assert mail.subject.startswith("Bitte bestätigen: Unterstützung für „")
    assert "Der Link gilt bis zum 24. Oktober 2019." in mail.text
    assert "Waren Sie das nicht?" in mail.text
    assert f"{settings.BASE_URL}/mitmachen/bestaetigen/" in mail.text
    for part in (mail.subject, mail.text, mail.html):
        assert "Casino" not in part
        assert "Gewinn" not in part


def test_the_mail_to_a_known_address_names_what_is_new() -> None:
    confirm(asked(wordings=words(REGISTER, NEWSLETTER)))
    asked(at=AT + timedelta(hours=2), wordings=words(REGISTER, NEWSLETTER, LISTING))
    mail = written(OutgoingMail.objects.get(template="people/mail/known.html"))
    assert mail.subject.startswith("Sie unterstützen „")
    assert "die Nennung auf unserer Website" in mail.text
    assert "unser Newsletter per E-Mail" not in mail.text
    assert f"{settings.BASE_URL}/mitmachen/bestaetigen/" in mail.text
    assert f"{settings.BASE_URL}/meine-seite/oeffnen/" in mail.text
    assert f"{settings.BASE_URL}/abmelden/" in mail.text


def test_without_anything_new_there_is_nothing_to_confirm() -> None:
    confirm(asked())
    asked(at=AT + timedelta(hours=2))
    mail = written(OutgoingMail.objects.get(template="people/mail/known.html"))
    assert "Sie brauchen nichts zu tun" in mail.text
    assert "/mitmachen/bestaetigen/" not in mail.text


def test_the_welcome_mail_holds_the_words_and_the_way_out() -> None:
    confirm(asked(wordings=words(REGISTER, LISTING)))
    mail = written(OutgoingMail.objects.get(template="people/mail/welcome.html"))
    assert "Guten Tag Ada Muster," in mail.text
    assert "Mein Name, mein Landkreis" in " ".join(mail.text.split())
    assert f"{settings.BASE_URL}/abmelden/" in mail.text


def test_every_mail_speaks_english_to_a_person_and_to_an_institution() -> None:
    for number, details in enumerate([{}, {"organisation_name": "Verein", "organisation_kind": "other"}]):
        for hour in (0, 2):
            at = AT + timedelta(days=number, hours=hour)
            sign_up = asked(at=at, language="en", wordings=words(REGISTER, language="en"), **details)
            if hour == 0:
                confirm(sign_up, at=at)
    subjects = [written(mail).subject for mail in OutgoingMail.objects.order_by("pk")]
    assert [subject.split()[0] for subject in subjects] == ["Please", "Welcome", "You"] * 2
    for mail in OutgoingMail.objects.all():
        text = written(mail).text
        assert "/en/" in text
        assert "Guten" not in text
