"""Writers: made once, left alone afterwards, refused with a sentence when they contradict."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from anpacken.alliance.models import Theme
from anpacken.audit.models import Entry
from anpacken.core.actors import Actor, ActorKind
from anpacken.core.texts import translated
from anpacken.impact.actions import balances, indicators, outcomes, press, prizes, years
from anpacken.impact.errors import (
    BalanceOfCountedFigure,
    DayInFuture,
    UnfitJury,
    UnknownFigure,
    UnknownPart,
    YearDatesContradict,
    YearHasNoTitle,
    YearsOverlap,
)
from anpacken.impact.models import AllianceYear, IndicatorPoint, OpeningBalance, Outcome, PressItem, Prize
from tests.factories.impact import BEFORE, BY, CUT_OFF, balance, make_prize, make_publication, make_year

pytestmark = pytest.mark.django_db
OFFICE = Actor(ActorKind.USER, "abc", "Ada")


def test_making_it_again_changes_nothing_and_audits_once() -> None:
    first = balance("thank_you_events", 62)
    OpeningBalance.objects.filter(pk=first.pk).update(value=70)
    again = balance("thank_you_events", 62)
    assert (again.pk, again.value) == (first.pk, 70)
    assert Entry.objects.filter(action="openingbalance.created", target_ref=first.public_id).count() == 1


@pytest.mark.parametrize(
    ("figure", "part", "refusal"),
    [
        ("nonsense", "", UnknownFigure),
        ("conferences", "party", UnknownPart),
        ("conferences", "", UnknownPart),
        ("thank_you_events", "persons", UnknownPart),
        ("publications", "flyer", BalanceOfCountedFigure),
    ],
)
def test_a_balance_must_fit_its_figure(figure: str, part: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        balance(figure, 1, part=part)
    assert not OpeningBalance.objects.exists()


def test_a_balance_of_tomorrow_is_refused(frozen_clock: datetime) -> None:
    balance("facebook_likes", 1, as_of=CUT_OFF)
    with pytest.raises(DayInFuture):
        balance("facebook_likes", 1, as_of=date(2019, 10, 11))


def test_years_have_dates_in_order_and_do_not_overlap() -> None:
    make_year()
    with pytest.raises(YearDatesContradict):
        make_year(number=5, starts_on=date(2020, 1, 1), ends_on=date(2019, 12, 31), cut_off_on=date(2020, 1, 1))
    with pytest.raises(YearDatesContradict):
        make_year(number=5, starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31), cut_off_on=date(2021, 1, 1))
    with pytest.raises(YearsOverlap) as refused:
        make_year(number=5, starts_on=date(2019, 11, 5), ends_on=date(2020, 11, 4), cut_off_on=date(2020, 10, 1))
    assert refused.value.message.count("4") == 1
    assert AllianceYear.objects.count() == 1


def test_a_year_without_a_title_is_not_published() -> None:
    with pytest.raises(YearHasNoTitle):
        make_year(title="")
    assert not make_year(title="", is_published=False).title


def test_saving_in_the_office_is_audited_with_the_changed_fields() -> None:
    year = make_year()
    year.cut_off_on = date(2019, 10, 11)
    years.save(record=year, changed=["cut_off_on"], save_related=lambda: None, by=OFFICE)
    entry = Entry.objects.get(action="allianceyear.changed")
    assert (entry.actor_ref, entry.details) == ("abc", {"fields": ["cut_off_on"]})
    year.cut_off_on = date(2030, 1, 1)
    with pytest.raises(YearDatesContradict):
        years.save(record=year, changed=["cut_off_on"], save_related=lambda: None, by=OFFICE)
    assert AllianceYear.objects.get().cut_off_on == date(2019, 10, 11)


def test_a_jury_is_a_list_of_names() -> None:
    prize = make_prize(CUT_OFF, jury=["Ada", "Ben"])
    assert prize.jury == ["Ada", "Ben"]
    prize.jury = [1, ""]
    with pytest.raises(UnfitJury):
        prizes.save(record=prize, changed=["jury"], save_related=lambda: None, by=OFFICE)
    assert Prize.objects.get().jury == ["Ada", "Ben"]


def test_records_of_the_data_file_are_found_by_their_key() -> None:
    publication = make_publication(CUT_OFF, slug="flyer-1", title=translated(de="Eins"))
    again = make_publication(CUT_OFF, slug="flyer-1", title=translated(de="Zwei"))
    assert (again.pk, str(again.title)) == (publication.pk, "Eins")


def test_press_articles_are_of_the_past(frozen_clock: datetime) -> None:
    press.ensure_press_item(outlet="HAZ", published_on=CUT_OFF, by=BY)
    press.ensure_press_item(outlet="HAZ", published_on=CUT_OFF, by=BY)
    with pytest.raises(DayInFuture):
        press.ensure_press_item(outlet="HAZ", published_on=date(2019, 10, 11), by=BY)
    assert PressItem.objects.count() == 1


def test_outcomes_and_indicators_are_made_once() -> None:
    theme = Theme.objects.create(slug="sprache", name=translated(de="Sprache"))
    year = make_year()
    for _time in range(2):
        outcomes.ensure_outcome(
            slug="kurse", year=year, theme=theme, title="Kurse", text="200 Kurse", source="Ministerium", by=BY
        )
        indicators.ensure_indicator(
            slug="arbeit",
            name="In Arbeit",
            points=[indicators.Point(as_of=BEFORE, value=8961), indicators.Point(as_of=CUT_OFF, value=11850)],
            by=BY,
        )
    assert Outcome.objects.count() == 1
    assert list(IndicatorPoint.objects.values_list("value", flat=True)) == [8961, 11850]


def test_a_changed_balance_is_checked_too() -> None:
    record = balance("thank_you_events", 62)
    record.part = "persons"
    with pytest.raises(UnknownPart):
        balances.save(record=record, changed=["part"], save_related=lambda: None, by=OFFICE)
