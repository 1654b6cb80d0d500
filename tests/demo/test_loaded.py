"""What stands in the database after `anpacken demo`, against what is printed."""

from __future__ import annotations

import json
import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count

from anpacken.accounts.models import User
from anpacken.alliance.models import Aim, Alliance, Theme
from anpacken.audit.models import Entry
from anpacken.config.demo.loading import Report
from anpacken.core import clock
from anpacken.core.texts import TranslatedText
from anpacken.events.choices import EventState, RegistrationState
from anpacken.events.models import Contribution, Event, Forum, Registration, Series
from anpacken.impact.models import (
    AllianceYear,
    Indicator,
    OpeningBalance,
    Outcome,
    PressItem,
    Prize,
    Publication,
)
from anpacken.network.models import Project
from anpacken.people.models import Consent, Organisation, Person, Role
from anpacken.statistics.queries import periods
from anpacken.statistics.queries.periods import Period
from anpacken.website.models import HomePage, TextPage

pytestmark = pytest.mark.usefixtures("loaded")

# Slug, first day, last day, precision, state, format, municipality, venue.
EVENTS = [
    ("dritter-jahrestag", "2018-11-06", None, "day", "held", "anniversary", "Hannover", "Convention Center"),
    (
        "integrationsdialog-arbeit-gifhorn",
        "2018-11-15",
        None,
        "day",
        "held",
        "regional_dialogue",
        "Gifhorn",
        "Stadthalle",
    ),
    ("integrationsdialog-sprache-stadthagen", "2018-11-28", None, "day", "held", "regional_dialogue", "Stadthagen", ""),
    (
        "positionsbestimmung-oldenburg",
        "2019-02-26",
        None,
        "day",
        "held",
        "regional_dialogue",
        "Oldenburg",
        "Alter Landtag",
    ),
    ("follow-up-engagement", "2019-03-14", None, "day", "held", "follow_up", "Hannover", "Altes Rathaus"),
    (
        "integrationsdialog-wohnen-laatzen",
        "2019-05-07",
        None,
        "day",
        "held",
        "regional_dialogue",
        "Laatzen",
        "Café im Stadthaus",
    ),
    ("werkstatt-frauen", "2019-06-03", None, "day", "held", "central_conference", None, "Region Hannover"),
    ("tag-der-niedersachsen-2019", "2019-06-14", "2019-06-16", "day", "held", "fair_stand", "Wilhelmshaven", ""),
    ("weltfluechtlingstag-friedland", "2019-06-16", None, "day", "held", "action_day", "Friedland", "Museum Friedland"),
    (
        "zugewanderte-frauen-lueneburg",
        "2019-06-21",
        None,
        "day",
        "held",
        "regional_dialogue",
        "Lüneburg",
        "Behördenhaus",
    ),
    (
        "sommerfest-berlin-2019",
        "2019-07-01",
        None,
        "season",
        "held",
        "fair_stand",
        "Berlin",
        "Landesvertretung Niedersachsen",
    ),
    ("aktionstag-goettingen", "2019-08-17", None, "day", "held", "action_day", "Göttingen", "Wilhelmsplatz"),
    ("graffiti-rhede", "2019-08-22", None, "day", "held", "culture_workshop", "Rhede (Ems)", ""),
    ("integrationspreis-2019", "2019-08-26", None, "day", "held", "award_ceremony", "Hannover", ""),
    ("tanz-oyten", "2019-09-26", None, "day", "held", "culture_workshop", "Oyten", ""),
    (
        "tag-der-deutschen-einheit-2019",
        "2019-10-02",
        "2019-10-03",
        "day",
        "held",
        "fair_stand",
        "Kiel",
        "Niedersachsenzelt",
    ),
    ("film-uelzen", "2019-10-10", None, "day", "held", "culture_workshop", "Uelzen", ""),
    ("stuhlbau-lamspringe", "2019-10-12", None, "day", "announced", "culture_workshop", "Lamspringe", ""),
    ("nemia-kongress", "2019-10-22", None, "day", "announced", "partner_congress", "Hannover", ""),
    ("zauberei-osnabrueck", "2019-11-08", None, "day", "announced", "culture_workshop", "Osnabrück", ""),
    (
        "integrationsdialog-arbeit-hannover",
        "2019-11-19",
        None,
        "day",
        "announced",
        "regional_dialogue",
        "Hannover",
        "Haus der Region",
    ),
    ("film-lueneburg", "2019-11-23", "2019-12-14", "day", "announced", "culture_workshop", "Lüneburg", ""),
    ("mapping-ehra-lessien", "2019-12-08", None, "day", "announced", "culture_workshop", "Ehra-Lessien", ""),
    ("schwerpunktkonferenz-sprache-2020", "2020-04-16", None, "day", "announced", "central_conference", None, ""),
    ("follow-up-frauen-2020", "2020-07-10", None, "day", "announced", "follow_up", None, ""),
    ("sonderpreis-2020", "2020-09-01", None, "month", "announced", "award_ceremony", None, ""),
    ("fuenfter-jahrestag", "2020-11-30", None, "day", "announced", "anniversary", None, ""),
]

