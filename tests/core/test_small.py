"""The small things that every room stands on."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from anpacken.core import clock, languages
from anpacken.core.actors import Actor, ActorKind
from anpacken.core.addresses import email_key
from anpacken.core.counts import Count, CountWord
from anpacken.core.dates import DatePrecision, in_words, season_name
from anpacken.core.ids import ALPHABET, PublicIdConverter, PublicIdField, new_public_id
from anpacken.core.refusals import Refusal
from anpacken.core.transitions import TransitionRefused, Transitions

# --- Clock ---------------------------------------------------------------------------------------------------


def test_the_clock_runs_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.now() >= datetime(2026, 1, 1, tzinfo=UTC)


def test_the_clock_stands_still_and_runs_again() -> None:
    moment = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
    with clock.frozen(moment) as at:
        assert clock.now() == at == moment
        with clock.frozen(moment + timedelta(days=1)):
            assert clock.today() == date(2019, 10, 11)
        assert clock.today() == date(2019, 10, 10)
    assert clock.now() > moment


def test_today_is_the_day_in_berlin() -> None:
    with clock.frozen(datetime(2019, 10, 9, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2019, 10, 10)
    with clock.frozen(datetime(2019, 10, 10, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo"))):
        assert clock.today() == date(2019, 10, 9)


def test_a_clock_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.frozen(datetime(2019, 10, 10)):
        pass


# --- Public ids ----------------------------------------------------------------------------------------------


def test_public_ids_are_long_plain_and_new() -> None:
    made = {new_public_id() for _ in range(2000)}
    assert len(made) == 2000
    assert all(len(one) == 12 and set(one) <= set(ALPHABET) for one in made)
    assert not set(ALPHABET) & set("01loi")


def test_the_address_takes_public_ids_only() -> None:
    pattern = re.compile(f"^{PublicIdConverter.regex}$")
    assert pattern.match(new_public_id())
    for wrong in ("", "abc", "1" * 12, "A" * 12, "2" * 13, "../../../../", "abcdefghjkm\0"):
        assert not pattern.match(wrong)


def test_the_field_is_unique_and_not_edited() -> None:
    field = PublicIdField()
    assert (field.unique, field.editable, field.max_length) == (True, False, 12)
    assert field.get_default() != field.get_default()
    _name, path, args, kwargs = field.deconstruct()
    assert path == "anpacken.core.ids.PublicIdField"
    assert PublicIdField(*args, **kwargs).deconstruct()[3] == kwargs


# --- Actors --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actor", "kind", "ref", "label"),
    [
        (Actor.job("events.offers"), ActorKind.JOB, "events.offers", "events.offers"),
        (Actor.command("demo"), ActorKind.COMMAND, "demo", "demo"),
        (Actor.link("cancel", "k3x9"), ActorKind.LINK, "k3x9", "cancel"),
        (Actor.link("cancel"), ActorKind.LINK, "cancel", "cancel"),
        (Actor.public(), ActorKind.PUBLIC, "", ""),
    ],
)
def test_actors(actor: Actor, kind: ActorKind, ref: str, label: str) -> None:
    assert (actor.kind, actor.ref, actor.label) == (kind, ref, label)


# --- Refusals and transitions --------------------------------------------------------------------------------


class SeatsGone(Refusal):
    code = "seats_gone"
    sentence = gettext_lazy("about %(number)s")
    field = "companions"


def test_a_refusal_speaks_the_active_language() -> None:
    refusal = SeatsGone(number=3)
    assert refusal.code == "seats_gone"
    assert refusal.facts == {"number": 3}
    assert refusal.message == "rund 3"
    with translation.override("en"):
        assert refusal.message == "about 3"


class Door(models.TextChoices):
    OPEN = "open", "offen"
    SHUT = "shut", "zu"
    WALLED = "walled", "zugemauert"


DOOR = Transitions({Door.OPEN: [Door.SHUT], Door.SHUT: [Door.OPEN, Door.WALLED]})


def test_transitions() -> None:
    assert DOOR.allows(Door.OPEN, Door.SHUT)
    assert DOOR.after(Door.SHUT) == {Door.OPEN, Door.WALLED}
    assert DOOR.after(Door.WALLED) == frozenset()
    DOOR.check(Door.SHUT, Door.WALLED)
    # As the database gives it back: a plain string.
    assert DOOR.allows("open", "shut")  # type: ignore[arg-type]


@pytest.mark.parametrize(("old", "new"), [(Door.OPEN, Door.WALLED), (Door.WALLED, Door.OPEN), (Door.OPEN, Door.OPEN)])
def test_other_transitions_are_refused(old: Door, new: Door) -> None:
    assert not DOOR.allows(old, new)
    with pytest.raises(TransitionRefused) as refused:
        DOOR.check(old, new)
    assert f"„{old.label}“ zu „{new.label}“" in refused.value.message


@given(steps=st.lists(st.sampled_from(Door), max_size=12))
def test_a_final_state_is_never_left(steps: list[Door]) -> None:
    state = Door.OPEN
    for step in steps:
        if DOOR.allows(state, step):
            assert state is not Door.WALLED
            state = step


# --- Counts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "german", "english"),
    [
        (Count(3008), "3.008", "3,008"),
        (Count(560, CountWord.ABOUT), "rund 560", "about 560"),
        (Count(1200, CountWord.JUST_OVER), "gut 1.200", "just over 1,200"),
        (Count(90, CountWord.MORE_THAN), "mehr als 90", "more than 90"),
        (Count(0), "0", "0"),
    ],
)
def test_counts_in_words(count: Count, german: str, english: str) -> None:
    assert str(count) == german
    with translation.override("en"):
        assert str(count) == english


def test_sums_carry_the_estimate() -> None:
    assert Count.total([Count(2), Count(3)]) == Count(5)
    assert Count.total([Count(2), Count(3, CountWord.MORE_THAN)]) == Count(5, CountWord.ABOUT)
    assert Count.total([]) == Count(0)
    assert Count.total(iter([Count(1)])) == Count(1)
    assert Count(1, CountWord.JUST_OVER).is_estimate


@given(st.lists(st.builds(Count, st.integers(0, 10**6), st.sampled_from(CountWord)), max_size=8))
def test_a_sum_is_exact_exactly_when_all_its_parts_are(parts: list[Count]) -> None:
    total = Count.total(parts)
    assert total.value == sum(part.value for part in parts)
    assert total.is_estimate == any(part.is_estimate for part in parts)


# --- Dates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "precision", "german", "english"),
    [
        (date(2019, 10, 1), DatePrecision.DAY, "1. Oktober 2019", "Oct. 1, 2019"),
        (date(2019, 3, 31), DatePrecision.MONTH, "März 2019", "March 2019"),
        (date(2019, 9, 1), DatePrecision.SEASON, "Herbst 2019", "Autumn 2019"),
        (date(2019, 12, 1), DatePrecision.SEASON, "Winter 2019/20", "Winter 2019/20"),
        (date(2020, 2, 29), DatePrecision.SEASON, "Winter 2019/20", "Winter 2019/20"),
        (date(2000, 1, 1), DatePrecision.SEASON, "Winter 1999/00", "Winter 1999/00"),
        (date(2019, 7, 9), DatePrecision.YEAR, "2019", "2019"),
        (date(2019, 10, 1), "day", "1. Oktober 2019", "Oct. 1, 2019"),
    ],
)
def test_dates_in_words(day: date, precision: str, german: str, english: str) -> None:
    assert in_words(day, precision) == german
    with translation.override("en"):
        assert in_words(day, precision) == english


def test_seasons() -> None:
    names = [season_name(date(2019, month, 1)) for month in range(1, 13)]
    assert names == ["Winter"] * 2 + ["Frühjahr"] * 3 + ["Sommer"] * 3 + ["Herbst"] * 3 + ["Winter"]


# --- Languages -----------------------------------------------------------------------------------------------


def test_the_source_language_comes_first(settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic"), ("de", "German")]
    assert languages.codes() == ["de", "en", "ar"]


@pytest.mark.parametrize(
    ("code", "direction"),
    [
        ("de", "ltr"),
        ("de-x-leicht", "ltr"),
        ("ar", "rtl"),
        ("fa-AF", "rtl"),
        ("he", "rtl"),
        ("ckb", "rtl"),
        ("pa-Arab", "rtl"),
        ("az_arab", "rtl"),
        ("ur-Latn", "ltr"),
        ("uk", "ltr"),
        ("en-x-arab", "ltr"),
    ],
)
def test_direction_follows_the_script(code: str, direction: str) -> None:
    assert languages.direction(code) == direction


def test_languages_know_their_names(settings) -> None:
    settings.LANGUAGES = [("de", "German"), ("de-x-leicht", "Leichte Sprache"), ("ar", "Arabic")]
    assert languages.language("de").name == "Deutsch"
    assert languages.language("de-x-leicht") == languages.Language("de-x-leicht", "Leichte Sprache", "ltr")
    assert languages.language("ar").direction == "rtl"
    assert languages.language("xx").name == "Xx"


@pytest.mark.parametrize(("now", "nearest"), [("de", "de"), ("en", "en"), ("en-gb", "en"), ("fr", "de"), (None, "de")])
def test_the_active_language_is_a_configured_one(now: str | None, nearest: str) -> None:
    if now is None:
        translation.deactivate_all()
    else:
        translation.activate(now)
    assert languages.active() == nearest


# --- Addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (" Anna.Beispiel@Example.ORG ", "anna.beispiel@example.org"),
        ("anna+messe@example.org", "anna+messe@example.org"),
        ("a.n.n.a@example.org", "a.n.n.a@example.org"),
        ("info@MÜNCHEN.de", "info@xn--mnchen-3ya.de"),
        ("info@xn--mnchen-3ya.de", "info@xn--mnchen-3ya.de"),
        ("JÖRG@example.org", "jörg@example.org"),
        ("jo\u0308rg@example.org", "jörg@example.org"),
        ("Straße@example.org", "straße@example.org"),
        ("o'brien@example.org", "o'brien@example.org"),
        ('"anna beispiel"@example.org', '"anna beispiel"@example.org'),
    ],
)
def test_one_spelling_to_compare_by(written: str, key: str) -> None:
    assert email_key(written) == key
    assert email_key(key) == key


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        " ",
        "anna",
        "@example.org",
        "anna@",
        "anna@@example.org",
        "anna@example",
        "anna beispiel@example.org",
        "anna@exam\0ple.org",
        "an\0na@example.org",
        "\u202eanna@example.org",
        "anna@example.org\nBcc: berta@example.org",
        "anna@" + "a." * 130 + "org",
        "Anna <anna@example.org>",
        "anna@example.org, berta@example.org",
    ],
)
def test_what_is_no_address_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError):
        email_key(nonsense)


@given(st.text(max_size=40))
def test_any_text_is_a_key_or_refused(text: str) -> None:
    try:
        key = email_key(text)
    except ValueError:
        return
    assert email_key(key) == key
