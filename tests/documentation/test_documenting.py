"""From the evening after the event to a page for everybody, and on to the follow-up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.core.refusals import Refusal
from anpacken.core.texts import translated
from anpacken.documentation import errors
from anpacken.documentation.actions import demands, documenting
from anpacken.documentation.choices import Agreed, DemandState
from anpacken.documentation.models import Became, Demand, Documentation, Film, Photo
from anpacken.documentation.queries import shown
from anpacken.events import rules
from anpacken.events.choices import EventState, EventWord
from anpacken.events.facts import ForumFacts
from anpacken.events.models import Event, Forum
from anpacken.events.queries.words import in_word
from anpacken.media.models import Picture
from tests.factories.events import BY, make_event

AFTER = datetime(2026, 6, 21, 18, 0, tzinfo=UTC)


@pytest.fixture
def event(db: None) -> Event:
    forums = tuple(ForumFacts(title=translated(de=f"Forum {number}", en=f"Forum {number}")) for number in (1, 2))
    return make_event(state=EventState.HELD, forums=forums)


@pytest.fixture
def documentation(event: Event) -> Documentation:
    return _saved(Documentation(event=event), introduction=translated(de="Ein guter Tag.", en="A good day."))


def _saved(record: Documentation, *, seen: int = 0, whole: str = "", **values: Any) -> Documentation:
    for name, value in values.items():
        setattr(record, name, value)
    return documenting.save(
        record=record,
        seen=seen,
        whole=translated(de=whole, en=whole),
        forums={},
        changed=[],
        save_related=lambda: None,
        by=BY,
        at=AFTER,
    )


def _word(event: Event) -> EventWord:
    """What lists say of the event; rule and query have to say the same."""
    event.refresh_from_db()
    said = rules.word(event, at=AFTER)
    assert [each for each in EventWord if in_word(Event.objects.filter(pk=event.pk), each, at=AFTER).exists()] == [said]
    return said


def test_publishing_makes_the_event_documented_and_taking_back_undoes_it(
    documentation: Documentation, event: Event, client: Client
) -> None:
    page = reverse("documentation:documentation", args=[event.public_id])
    assert _word(event) == EventWord.HELD
    assert client.get(page).status_code == 404

    documenting.publish(documentation=documentation, by=BY, at=AFTER)

    assert _word(event) == EventWord.DOCUMENTED
    assert "Ein guter Tag." in client.get(page).content.decode()
    assert page in client.get(reverse("events:event", args=[event.public_id])).content.decode()

    documenting.withdraw(documentation=documentation, by=BY, at=AFTER)
    assert _word(event) == EventWord.HELD
    assert client.get(page).status_code == 404
    deeds = Entry.objects.filter(target_ref=event.public_id).order_by("pk").values_list("action", flat=True)
    assert list(deeds) == ["event.created", "event.documented", "event.documentation_withdrawn"]


def test_only_what_was_held_and_has_something_to_show_is_published(db: None, event: Event) -> None:
    empty = _saved(Documentation(event=event))
    with pytest.raises(errors.NothingToShow):
        documenting.publish(documentation=empty, by=BY, at=AFTER)
    ahead = _saved(Documentation(event=make_event()), introduction=translated(de="Bald.", en="Soon."))
    with pytest.raises(errors.EventNotHeld):
        documenting.publish(documentation=ahead, by=BY, at=AFTER)


@pytest.mark.parametrize(
    ("given", "agreed", "note", "lacks"),
    [
        ({}, Agreed.NOBODY, "", []),
        ({}, Agreed.EVERYBODY, "Ordner 12", []),
        ({}, Agreed.EVERYBODY, " ", ["wo ihre Einwilligungen liegen"]),
        ({}, Agreed.UNCLEAR, "", ["ob die Abgebildeten eingewilligt haben"]),
        ({"rights": " "}, Agreed.NOBODY, "", ["wer die Veröffentlichung erlaubt hat (Rechte)"]),
        ({"credit": ""}, Agreed.NOBODY, "", ["wer es gemacht hat (Bildnachweis)"]),
        ({"alt_text": translated(de="", en="")}, Agreed.NOBODY, "", ["ein Alternativtext"]),
        (
            {"collection": "Porträts"},
            Agreed.GATHERING,
            "",
            ["die Erlaubnis, es zu zeigen: Es wurde für etwas anderes eingereicht"],
        ),
    ],
)
def test_a_photo_without_rights_text_or_consent_is_named_and_not_published(
    documentation: Documentation,
    picture: Callable[..., Picture],
    given: dict[str, Any],
    agreed: str,
    note: str,
    lacks: list[str],
) -> None:
    Photo.objects.create(documentation=documentation, picture=picture(**given), agreed=agreed, agreed_note=note)

    everything = shown.shown(documentation)

    assert [problem.lacks for problem in everything.problems] == ([lacks] if lacks else [])
    assert len(everything.photos) == (0 if lacks else 1)
    if lacks:
        with pytest.raises(errors.NotFitToShow, match="Foto „Saal“"):
            documenting.publish(documentation=documentation, by=BY, at=AFTER)
    else:
        documenting.publish(documentation=documentation, by=BY, at=AFTER)


def test_a_photo_whose_rights_end_is_gone_from_the_published_page_by_itself(
    documentation: Documentation, event: Event, picture: Callable[..., Picture], client: Client
) -> None:
    one = picture()
    Photo.objects.create(documentation=documentation, picture=one, agreed=Agreed.NOBODY)
    documenting.publish(documentation=documentation, by=BY, at=AFTER)
    page = reverse("documentation:documentation", args=[event.public_id])
    answer = client.get(page).content.decode()
    assert ("Ein voller Saal" in answer, "Foto: Demo" in answer) == (True, True)

    Picture.objects.filter(pk=one.pk).update(rights="")

    assert "Ein voller Saal" not in client.get(page).content.decode()


def test_ten_photos_ask_the_database_as_often_as_one(
    documentation: Documentation, event: Event, picture: Callable[..., Picture], client: Client
) -> None:
    documenting.publish(documentation=documentation, by=BY, at=AFTER)
    page = reverse("documentation:documentation", args=[event.public_id])
    asked = []
    for many in (1, 9):
        for _one in range(many):
            Photo.objects.create(documentation=documentation, picture=picture(), agreed=Agreed.NOBODY)
        client.get(page)  # makes the sizes
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).content.decode().count("Ein voller Saal") == (1 if many == 1 else 10)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_film_needs_subtitles_or_its_words_and_is_a_plain_link(
    documentation: Documentation, event: Event, client: Client
) -> None:
    film = Film.objects.create(
        documentation=documentation, title=translated(de="Der Tag", en="The day"), url="https://film.example.org/1"
    )
    assert [problem.what for problem in shown.shown(documentation).problems] == ["Film „Der Tag“"]
    Film.objects.filter(pk=film.pk).update(subtitles=translated(de="deutsche Untertitel", en="German subtitles"))
    documenting.publish(documentation=documentation, by=BY, at=AFTER)

    answer = client.get(reverse("documentation:documentation", args=[event.public_id])).content.decode()

    assert '<a href="https://film.example.org/1" rel="noopener external">' in " ".join(answer.split())
    assert "<iframe" not in answer
    assert "<video" not in answer


def test_two_at_once_do_not_overwrite_each_other(documentation: Documentation, event: Event) -> None:
    with pytest.raises(errors.ChangedMeanwhile):
        _saved(Documentation(event=event), introduction=translated(de="Anders.", en="Different."))
    _saved(Documentation.objects.get(), seen=1, introduction=translated(de="Neu.", en="New."))
    with pytest.raises(errors.ChangedMeanwhile):
        _saved(Documentation.objects.get(), seen=1)
    assert str(Documentation.objects.get().introduction) == "Neu."


class TestDemands:
    @pytest.fixture
    def demand(self, documentation: Documentation) -> Demand:
        return Demand.objects.create(
            documentation=documentation,
            wording=translated(de="Abschlüsse leichter anerkennen.", en="Recognise qualifications more easily."),
        )

    def test_handed_on_it_stays_as_it_is(self, demand: Demand, event: Event) -> None:
        demands.hand_on(demand=demand, by=BY, at=AFTER)
        with pytest.raises(Refusal):
            demands.hand_on(demand=demand, by=BY, at=AFTER)
        record = Documentation.objects.get()

        with pytest.raises(errors.DemandIsHandedOn):
            documenting.save(
                record=record,
                seen=1,
                whole=event.findings,
                forums={},
                changed=["demands"],
                save_related=lambda: demand.delete() and None,
                by=BY,
                at=AFTER,
            )

        kept = Demand.objects.get()
        assert (kept.state, kept.handed_on_at) == (DemandState.HANDED_ON, AFTER)
        demands.take_back(demand=kept, by=BY, at=AFTER)
        assert Demand.objects.get().handed_on_at is None
        assert set(Entry.objects.filter(target_ref=demand.public_id).values_list("action", flat=True)) == {
            "demand.handed_on",
            "demand.taken_back",
        }

    def test_the_office_finds_hands_on_and_exports_it(
        self, demand: Demand, event: Event, signed_in: Callable[..., Client]
    ) -> None:
        client = signed_in("office")
        assert "Abschlüsse leichter" in client.get(reverse("demands:index") + "?q=anerkennen").content.decode()
        assert "Abschlüsse leichter" not in client.get(reverse("demands:index") + "?q=Rathaus").content.decode()

        answer = client.post(reverse("demands:deed", args=[demand.pk, "hand-on"]))

        assert answer.status_code == 302
        assert Demand.objects.get().state == DemandState.HANDED_ON
        assert client.get(reverse("demands:export")).status_code == 200

    def test_of_another_region_it_is_not_there(self, demand: Demand, signed_in: Callable[..., Client]) -> None:
        client = signed_in("regional", region_code="lueneburg")
        assert client.post(reverse("demands:deed", args=[demand.pk, "hand-on"])).status_code == 404
        assert client.get(reverse("demands:inspect", args=[demand.pk])).status_code == 404


def test_the_follow_up_shows_what_became_of_the_findings(
    event: Event, client: Client, signed_in: Callable[..., Client]
) -> None:
    forum = Forum.objects.filter(event=event)[0]
    Forum.objects.filter(pk=forum.pk).update(findings=translated(de="Kinder mitdenken.", en="Think of children."))
    later = make_event(slug="folge", follows=event.slug, starts_on=date(2026, 9, 1))
    office = signed_in("office")
    address = reverse("documentation_office:became", args=[later.public_id])
    assert "Kinder mitdenken." in office.get(address).content.decode()

    answer = office.post(address, {f"findings_{forum.pk}_de": "Zwölf Kurse mit Betreuung."})

    assert answer.status_code == 302
    assert str(Became.objects.get(event=later).forum) == "Forum 1"
    page = client.get(reverse("events:event", args=[later.public_id])).content.decode()
    assert "Kinder mitdenken." in page
    assert "Zwölf Kurse mit Betreuung." in page
    office.post(address, {f"findings_{forum.pk}_de": ""})
    assert not Became.objects.exists()


def test_the_office_fills_in_everything_on_one_page(
    event: Event, picture: Callable[..., Picture], signed_in: Callable[..., Client]
) -> None:
    office = signed_in("office")
    address = reverse("documentation_office:documentation", args=[event.public_id])
    first, second = Forum.objects.filter(event=event)
    # Asked twice on one page, the second, empty answer would be what counts.
    assert office.get(address).content.decode().count('name="findings_de"') == 1
    given = {
        **_form(seen="0", findings_de="Es lohnt sich."),
        f"findings_{first.pk}_de": "Kleine Gruppen helfen.",
        f"findings_{second.pk}_de": "",
        **_row("photos", 0, picture=str(picture().pk), agreed="nobody", ORDER="2"),
        **_row("photos", 1, picture=str(picture(title="Markt").pk), agreed="nobody", ORDER="1"),
        **_row("press", 0, medium="Demo-Bote", published_on="2026-06-22"),
        **_row("demands", 0, wording_de="Mehr Kurse.", forum=str(first.pk), ORDER="1"),
    }

    answer = office.post(address, given)

    assert answer.status_code == 302, answer.content.decode()
    event.refresh_from_db()
    found = Documentation.objects.get(event=event)
    assert (str(event.findings), str(Forum.objects.get(pk=first.pk).findings)) == (
        "Es lohnt sich.",
        "Kleine Gruppen helfen.",
    )
    assert [photo.picture.title for photo in found.photos.all()] == ["Markt", "Saal"]
    assert [report.medium for report in found.press.all()] == ["Demo-Bote"]
    assert [(str(one.forum), one.raised_on) for one in found.demands.all()] == [("Forum 1", date(2026, 6, 20))]

    # The same page, still open in another tab.
    assert office.post(address, given).status_code == 422
    assert office.post(reverse("documentation_office:deed", args=[event.public_id, "publish"])).status_code == 302
    assert Documentation.objects.get().state == "published"
    assert office.get(reverse("documentation_office:preview", args=[event.public_id])).status_code == 200


def test_a_forum_of_another_event_is_not_to_be_chosen(event: Event, signed_in: Callable[..., Client]) -> None:
    other = make_event(forums=(ForumFacts(title=translated(de="Fremd", en="Foreign")),))
    foreign = Forum.objects.get(event=other)
    given = _form(**_row("demands", 0, wording_de="Mehr Kurse.", forum=str(foreign.pk), ORDER="1"))

    answer = signed_in("office").post(reverse("documentation_office:documentation", args=[event.public_id]), given)

    assert answer.status_code == 422
    assert not Demand.objects.exists()


PARTS = ("photos", "films", "handouts", "examples", "press", "demands")


def _row(part: str, number: int, **values: str) -> dict[str, str]:
    return {
        f"{part}-TOTAL_FORMS": str(number + 1),
        **{f"{part}-{number}-{name}": value for name, value in values.items()},
    }


def _form(*, seen: str = "0", **given: str) -> dict[str, str]:
    empty = {f"{part}-{name}_FORMS": "0" for part in PARTS for name in ("TOTAL", "INITIAL")}
    return {**empty, "introduction_de": "", "recording": "", "recording_description_de": "", "seen": seen, **given}


@pytest.mark.parametrize("junk", ["abc", "9" * 30, "-1", "\x00"])
def test_a_made_up_number_is_no_picture_no_paper_and_no_project(
    event: Event, signed_in: Callable[..., Client], junk: str
) -> None:
    given = {
        **_form(seen=junk),
        **_row("photos", 0, picture=junk, agreed="nobody", ORDER="1"),
        **_row("handouts", 0, title_de="Folien", kind="slides", paper=junk, ORDER="1"),
        **_row("examples", 0, project=junk, ORDER="1"),
    }

    answer = signed_in("office").post(reverse("documentation_office:documentation", args=[event.public_id]), given)

    assert answer.status_code == 422
    assert not Documentation.objects.exists()