COUNTS = {
    "dritter-jahrestag": {"participants": (500, "about"), "stands": (50, "more_than")},
    "integrationsdialog-arbeit-gifhorn": {"participants": (120, "about")},
    "integrationsdialog-sprache-stadthagen": {"participants": (100, "more_than")},
    "positionsbestimmung-oldenburg": {"participants": (100, "about")},
    "follow-up-engagement": {"participants": (250, "more_than")},
    "integrationsdialog-wohnen-laatzen": {"participants": (50, "about")},
    "werkstatt-frauen": {"participants": (560, "about"), "registered": (650, "more_than"), "stands": (30, "more_than")},
    "tag-der-niedersachsen-2019": {"reach": (300_000, "about")},
    "weltfluechtlingstag-friedland": {"participants": (240, "about")},
    "zugewanderte-frauen-lueneburg": {"participants": (70, "more_than")},
    "aktionstag-goettingen": {"participants": (300, "about")},
    "tag-der-deutschen-einheit-2019": {"reach": (500_000, "about")},
}

# Everybody in a public role whom the year's events name; groups stand among them as they perform.
ON_STAGE = {
    "Stephan Weil",
    "Hatice Akyün",
    "Mustafa Akça",
    "Franz-Josef Sickelmann",
    "Heike Fliess",
    "Dr. Danielle Gluns",
    "Dr. Carola Reimann",
    "Düzen Tekkal",
    "Monika Scherf",
    "Niko Nikolaidis",
    "Tom2Rock",
    "Thomas Kirchberg",
    "Simon Kux",
    "Carsten Böttcher",
    "Banda Comunale & Internationale",
    "boat people projekt",
    "Niedersachsen packt an",
    "Stadtlabor",
}


def the_years_own() -> list[Event]:
    return list(
        Event.objects.exclude(slug__startswith="demo-").select_related("municipality").order_by("starts_on", "pk")
    )


def test_every_event_of_the_year_is_there_with_day_place_and_kind() -> None:
    assert [
        (
            event.slug,
            event.starts_on.isoformat() if event.starts_on else None,
            event.ends_on.isoformat() if event.ends_on else None,
            event.date_precision,
            event.state,
            event.format,
            event.municipality.name if event.municipality else None,
            event.venue,
        )
        for event in the_years_own()
    ] == EVENTS


def test_every_count_keeps_its_word_and_reach_stays_apart() -> None:
    found = {
        event.slug: {
            name: (getattr(event, name), getattr(event, f"{name}_word"))
            for name in ("participants", "registered", "reach", "stands")
            if getattr(event, name) is not None
        }
        for event in the_years_own()
    }

    assert {slug: counts for slug, counts in found.items() if counts} == COUNTS


def test_the_women_s_conference_has_four_forums_in_two_rounds() -> None:
    assert list(Forum.objects.filter(event__slug="werkstatt-frauen").values_list("rounds", flat=True)) == [2, 2, 2, 2]


def test_the_film_workshop_has_two_days_that_are_no_run() -> None:
    days = Event.objects.get(slug="film-lueneburg").days.values_list("on", flat=True)

    assert list(days) == [date(2019, 11, 23), date(2019, 12, 14)]


