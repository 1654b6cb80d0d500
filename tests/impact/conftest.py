"""A small alliance year of which everything is known, and its media in a folder of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from anpacken.alliance.models import Aim, Theme
from anpacken.core.counts import Count
from anpacken.core.texts import translated
from anpacken.events.choices import ContributionKind, EventFormat, EventState, PartnerRole
from anpacken.events.facts import ContributionFacts, DayFacts, ForumFacts
from anpacken.impact.actions import indicators, outcomes, press
from anpacken.impact.models import AllianceYear
from anpacken.people.models import Organisation
from tests.factories.impact import (
    BEFORE,
    BY,
    CUT_OFF,
    START,
    about,
    balance,
    held,
    make_prize,
    make_publication,
    make_year,
    more_than,
)


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """What is kept lands in a folder of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def fourth_year(db: None) -> AllianceYear:
    """Five events, a prize, publications, an outcome and an indicator, in German with some English."""
    year = make_year(
        foreword=translated(de="Erster Absatz.\n\nZweiter Absatz.", en="First paragraph."),
        review="Ein Rückblick mit\n\n- Punkt eins\n- Punkt zwei",
        outlook="Ein Ausblick.",
    )
    Aim.objects.create(position=1, text=translated(de="Zusammenhalten", en="Stick together"))
    office = Organisation.objects.create(name="Amt für regionale Entwicklung", short_name="ArE", name_key="amt")
    artist = Organisation.objects.create(name="Die Malerin", name_key="malerin")
    balance("people_connected", 4630)
    balance("conferences", 15, part="regional_dialogue")
    balance("facebook_likes", 1291, as_of=CUT_OFF)
    held(
        START,
        EventFormat.ANNIVERSARY,
        title=translated(de="Jahrestag", en="Anniversary"),
        participants=about(500),
        stands=more_than(50),
        venue="Kongresshaus",
        findings="Sprache ist der Schlüssel.",
        contributions=(ContributionFacts(kind=ContributionKind.KEYNOTE, name="Hatice Akyün"),),
    )
    held(
        date(2019, 5, 7),
        title=translated(de="Dialog Wohnen"),
        participants=about(50),
        partners=((office, PartnerRole.HOST),),
        forums=(ForumFacts(title=translated(de="Werkstatt Wohnen"), rounds=2),),
    )
    held(
        date(2019, 8, 22),
        EventFormat.CULTURE_WORKSHOP,
        title="Graffiti",
        art=translated(de="Graffiti", en="Graffiti"),
        partners=((artist, PartnerRole.ARTIST),),
    )
    held(date(2019, 6, 14), EventFormat.FAIR_STAND, title="Landesfest", ends_on=date(2019, 6, 16), reach=about(300_000))
    held(
        date(2019, 11, 23),
        EventFormat.CULTURE_WORKSHOP,
        state=EventState.ANNOUNCED,
        title="Filmtage",
        art="Film",
        ends_on=date(2019, 12, 14),
        days=(DayFacts(on=date(2019, 11, 23)), DayFacts(on=date(2019, 12, 14))),
    )
    held(date(2026, 12, 1), state=EventState.ANNOUNCED, title="Viel später")
    held(BEFORE, title="Im Jahr davor", participants=Count(99))
    make_prize(date(2019, 8, 26), winner=office, winning_entry="Sport", endowment=6000, jury=["Ada", "Ben"])
    make_publication(date(2019, 6, 1), "brochure", title="Wege", date_precision="month")
    make_publication(date(2019, 1, 15), "newsletter", title="Newsletter eins")
    press.ensure_press_item(outlet="Göttinger Tageblatt", published_on=date(2019, 6, 9), by=BY)
    theme = Theme.objects.create(slug="sprache", name=translated(de="Sprache", en="Language"))
    outcomes.ensure_outcome(
        slug="kurse",
        year=year,
        theme=theme,
        title="Mehr Kurse",
        text="200 Kurse.",
        source="Ministerium",
        link_to_alliance="Auf einer Konferenz gefordert.",
        by=BY,
    )
    points = [
        indicators.Point(as_of=date(2018, 8, 31), value=8961),
        indicators.Point(as_of=date(2019, 8, 31), value=11850),
    ]
    indicators.ensure_indicator(slug="arbeit", name="In Arbeit", unit="Personen", points=points, by=BY)
    return year
