"""Districts, requests and supporters for tests, made by the room's own actions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.mail.models import OutgoingMail
from anpacken.people import wordings
from anpacken.people.actions import sign_ups, supporters
from anpacken.people.actions.supporters import InstitutionRow, SupporterRow
from anpacken.people.choices import ConsentPurpose
from anpacken.people.models import Organisation, Person, SignUp
from anpacken.people.wordings import Wording
from anpacken.places.models import District, Postcode, Region

BY = Actor.command("tests")
# Thursday, 10 October 2019, 11:00 in Berlin.
AT = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
REGISTER, NEWSLETTER, LISTING = ConsentPurpose.REGISTER, ConsentPurpose.NEWSLETTER, ConsentPurpose.LISTING
STATEMENT, PHOTO = ConsentPurpose.STATEMENT, ConsentPurpose.PHOTO


def words(*purposes: ConsentPurpose, language: str = "de", institution: bool = False) -> list[Wording]:
    return [
        wordings.wording(purpose, language, alliance="Niedersachsen packt an", institution=institution)
        for purpose in purposes
    ]


def make_district(
    name: str = "Gifhorn", ags: str = "03151", region: str = "braunschweig", code: str = "38518"
) -> District:
    """A district with one postcode in a region."""
    found, _is_new = Region.objects.get_or_create(
        code=region, defaults={"name": region.title(), "office_name": translated(de=f"Amt {region.title()}")}
    )
    district = District.objects.create(
        ags=ags, name=name, kind="Landkreis", region=found, nuts3="DE914", latitude=52.5, longitude=10.5
    )
    Postcode.objects.create(code=code, place=name, district=district, latitude=52.5, longitude=10.5)
    return district


def ask(email: str = "ada@example.org", *, at: datetime = AT, **details: Any) -> SignUp | None:
    """Fills in the form for Ada Muster, who ticks the register and the newsletter."""
    given: dict[str, Any] = {
        "first_name": "Ada",
        "last_name": "Muster",
        "language": "de",
        "wordings": words(REGISTER, NEWSLETTER, institution="organisation_name" in details),
        "by": Actor.public(),
    }
    return sign_ups.ask(email=email, at=at, **{**given, **details})


def asked(email: str = "ada@example.org", **details: Any) -> SignUp:
    sign_up = ask(email, **details)
    assert sign_up is not None
    return sign_up


def confirm(sign_up: SignUp, *, at: datetime = AT) -> Person | Organisation:
    return sign_ups.confirm(sign_up=sign_up, by=Actor.link("sign-up"), at=at)


def link_in(mail: OutgoingMail, name: str) -> str:
    """The path of a link in a queued mail."""
    return str(mail.context[name]).split("://", 1)[1].split("/", 1)[1].join(["/", ""])


def make_person(number: int = 1, **row: Any) -> Person:
    """A supporter since 1 March 2018; `consents` and `evidence` as in a list."""
    evidence = row.pop("evidence", "list of the conference")
    given: dict[str, Any] = {
        "first_name": "Ada",
        "last_name": f"Muster{number}",
        "email": f"ada{number}@example.org",
        "postcode": "",
        "place": "",
        "language": "de",
        "since": date(2018, 3, 1),
    }
    made = supporters.admit(SupporterRow(**{**given, **row}), by=BY, at=AT, evidence=evidence)
    assert isinstance(made, Person)
    return made


def make_institution(number: int = 1, **row: Any) -> Organisation:
    evidence = row.pop("evidence", "list of the conference")
    given: dict[str, Any] = {
        "name": f"Verein {number}",
        "kind": "association",
        "email": f"verein{number}@example.org",
        "postcode": "",
        "place": "",
        "website": "",
        "since": date(2018, 3, 1),
    }
    made = supporters.admit(InstitutionRow(**{**given, **row}), by=BY, at=AT, evidence=evidence)
    assert isinstance(made, Organisation)
    return made