def test_the_series_holds_its_seven_workshops_each_with_its_art() -> None:
    series = Series.objects.get(slug="begegnungsreihe")
    workshops = Event.objects.filter(series=series).exclude(slug__startswith="demo-").order_by("starts_on")

    assert [str(event.art) for event in workshops] == [
        "Graffiti",
        "Tanz",
        "Film",
        "Stuhlbau",
        "Zauberei",
        "Film",
        "Mapping",
    ]
    assert (series.begun_on, series.supported_by) == (date(2017, 1, 1), "Peppermint Event")


def test_the_thirteen_figures_say_what_is_printed() -> None:
    out = StringIO()
    call_command("figures", at="2019-10-10", format="json", stdout=out)
    figures = json.loads(out.getvalue())["figures"]

    assert {
        key: (each["opening"], each["records"], each["total"], each["estimate"]) for key, each in figures.items()
    } == {
        "supporters": (0, 3008, 3008, False),
        "conferences": (27, 7, 34, False),
        "people_connected": (4630, 1250, 5880, True),
        "projects_presented": (250, 80, 330, True),
        "workshop_forums": (21, 8, 29, False),
        "expert_groups": (5, 0, 5, False),
        "special_prizes": (3, 1, 4, False),
        "thank_you_events": (62, 0, 62, False),
        "newsletter_issues": (0, 6, 6, False),
        "publications": (0, 3, 3, False),
        "newsletter_subscribers": (2000, 0, 2000, True),
        "facebook_subscribers": (1400, 0, 1400, False),
        "facebook_likes": (1291, 0, 1291, False),
    }
    assert {key: part["total"] for key, part in figures["supporters"]["split"].items()} == {
        "persons": 2669,
        "institutions": 339,
    }
    assert {key: part["total"] for key, part in figures["conferences"]["split"].items()} == {
        "central_conference": 6,
        "regional_dialogue": 20,
        "follow_up": 3,
        "expert_meeting": 5,
    }


def test_statistics_of_the_year_say_what_the_figures_say() -> None:
    year = Period(date(2018, 11, 6), date(2019, 10, 10))
    among = Event.objects.exclude(state=EventState.DRAFT)
    (each,) = periods.of(among, year, at=clock.now())
    found = periods.together(year, among, each)
    assert (found.conferences, str(found.people_connected), found.workshop_forums) == (7, "rund 1.250", 8)
    assert str(found.stands) == "rund 80"
    assert found.participants.value < 10_000 < found.reach.value


def test_opening_balances_say_where_they_come_from() -> None:
    for balance in OpeningBalance.objects.all():
        assert balance.source.has("de"), balance
        assert balance.source.has("en"), balance
    assert set(OpeningBalance.objects.values_list("as_of", flat=True)) == {date(2018, 11, 5), date(2019, 10, 10)}


def test_award_publications_press_outcomes_and_indicators_are_complete() -> None:
    prize = Prize.objects.get()

    assert prize.is_special_prize
    assert (str(prize.winner), prize.endowment, prize.awarded_on) == (
        "KreisSportBund Grafschaft Bentheim e. V.",
        6000,
        date(2019, 8, 26),
    )
    assert prize.jury == [
        "Henning Busse",
        "Nariman Hammouti-Reinke",
        "Sabina Kaluza",
        "Mirko Slomka",
        "Pablo Thiam",
        "Andreas Toba",
    ]
    assert (
        sorted(Publication.objects.values_list("kind", flat=True))
        == ["booklet", "brochure", "flyer"] + ["newsletter"] * 6
    )
    assert Publication.objects.filter(is_special_issue=True).count() == 1
    assert not Publication.objects.filter(date_precision="day").exists()
    assert list(PressItem.objects.order_by("published_on").values_list("outlet", "published_on")) == [
        ("Hannoversche Allgemeine Zeitung", date(2018, 11, 7)),
        ("Schaumburger Nachrichten", date(2018, 11, 30)),
        ("Nordwest-Zeitung", date(2019, 2, 27)),
        ("Göttinger Tageblatt", date(2019, 6, 9)),
        ("Göttinger Tageblatt", date(2019, 8, 13)),
        ("Neue Osnabrücker Zeitung", date(2019, 9, 5)),
        ("Achimer Kurier", date(2019, 9, 27)),
    ]
    assert Outcome.objects.count() == 10
    assert sum(bool(outcome.link_to_alliance) for outcome in Outcome.objects.all()) == 2
    assert {
        indicator.slug: list(indicator.points.order_by("as_of").values_list("value", flat=True))
        for indicator in Indicator.objects.all()
    } == {
        "beschaeftigte-acht-herkunftslaender": [25_813],
        "in-arbeit-gekommen": [8_961, 11_850],
        "bewerbungen-ausbildung": [4_732],
        "nach-niedersachsen-gekommen": [168_700],
        "leben-in-niedersachsen": [150_000],
        "sammelunterkuenfte": [10_000],
    }


