from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.people import queries, rules
from anpacken.people.actions import organisations, roles, supporters
from anpacken.people.actions.supporters import Admitted, InstitutionRow, SupporterRow
from anpacken.people.choices import Channel, RoleKind
from anpacken.people.errors import EvidenceMissing, RowRefused
from anpacken.people.models import Consent, Organisation, Person, Role
from anpacken.people.queries.supporters import few_hidden, listed, public_list
from tests.factories.people import AT, BY, LISTING, make_district, make_institution, make_person, words

pytestmark = pytest.mark.django_db


def row(number: int, **facts: object) -> SupporterRow:
    given = {"first_name": "Ada", "last_name": f"M{number}", "email": f"m{number}@example.org", "postcode": "38518"}
    return SupporterRow(**{**given, "place": "", "language": "de", "since": date(2016, 5, 1), **facts})  # type: ignore[arg-type]


def institution(number: int, **facts: object) -> InstitutionRow:
    given = {"name": f"Verein {number}", "kind": "association", "email": f"v{number}@example.org", "postcode": "38518"}
    return InstitutionRow(**{**given, "place": "", "website": "", "since": date(2017, 5, 1), **facts})  # type: ignore[arg-type]


def test_the_whole_register_is_entered_at_once() -> None:
    make_district()
    rows = [*(row(number) for number in range(2669)), *(institution(number) for number in range(339))]
    begun = time.process_time()
    with CaptureQueriesContext(connection) as seen:
        admitted = supporters.admit_many(rows, by=BY, at=AT)
    assert time.process_time() - begun < 4
    assert admitted == Admitted(persons=2669, organisations=339, known=0)
    assert queries.supporter_counts(date(2019, 10, 10)) == (2669, 339)
    assert queries.supporters_by_district(date(2019, 10, 10)) == {"03151": 3008}
    assert Entry.objects.get().action == "supporters.admitted"
    assert len(seen) < 100
    assert Consent.objects.count() == 0


def test_a_known_address_gets_the_role_and_keeps_its_data() -> None:
    Person.objects.create(last_name="Known", email="m1@example.org", email_key="m1@example.org")
    rows = [row(1), row(2, email="M2@Example.org"), row(3, email="m2@example.org"), institution(1), institution(1)]
    assert supporters.admit_many(rows, by=BY, at=AT) == Admitted(persons=1, organisations=1, known=3)
    assert queries.supporter_counts(date(2019, 10, 10)) == (2, 1)
    assert supporters.admit_many(rows, by=BY, at=AT) == Admitted(persons=0, organisations=0, known=5)
    assert Role.objects.count() == 3
    assert Person.objects.get(email_key="m1@example.org").last_name == "Known"


@pytest.mark.parametrize(("bad", "number"), [(row(1, email="nonsense"), 2), (row(1, last_name=" "), 2)])
def test_one_bad_row_is_named_and_nothing_is_written(bad: SupporterRow, number: int) -> None:
    with pytest.raises(RowRefused) as refusal:
        supporters.admit_many([row(7), bad], by=BY, at=AT)
    assert refusal.value.facts["number"] == number
    assert Person.objects.count() == Entry.objects.count() == 0


def test_consents_of_a_list_need_its_document_and_bear_its_day() -> None:
    agreed = row(1, consents=words(LISTING))
    with pytest.raises(EvidenceMissing):
        supporters.admit_many([agreed], by=BY, at=AT)
    supporters.admit_many([agreed], by=BY, at=AT, evidence="list of 1 May 2016")
    line = Consent.objects.get()
    assert (line.channel, line.evidence, line.confirmed_at.date()) == ("import", "list of 1 May 2016", date(2016, 5, 1))
    assert rules.may_contact(Person.objects.get(), LISTING, at=AT)


def test_a_role_counts_from_its_first_day_and_no_longer_on_its_last() -> None:
    person = make_person(1, since=date(2019, 3, 1))
    by = Actor.link("withdraw")
    assert supporters.leave(subject=person, channel=Channel.LINK, by=by, at=AT)
    assert not supporters.leave(subject=person, channel=Channel.LINK, by=by, at=AT)
    counts = [queries.supporter_counts(date(2019, *day))[0] for day in [(2, 28), (3, 1), (10, 9), (10, 10)]]
    assert counts == [0, 1, 1, 0]


def test_other_roles_are_no_supporters_and_a_role_is_held_once() -> None:
    organisation = organisations.ensure(name="Museum Friedland", kind="culture")
    facts = {"subject": organisation, "by": BY, "at": AT}
    first = roles.begin(kind=RoleKind.PARTNER, from_on=date(2019, 1, 1), **facts)  # type: ignore[arg-type]
    assert roles.begin(kind=RoleKind.PARTNER, from_on=date(2019, 2, 1), **facts) == first  # type: ignore[arg-type]
    assert queries.supporter_counts(date(2019, 10, 10)) == (0, 0)


def test_ensure_finds_an_organisation_however_it_is_spelt() -> None:
    first = organisations.ensure(name="Oldenburgische Industrie- und Handelskammer", kind="chamber")
    assert organisations.ensure(name="OLDENBURGISCHE  Industrie- und Handelskammer") == first
    assert organisations.ensure(name="Kulturzentrum Alte Polizei", kind="culture") != first
    assert first.kind == "chamber"
    assert Entry.objects.filter(action="organisation.created").count() == 2


def names(**filters: str) -> list[str]:
    return [listed(line).name for line in public_list(at=AT, **filters)]


def test_only_who_agreed_and_still_supports_is_listed() -> None:
    make_district()
    make_district("Celle", "03351", "lueneburg", "29221")
    make_person(1, last_name="Özdemir", postcode="38518", consents=words(LISTING))
    make_person(2, last_name="Quiet", postcode="38518")
    left = make_person(3, last_name="Left", consents=words(LISTING))
    supporters.leave(subject=left, channel=Channel.LINK, by=BY, at=AT - timedelta(days=1))
    make_institution(1, name="Ölmühle", postcode="29221", website="https://example.org", consents=words(LISTING))
    assert names() == ["Ada Özdemir", "Ölmühle"]
    assert names(q="özdem") == names(q="ÖZDEM ada") == ["Ada Özdemir"]
    assert names(q="%") == []
    assert names(region="lueneburg") == ["Ölmühle"]
    assert names(kind="person") == ["Ada Özdemir"]
    assert names(kind="institution", region="braunschweig") == []
    (mill,) = [listed(line) for line in public_list(at=AT, kind="institution")]
    assert (mill.kind, mill.district, mill.website) == ("Verein", "Landkreis Celle", "https://example.org")


def test_one_or_two_supporters_of_a_district_are_a_few() -> None:
    assert few_hidden({"03151": 0, "03152": 1, "03153": 2, "03154": 3}) == {
        "03151": 0,
        "03152": 1,
        "03153": 1,
        "03154": 3,
    }


def test_the_name_to_search_by_follows_the_name() -> None:
    organisation = Organisation.objects.create(name="Straßenfußball  Göttingen")
    assert organisation.name_key == "strassenfussball gottingen"
    organisation.name = "Bolzplatz"
    organisation.save()
    organisation.refresh_from_db()
    assert organisation.name_key == "bolzplatz"
