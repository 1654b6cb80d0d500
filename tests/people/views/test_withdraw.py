from __future__ import annotations

import pytest
from django.test import Client

from anpacken.core import clock
from anpacken.mail.models import OutgoingMail
from anpacken.people import links, rules
from anpacken.people.models import Consent, Organisation, Person, Role
from tests.factories.people import (
    LISTING,
    NEWSLETTER,
    PHOTO,
    REGISTER,
    STATEMENT,
    asked,
    confirm,
    link_in,
    words,
)

pytestmark = pytest.mark.django_db


def path_of(subject: Person | Organisation, *deeds: str) -> str:
    url = links.withdraw_url(subject, "de", deeds=deeds or links.EVERYTHING)
    return url.removeprefix("http://127.0.0.1:8000")


def supporter() -> Person | Organisation:
    at = clock.now()
    return confirm(asked(at=at, wordings=words(REGISTER, NEWSLETTER, LISTING)), at=at)


def may(subject: Person | Organisation) -> dict[str, bool]:
    at = clock.now()
    return {purpose.value: rules.may_contact(subject, purpose, at=at) for purpose in (REGISTER, NEWSLETTER, LISTING)}


def test_the_welcome_mail_leads_to_the_page_and_only_its_buttons_act(client: Client) -> None:
    person = supporter()
    path = link_in(OutgoingMail.objects.get(template="people/mail/welcome.html"), "withdraw_url")
    page = client.get(path)
    assert page.status_code == 200
    assert "Muster" not in page.content.decode()
    assert "ada@example.org" not in page.content.decode()
    assert may(person) == {"register": True, "newsletter": True, "listing": True}
    for _again in range(2):
        answer = client.post(path, {"deed": "newsletter"})
        assert (answer.status_code, answer["Location"]) == (303, f"{path}?done=newsletter")
        assert "keinen Newsletter mehr" in client.get(answer["Location"]).content.decode()
    assert may(person) == {"register": True, "newsletter": False, "listing": True}
    assert Consent.objects.filter(deed="withdrawn").get().channel == "link"


def test_leaving_ends_the_role_and_every_consent(client: Client) -> None:
    person = supporter()
    for _again in range(2):
        assert client.post(path_of(person), {"deed": "leave"}).status_code == 303
    assert may(person) == {"register": False, "newsletter": False, "listing": False}
    assert Role.objects.get().until_on == clock.today()
    assert Consent.objects.filter(deed="withdrawn").count() == 3
    assert "Sie haben das Bündnis verlassen" in client.get(path_of(person) + "?done=leave").content.decode()


def test_a_newsletter_link_cannot_make_its_reader_leave(client: Client) -> None:
    person = supporter()
    path = path_of(person, "newsletter")
    assert client.post(path, {"deed": "leave"}).status_code == 422
    assert client.post(path, {"deed": "listing"}).status_code == 422
    assert may(person) == {"register": True, "newsletter": True, "listing": True}
    assert client.post(path, {"deed": "newsletter"}).status_code == 303
    assert "verlassen" not in client.get(path).content.decode()


@pytest.mark.parametrize("deed", ["", "register", "drop table", "\x00"])
def test_unclear_posts_change_nothing_and_say_so(client: Client, deed: str) -> None:
    person = supporter()
    answer = client.post(path_of(person), {"deed": deed})
    assert answer.status_code == 422
    assert "Es wurde nichts geändert" in answer.content.decode()
    assert may(person)["newsletter"]


def test_an_organisation_withdraws_too(client: Client) -> None:
    at = clock.now()
    organisation = confirm(asked(at=at, organisation_name="Verein", organisation_kind="other"), at=at)
    assert client.post(path_of(organisation), {"deed": "newsletter"}).status_code == 303
    assert not may(organisation)["newsletter"]


def test_broken_and_outlived_links_say_so(client: Client) -> None:
    person = supporter()
    path = path_of(person)
    assert client.get(path[:-4] + "/").status_code == 400
    assert client.post(path.replace("abmelden/", "abmelden/x"), {"deed": "leave"}).status_code == 400
    person.delete()
    assert client.get(path).status_code == 410
    assert client.post(path, {"deed": "leave"}).status_code == 410


def test_another_site_cannot_press_the_button(client: Client) -> None:
    person = supporter()
    answer = client.post(path_of(person), {"deed": "leave"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert may(person)["register"]


def test_statement_and_photo_are_withdrawn_by_one_button_each(client: Client) -> None:
    at = clock.now()
    both = [*words(REGISTER, STATEMENT), *words(PHOTO)]
    person = confirm(asked(at=at, wordings=both, statement="Weil wir hier leben."), at=at)
    path = path_of(person)
    for purpose, done in ((STATEMENT, "Ihr Statement wird nicht mehr gezeigt"), (PHOTO, "Foto oder Logo")):
        assert f'value="{purpose.value}"' in client.get(path).content.decode()
        answer = client.post(path, {"deed": purpose.value})
        assert done in client.get(answer["Location"]).content.decode()
        assert not rules.may_contact(person, purpose, at=clock.now())
        assert f'value="{purpose.value}"' not in client.get(path).content.decode()


def test_the_link_of_a_merged_record_withdraws_for_the_one_that_was_kept(client: Client) -> None:
    kept = supporter()
    assert isinstance(kept, Person)
    shadow = Person.objects.create(last_name="Alt")
    path = path_of(shadow)
    Person.everyone.filter(pk=shadow.pk).update(merged_into=kept)
    assert client.post(path, {"deed": "newsletter"}).status_code == 303
    assert not may(kept)["newsletter"]