def test_alliance_aims_themes_year_and_projects() -> None:
    alliance = Alliance.objects.get()

    assert (alliance.name, str(alliance.slogan), alliance.founded_on) == (
        "Niedersachsen packt an",
        "Zusammen. Mehr.",
        date(2015, 11, 30),
    )
    assert Aim.objects.count() == 5
    assert list(Theme.objects.filter(is_field_of_action=True).values_list("slug", flat=True)) == [
        "sprache",
        "arbeit-ausbildung",
        "wohnen-leben",
        "engagement",
        "teilhabe",
        "frauen",
    ]
    year = AllianceYear.objects.get()
    assert (year.number, year.starts_on, year.ends_on, year.cut_off_on, year.is_published) == (
        4,
        date(2018, 11, 6),
        date(2019, 11, 5),
        date(2019, 10, 10),
        True,
    )
    assert Project.objects.published().count() == 12


@pytest.mark.parametrize(
    "model", [Alliance, Aim, Theme, Series, Event, Forum, Contribution, Project, Outcome, Publication]
)
def test_every_text_is_there_in_german_and_english(model: type) -> None:
    for record in model.objects.all():  # type: ignore[attr-defined]
        for field in record._meta.fields:
            value = getattr(record, field.name)
            if isinstance(value, TranslatedText) and value:
                assert set(value) >= {"de", "en"}, f"{record} {field.name}"


def test_only_people_in_a_public_role_are_named_on_stage() -> None:
    assert set(Contribution.objects.values_list("name", flat=True)) == ON_STAGE


def test_no_address_reaches_anybody(loaded: Report) -> None:
    made_up = re.compile(r"^[a-z0-9._-]+@example\.(org|com|net)$")
    addresses = [
        *Person.objects.exclude(email="").values_list("email", flat=True),
        *Organisation.objects.exclude(email="").values_list("email", flat=True),
        *Registration.objects.exclude(email="").values_list("email", flat=True),
        *User.objects.values_list("email", flat=True),
    ]

    assert len(addresses) == 3008 + 81 + 60 + 7 + 3
    assert [address for address in addresses if not made_up.match(address)] == []


def test_supporters_grow_from_the_founding_to_the_cut_off() -> None:
    supporters = Role.objects.filter(kind="supporter")
    days = supporters.order_by("from_on").values_list("from_on", flat=True)

    assert supporters.filter(person__isnull=False).count() == 2669
    assert supporters.filter(organisation__isnull=False).count() == 339
    assert (days[0], days[3007]) == (date(2015, 11, 30), date(2019, 10, 10))
    counts = [supporters.filter(from_on__year__lte=year).count() for year in (2015, 2016, 2017, 2018, 2019)]
    assert counts == sorted(counts)
    assert counts[0] < 600 < counts[1] < counts[2] < counts[3] < counts[4] == 3008


def test_supporters_live_all_over_the_land_and_most_of_them_where_most_people_do() -> None:
    assert Person.objects.filter(district=None, is_public_figure=False).count() == 0
    homes = Person.objects.values_list("district__ags").annotate(people=Count("pk")).order_by("-people")
    assert homes[0][0] == "03241"
    assert Person.objects.values("district").distinct().count() == 45


def test_every_supporter_agreed_to_being_kept_and_about_two_in_three_to_the_newsletter() -> None:
    assert Consent.objects.filter(purpose="register").count() == 3008
    assert 1900 <= Consent.objects.filter(purpose="newsletter").count() <= 2100


