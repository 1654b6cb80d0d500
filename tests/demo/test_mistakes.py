"""Every mistake in the data files is named with file, entry and remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from anpacken.config.demo.problems import DemoInvalid
from anpacken.config.demo.reading import read

Mistakes = Callable[..., list[str]]


def test_the_shipped_files_hold_no_mistake() -> None:
    assert len(read().events.events) == 27


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param(
            "events.yaml",
            "format: anniversary",
            "format: konferenz",
            "events.yaml: events › dritter-jahrestag › format: “konferenz” is not known. Write one of: "
            "'central_conference', 'regional_dialogue', 'follow_up', 'expert_meeting', "
            "'network_meeting', 'anniversary', "
            "'culture_workshop', 'action_day', 'fair_stand', 'award_ceremony', 'thank_you' or 'partner_congress'.",
            id="unknown format",
        ),
        pytest.param(
            "events.yaml",
            "date: {from: 2018-11-06}",
            "date: {from: 2017-11-06}",
            "events.yaml: events › dritter-jahrestag › date: 2017-11-06 lies outside the alliance year (2018-11-06 to "
            "2019-11-05). Correct the day, or move the event to the data of its own year.",
            id="held in the wrong year",
        ),
        pytest.param(
            "events.yaml",
            "date: {from: 2019-10-10}",
            "date: {from: 2019-10-11}",
            "events.yaml: events › film-uelzen › date: 2019-10-11 lies after the cut-off "
            "(2019-10-10), so the event cannot "
            "have been held. Correct the day, or set “state: announced”.",
            id="held after the cut-off",
        ),
        pytest.param(
            "events.yaml",
            "date: {from: 2019-10-12}",
            "date: {from: 2019-10-09}",
            "events.yaml: events › stuhlbau-lamspringe › date: 2019-10-09 lies before the end of the cut-off day "
            "(2019-10-10), so the event is no longer planned. Correct the day, or set “state: held”.",
            id="planned before the cut-off",
        ),
        pytest.param(
            "events.yaml",
            "date: {from: 2019-06-14, until: 2019-06-16}",
            "date: {from: 2019-06-16, until: 2019-06-14}",
            "events.yaml: events › tag-der-niedersachsen-2019 › date: ends before it begins. Swap “from” and “until”.",
            id="ends before it begins",
        ),
        pytest.param(
            "events.yaml",
            "date: {from: 2018-11-06}",
            "date: {from: 2019-02-30}",
            "events.yaml: events › dritter-jahrestag › date › from: “2019-02-30” is no day. Write it as 2019-06-03.",
            id="no day",
        ),
        pytest.param(
            "events.yaml",
            "themes: [wohnen-leben]",
            "themes: [wohnen-lebn]",
            "events.yaml: events › integrationsdialog-wohnen-laatzen › themes: there is no theme “wohnen-lebn”. "
            "Did you mean “wohnen-leben”? If not, add it to alliance.yaml.",
            id="unknown theme",
        ),
        pytest.param(
            "events.yaml",
            "municipality: Gifhorn",
            "municipality: Entenhausen",
            "events.yaml: events › integrationsdialog-arbeit-gifhorn › municipality: there is no municipality "
            "“Entenhausen”. Add it to places/data/municipalities.csv.",
            id="unknown municipality",
        ),
        pytest.param(
            "events.yaml",
            "{organisation: arl-braunschweig, role: host}",
            "{organisation: arl-xyz, role: host}",
            "events.yaml: events › integrationsdialog-arbeit-gifhorn › partners: there is no organisation “arl-xyz”. "
            "Add it to organisations.yaml.",
            id="unknown organisation",
        ),
        pytest.param(
            "events.yaml",
            "region: lueneburg",
            "region: oberbayern",
            "events.yaml: events › zugewanderte-frauen-lueneburg › region: there is no region “oberbayern”. "
            "Add it to places/data/regions.csv.",
            id="unknown region",
        ),
        pytest.param(
            "events.yaml",
            "slug: nemia-kongress",
            "slug: graffiti-rhede",
            "events.yaml: events › graffiti-rhede: stands there 2 times. Rename or remove one.",
            id="duplicate slug",
        ),
        pytest.param(
            "events.yaml",
            "      en: Third anniversary of the alliance\n",
            "",
            "events.yaml: events › dritter-jahrestag › title: has no English text. Add “en: …”.",
            id="translation missing",
        ),
        pytest.param(
            "events.yaml",
            "      de: Dritter Jahrestag des Bündnisses\n",
            "",
            "events.yaml: events › dritter-jahrestag › title: has no German text. Add “de: …”.",
            id="source text missing",
        ),
        pytest.param(
            "events.yaml",
            "    venue: Stadthalle",
            "    venu: Stadthalle",
            "events.yaml: events › integrationsdialog-arbeit-gifhorn › venu: is no known field. Did you mean “venue”?",
            id="unknown field",
        ),
        pytest.param(
            "events.yaml",
            "    venue: Stadthalle",
            '    venue: "Stadt\\0halle"',
            "events.yaml: events › integrationsdialog-arbeit-gifhorn › venue: holds the invisible character U+0000. "
            "Remove it.",
            id="null character",
        ),
        pytest.param(
            "events.yaml",
            "    venue: Stadthalle",
            f"    venue: {'x' * 161}",
            "events.yaml: events › integrationsdialog-arbeit-gifhorn › venue: has 161 characters, at most 160 fit. "
            "Shorten it.",
            id="overlong",
        ),
        pytest.param(
            "events.yaml",
            "    venue: Stadthalle",
            "    venue: 12",
            "events.yaml: events › integrationsdialog-arbeit-gifhorn › venue: must be a text, but is "
            "“12”. Put it in quotes.",
            id="wrong kind",
        ),
        pytest.param(
            "events.yaml",
            "participants: {about: 500}",
            "participants: {circa: 500}",
            "events.yaml: events › dritter-jahrestag › participants › circa: “circa” is not known. "
            "Write one of: 'exact', "
            "'about', 'just_over' or 'more_than'.",
            id="unknown word of a count",
        ),
        pytest.param(
            "events.yaml",
            "participants: {about: 500}",
            "participants: {about: 500, exact: 498}",
            "events.yaml: events › dritter-jahrestag › participants: must be one number with its "
            "word, such as “about: 500”.",
            id="two counts",
        ),
        pytest.param(
            "events.yaml",
            "reach: {about: 300000}",
            "participants: {about: 300000}",
            "events.yaml: events › tag-der-niedersachsen-2019: visitors of somebody else’s fair are no participants. "
            "Write them as “reach”.",
            id="reach as participants",
        ),
        pytest.param(
            "upcoming.yaml",
            "waiting: 4",
            "waiting: 4, seats: 9",
            "upcoming.yaml: upcoming › demo-kochen-lueneburg › registration › seats: is no known field. Remove it.",
            id="unknown field without a near one",
        ),
        pytest.param(
            "upcoming.yaml",
            "capacity: 12, opened_days_ago: 30, closes_days_before: 1, registered: 12",
            "capacity: 12, opened_days_ago: 30, closes_days_before: 1, registered: 11",
            "upcoming.yaml: upcoming › demo-kochen-lueneburg › registration: people wait although seats are free. "
            "Raise “registered”.",
            id="waiting beside free seats",
        ),
        pytest.param(
            "upcoming.yaml",
            'begins_at: "17:00"',
            'begins_at: "25:00"',
            'upcoming.yaml: upcoming › demo-sprachcafe-oldenburg › begins_at: is no time of day. Write it as "18:30", '
            "in quotes.",
            id="no time of day",
        ),
        pytest.param(
            "projects.yaml",
            "district: Grafschaft Bentheim",
            "district: Osnabrück",
            "projects.yaml: projects › egal-woher-im-sport-zu-haus › district: a city and a district are both called "
            "“Osnabrück”. Name a municipality instead.",
            id="district whose name stands twice",
        ),
        pytest.param(
            "impact.yaml",
            "published_on: 2018-11-07",
            "published_on: 2019-10-11",
            "impact.yaml: press › Hannoversche Allgemeine Zeitung: 2019-10-11 does not lie between "
            "the beginning of the "
            "year (2018-11-06) and its cut-off (2019-10-10). Correct the day or remove the entry.",
            id="press after the cut-off",
        ),
        pytest.param(
            "impact.yaml",
            "part: follow_up",
            "part: follow_ups",
            "impact.yaml: openings › conferences follow_ups: there is no part “follow_ups”. Write one of: "
            "central_conference, regional_dialogue, follow_up, expert_meeting.",
            id="unknown part of a figure",
        ),
        pytest.param(
            "impact.yaml",
            "winner: ksb-grafschaft-bentheim",
            "winner: ksb",
            "impact.yaml: prizes › sonderpreis-2019 › winner: there is no organisation “ksb”. Add it "
            "to organisations.yaml.",
            id="unknown winner",
        ),
        pytest.param(
            "impact.yaml",
            "endowment: 6000",
            "endowment: sechstausend",
            "impact.yaml: prizes › sonderpreis-2019 › endowment: must be a whole number, but is “sechstausend”.",
            id="no number",
        ),
        pytest.param(
            "accounts.yaml",
            "email: office@example.org",
            "email: office@niedersachsen.de",
            "accounts.yaml: accounts › office@niedersachsen.de › email: “office@niedersachsen.de” is "
            "not written as it must "
            "be (pattern ^[a-z0-9._-]+@example\\.(org|com|net)$). Correct it.",
            id="log-in with a real address",
        ),
        pytest.param(
            "supporters.yaml",
            "weight: 56",
            "weight: 57",
            "supporters.yaml: the weights of the origins add up to 101. Make it 100.",
            id="weights",
        ),
        pytest.param(
            "supporters.yaml",
            "last_on: 2019-10-10",
            "last_on: 2019-10-11",
            "supporters.yaml: first_on, last_on: must lie between the founding (2015-11-30) and the "
            "cut-off (2019-10-10). "
            "Correct the days.",
            id="supporters after the cut-off",
        ),
        pytest.param(
            "site.yaml",
            "<p><b>Dies ist",
            "<p><script>Dies ist",
            "site.yaml: pages › imprint › de › body › no. 1 › text: uses <script>. The editor offers "
            "a, b, br, h3, i, li, ol, p, ul.",
            id="script in a page",
        ),
        pytest.param(
            "alliance.yaml",
            "  name: Niedersachsen packt an\n",
            "",
            "alliance.yaml: alliance › name: is missing. Add it.",
            id="missing field",
        ),
    ],
)
def test_a_mistake_is_named_with_its_remedy(mistakes: Mistakes, file: str, old: str, new: str, said: str) -> None:
    assert mistakes(file, old, new) == [said]


def test_all_mistakes_are_told_at_once(altered: Callable[..., Path]) -> None:
    altered("events.yaml", "format: anniversary", "format: konferenz")
    altered("events.yaml", "format: follow_up", "format: nachschau")
    folder = altered("accounts.yaml", "role: editor", "role: boss")

    with pytest.raises(DemoInvalid) as refused:
        read(folder)

    assert [(problem.file, problem.where) for problem in refused.value.problems] == [
        ("events.yaml", "events › dritter-jahrestag › format"),
        ("events.yaml", "events › follow-up-engagement › format"),
        ("accounts.yaml", "accounts › editor@example.org › role"),
    ]


def test_an_event_cannot_follow_one_further_down(mistakes: Mistakes) -> None:
    assert mistakes("events.yaml", "series: begegnungsreihe", "follows: film-lueneburg") == [
        (
            "events.yaml: events › graffiti-rhede › follows: “film-lueneburg” stands further down. Move "
            "it above this event."
        )
    ]


class TestFilesThatCannotBeRead:
    def test_broken_yaml_names_the_line(self, mistakes: Mistakes) -> None:
        (said,) = mistakes("accounts.yaml", "accounts:\n", "accounts: [\n")

        assert said.startswith("accounts.yaml: line ")
        assert said.endswith("Correct the line; texts with “: ” or “#” in them need quotes.")

    def test_a_key_that_stands_twice(self, mistakes: Mistakes) -> None:
        (said,) = mistakes("accounts.yaml", "accounts:\n", "password: noch-ein-passwort\naccounts:\n")

        assert said.startswith("accounts.yaml: line 3: “password” stands here twice.")

    def test_a_missing_file(self, altered: Callable[..., Path]) -> None:
        folder = altered("site.yaml", "home:", "home:")
        (folder / "site.yaml").unlink()

        with pytest.raises(DemoInvalid, match=r"^site.yaml: is missing in .*data. Put it there.$"):
            read(folder)

    def test_an_empty_file(self, altered: Callable[..., Path]) -> None:
        folder = altered("site.yaml", "home:", "home:")
        (folder / "site.yaml").write_text("", encoding="utf-8")

        with pytest.raises(DemoInvalid, match=r"^site.yaml: holds no entries. It needs home, pages.$"):
            read(folder)

    def test_a_file_that_is_no_utf8(self, altered: Callable[..., Path]) -> None:
        folder = altered("site.yaml", "home:", "home:")
        (folder / "site.yaml").write_bytes("home: Grüße".encode("latin-1"))

        with pytest.raises(DemoInvalid, match=r"^site.yaml: cannot be read .* Save it as UTF-8 text.$"):
            read(folder)

    def test_a_code_object_in_yaml_is_refused(self, mistakes: Mistakes) -> None:
        (said,) = mistakes(
            "accounts.yaml", "password: anpacken", "password: !!python/object/apply:os.system [ls] # anpacken"
        )

        assert said.startswith("accounts.yaml: line 2: could not determine a constructor for the tag")
