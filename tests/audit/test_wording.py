from __future__ import annotations

import pytest
from django.utils import translation

from anpacken.audit import details, wording


def test_a_registered_deed_has_its_sentence():
    with translation.override("en"):
        assert wording.in_words("audit.exported") == "Audit log exported"
    with translation.override("de"):
        assert wording.in_words("audit.exported") == "Änderungsprotokoll exportiert"


def test_created_changed_and_deleted_come_from_the_records_name():
    with translation.override("en"):
        assert wording.in_words("user.created") == "User created"
        assert wording.in_words("outgoingmail.changed") == "Outgoing mail changed"
        assert wording.in_words("schedule.deleted") == "Periodic job deleted"


@pytest.mark.parametrize("action", ["nothing.known", "nothing.created", "nodot", ""])
def test_a_deed_without_words_shows_its_code(action):
    assert wording.in_words(action) == action


def test_one_deed_has_one_wording():
    wording.register({"audit.exported": "Audit log exported"} if translation.get_language() == "en" else {})
    with pytest.raises(ValueError, match=r"audit\.exported"):
        wording.register({"audit.exported": "Something else"})


def test_actors_in_words():
    with translation.override("en"):
        assert wording.actor_kind("job") == "Automatic"
        assert wording.actor_kind("unheard") == "unheard"


def test_details_in_words():
    with translation.override("en"):
        assert details.in_words({"fields": ["name", "city"], "rows": 12, "is_open": True, "was": None}) == (
            "fields: name, city; rows: 12; is open: yes; was: –"
        )
        assert details.in_words({}) == ""


def test_what_is_new_is_counted_where_nothing_was_before():
    with translation.override("de"):
        assert details.in_words({"old": "a", "new": "b"}) == "vorher: a; nachher: b"
        assert details.in_words({"new": 34, "rejected": 26}) == "neu: 34; abgewiesen: 26"


def test_codes_of_a_room_are_said_in_its_words():
    with translation.override("de"):
        assert details.in_words({"role": "editor"}, "accounts.user") == "Rolle: Redaktion"
        assert details.in_words({"role": "unheard"}, "accounts.user") == "Rolle: unheard"
        assert details.in_words({"purpose": "newsletter"}, "people.person") == "Zweck: Newsletter"
        assert details.in_words({"purpose": "newsletter"}, "accounts.user") == "Zweck: newsletter"