class TestComingEvents:
    def test_they_lie_ahead_of_the_day_of_set_up(self) -> None:
        coming = Event.objects.filter(slug__startswith="demo-", state=EventState.ANNOUNCED).order_by(
            "starts_on", "-slug"
        )

        assert [(event.slug, event.starts_on) for event in coming] == [
            ("demo-sprachcafe-oldenburg", date(2026, 11, 30)),
            ("demo-dialog-wohnen-braunschweig", date(2026, 12, 7)),
            ("demo-kochen-lueneburg", date(2026, 12, 14)),
            ("demo-online-anerkennung", date(2026, 12, 21)),
            ("demo-folgetreffen-frauen", date(2027, 1, 4)),
            ("demo-empfang-celle", date(2027, 1, 4)),
            ("demo-konferenz-hannover", date(2027, 1, 18)),
            ("demo-danke-abend-osnabrueck", date(2027, 2, 8)),
        ]
        assert all(event.takes_registrations for event in coming)

    def test_one_is_small_one_full_one_long_one_online_and_one_not_open_yet(self) -> None:
        small = Event.objects.get(slug="demo-sprachcafe-oldenburg")
        full = Event.objects.get(slug="demo-kochen-lueneburg")
        long = Event.objects.get(slug="demo-konferenz-hannover")
        online = Event.objects.get(slug="demo-online-anerkennung")
        later = Event.objects.get(slug="demo-danke-abend-osnabrueck")

        assert (small.capacity, small.taken_seats) == (5, 3)
        assert (full.capacity, full.taken_seats, full.waiting_count) == (12, 12, 4)
        assert (long.starts_on, long.ends_on) == (date(2027, 1, 18), date(2027, 1, 19))
        assert online.online_url == "https://konferenz.example.org/anerkennung"
        assert later.registration_opens_at is not None
        assert later.registration_opens_at.date() == date(2027, 1, 18)

    def test_at_one_the_office_decides_one_takes_groups_and_one_offers_the_newsletter(self) -> None:
        decided = Event.objects.get(slug="demo-online-anerkennung")
        grouped = Event.objects.get(slug="demo-folgetreffen-frauen")

        assert (decided.approved_by_office, decided.taken_seats) == (True, 12)
        assert decided.registrations.filter(state=RegistrationState.REQUESTED).count() == 3
        assert (grouped.max_children, grouped.max_group, grouped.taken_seats) == (3, 20, 10)
        assert len(grouped.registrations.get(is_group=True).member_names) == 3
        assert Event.objects.get(offers_newsletter=True).slug == "demo-dialog-wohnen-braunschweig"

    def test_the_waiting_list_is_in_the_order_of_coming(self) -> None:
        waiting = Registration.objects.filter(event__slug="demo-kochen-lueneburg", state=RegistrationState.WAITING)
        seated = Registration.objects.filter(event__slug="demo-kochen-lueneburg", state=RegistrationState.CONFIRMED)

        last_seated = seated.order_by("-registered_at").values_list("registered_at", flat=True)[0]
        assert all(moment > last_seated for moment in waiting.values_list("registered_at", flat=True))


def test_site_pages_stand_in_both_languages() -> None:
    assert sorted(TextPage.objects.values_list("locale__language_code", "slug")) == [
        ("de", "barrierefreiheit"),
        ("de", "datenschutz"),
        ("de", "impressum"),
        ("en", "accessibility"),
        ("en", "imprint"),
        ("en", "privacy"),
    ]
    assert {home.title for home in HomePage.objects.all()} == {"Niedersachsen packt an"}
    assert all(home.introduction for home in HomePage.objects.all())


def test_three_log_ins_each_with_its_role() -> None:
    grants = {
        user.email: [(grant.role, grant.scope) for grant in user.role_grants.all()] for user in User.objects.all()
    }

    assert grants == {
        "office@example.org": [("office", "")],
        "editor@example.org": [("editor", "")],
        "lueneburg@example.org": [("regional", "lueneburg")],
    }
    assert all(user.check_password("anpacken-demo-2026") for user in User.objects.all())


def test_the_audit_log_names_what_was_brought_and_no_personal_data() -> None:
    (entry,) = Entry.objects.filter(action="demo.loaded")

    assert "event/dritter-jahrestag" in entry.details["entries"]
    assert "@" not in json.dumps([each for each in entry.details["entries"] if not each.startswith("account/")])
