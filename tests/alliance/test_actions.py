from __future__ import annotations

from datetime import date

import pytest

from anpacken.alliance import actions
from anpacken.alliance.models import Aim, Alliance, Theme
from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.core.texts import translated

pytestmark = pytest.mark.django_db

BY = Actor.command("test")
FACTS = actions.AllianceFacts(
    name="Bündnis am Fluss",
    email="buero@example.org",
    sender_name="Bündnis am Fluss",
    sender_email="post@example.org",
    slogan=translated(de="Gemeinsam.", en="Together."),
    founded_on=date(2015, 11, 30),
)


def test_set_up_makes_the_alliance_and_says_so_in_the_audit_log() -> None:
    alliance = actions.set_up(FACTS, BY)

    assert Alliance.objects.get() == alliance
    assert alliance.slogan.text("en") == "Together."
    assert alliance.founded_on == date(2015, 11, 30)
    entry = Entry.objects.get(action="alliance.created")
    assert (entry.target_ref, entry.actor_ref) == (alliance.public_id, "test")


def test_set_up_leaves_an_alliance_alone_that_stands_already() -> None:
    alliance = actions.set_up(FACTS, BY)
    alliance.name = "Neuer Name"
    actions.save(record=alliance, changed=["name"], save_related=lambda: None, by=BY)

    again = actions.set_up(FACTS, BY)

    assert again.name == "Neuer Name"
    assert Entry.objects.filter(action="alliance.created").count() == 1


def test_a_second_alliance_is_refused_with_the_name_of_the_first() -> None:
    actions.set_up(FACTS, BY)
    second = Alliance(name="Noch eins", email="a@example.org", sender_name="x", sender_email="a@example.org")

    with pytest.raises(actions.AllianceStandsAlready, match="Bündnis am Fluss"):
        actions.save(record=second, changed=[], save_related=lambda: None, by=BY)

    assert Alliance.objects.count() == 1


def test_saving_runs_what_belongs_to_it_and_records_the_fields() -> None:
    done: list[str] = []
    theme = Theme(slug="sprache", name=translated(de="Sprache"))

    actions.save(record=theme, changed=["slug", "name"], save_related=lambda: done.append("related"), by=BY)
    theme.position = 3
    actions.save(record=theme, changed=["position"], save_related=lambda: None, by=BY)

    assert done == ["related"]
    assert [(entry.action, entry.details) for entry in Entry.objects.order_by("pk")] == [
        ("theme.created", {"fields": ["slug", "name"]}),
        ("theme.changed", {"fields": ["position"]}),
    ]


def test_a_save_that_fails_half_way_leaves_nothing() -> None:
    def fail() -> None:
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        actions.save(record=Theme(slug="wohnen", name=translated(de="Wohnen")), changed=[], save_related=fail, by=BY)

    assert not Theme.objects.exists()
    assert not Entry.objects.exists()


def test_themes_and_aims_are_made_once_and_keep_what_was_changed() -> None:
    theme = actions.ensure_theme(slug="sprache", name=translated(de="Sprache", en="Language"), position=1, by=BY)
    aim = actions.ensure_aim(position=1, text=translated(de="Haltung zeigen"), by=BY)
    theme.name = translated(de="Sprachen")
    actions.save(record=theme, changed=["name"], save_related=lambda: None, by=BY)

    actions.ensure_theme(slug="sprache", name=translated(de="Sprache", en="Language"), position=1, by=BY)
    actions.ensure_aim(position=1, text=translated(de="Etwas anderes"), by=BY)

    assert str(Theme.objects.get().name) == "Sprachen"
    assert Aim.objects.get().text.text("de") == "Haltung zeigen"
    assert Aim.objects.get() == aim


def test_a_heading_for_outcomes_is_no_field_of_action() -> None:
    actions.ensure_theme(slug="rueckkehr", name=translated(de="Rückkehr"), is_field_of_action=False, by=BY)

    assert not Theme.objects.get(slug="rueckkehr").is_field_of_action
