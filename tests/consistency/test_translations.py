"""Every text of the interface is there in German, and the catalogues hold nothing that is not said."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tools import translations

pytestmark = pytest.mark.once


@pytest.mark.parametrize("room", translations.rooms(), ids=lambda room: room.name)
@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_catalogue_is_complete(room: Path, language: str) -> None:
    assert translations.problems(room, language) == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_all_rooms_say_the_same_thing_alike(language: str) -> None:
    assert translations.conflicts(language) == []


# What the glossary and the law call otherwise.
RIVALS = {
    "Zustimmung": "Einwilligung",
    "ustimmen": "einwilligen",
    "ugestimmt": "eingewilligt",
    "stimme zu": "willige ein",
    "stimmen Sie zu": "willigen Sie ein",
}


@pytest.mark.parametrize("room", translations.rooms(), ids=lambda room: room.name)
def test_one_thing_has_one_word(room: Path) -> None:
    said = (room / "locale/de/LC_MESSAGES/django.po").read_text() if (room / "locale").exists() else ""
    assert [wrong for wrong in RIVALS if wrong in said] == []


CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
_("one" " sentence")
gettext_lazy("lazy")
ngettext("%(count)d seat", "%(count)d seats", 3)
pgettext("month", "May")
_(variable)
other("not this")
"""


def test_finds_messages_in_code() -> None:
    found = {message for message, _line in translations._messages_in_calls(ast.parse(CODE))}
    assert found == {
        translations.Message("one sentence"),
        translations.Message("lazy"),
        translations.Message("%(count)d seat", "%(count)d seats"),
        translations.Message("May", context="month"),
    }


TEMPLATE = """{% load i18n %}
<c-card title="{% translate "It's here" %}" :head="head">{{ _("Quoted \\"so\\"") }}</c-card>
{% blocktranslate count n=seats %}one seat{% plural %}{{ n }} seats{% endblocktranslate %}
{% blocktranslate trimmed with name=event.title %}
  To {{ name }},
  100 % sure
{% endblocktranslate %}
{% translate "May" context "month" %}{# translate "not this" #}{% comment %}{% translate "nor this" %}{% endcomment %}
"""


def test_finds_messages_in_templates() -> None:
    found = {message for message, _line in translations._messages_in_template(TEMPLATE, "x.html")}
    assert found == {
        translations.Message("It's here"),
        translations.Message('Quoted "so"'),
        translations.Message("one seat", "%(n)s seats"),
        translations.Message("To %(name)s, 100 %% sure"),
        translations.Message("May", context="month"),
    }
