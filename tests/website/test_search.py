"""One search over everything that the public may see."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from wagtail.search import index

from anpacken.core.texts import translated
from anpacken.events.choices import EventState
from anpacken.impact.models import Outcome
from anpacken.website.models import TextPage
from anpacken.website.queries import search
from tests.factories.events import make_event
from tests.factories.impact import make_publication, make_year
from tests.factories.network import make_project, make_theme

pytestmark = pytest.mark.django_db


def html_of(client: Client, query: dict[str, str], prefix: str = "") -> str:
    answer = client.get(f"{prefix}/suche/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'<h2 class="card-title"><a [^>]*>([^<]*)</a>', html)


@pytest.fixture
def _things(frozen_clock: object, imprint: TextPage) -> None:
    """One thing of each kind about the office in Göttingen, and drafts that nobody may find."""
    # The index is written by a job, which does not run here.
    for page in TextPage.objects.all():
        index.insert_or_update_object(page)
    make_event(title=translated(de="Treffen in Göttingen", en="Meeting in Göttingen"), starts_on=date(2019, 11, 1))
    make_event(title=translated(de="Fest in Göttingen"), starts_on=date(2019, 9, 1), state=EventState.HELD)
    make_event(title=translated(de="Entwurf in Göttingen"), state=EventState.DRAFT)
    make_project(name=translated(de="Chor in Göttingen"))
    make_project(name=translated(de="Geheimnis in Göttingen"), published=False)
    Outcome.objects.create(
        slug="wohnen",
        theme=make_theme(),
        year=make_year(),
        title=translated(de="Wohnraum in Göttingen"),
        text=translated(de="Mehr Wohnungen."),
        source=translated(de="Stadt"),
        happened_on=date(2019, 5, 1),
    )
    make_publication(date(2019, 6, 1), title=translated(de="Heft über Göttingen"))


@pytest.mark.usefixtures("_things")
def test_every_kind_is_found_and_no_draft(client: Client) -> None:
    html = html_of(client, {"q": "göttingen"})
    assert titles(html) == [
        "Treffen in Göttingen",
        "Fest in Göttingen",
        "Chor in Göttingen",
        "Wohnraum in Göttingen",
        "Heft über Göttingen",
    ]
    assert "5 Treffer für „göttingen“" in html


@pytest.mark.usefixtures("_things")
def test_pages_of_text_are_found_in_the_language_of_the_page(client: Client) -> None:
    assert titles(html_of(client, {"q": "Geschäftsstelle"})) == ["Impressum"]
    assert titles(html_of(client, {"q": "chancellery"}, "/en")) == ["Imprint"]
    assert titles(html_of(client, {"q": "chancellery"})) == []


@pytest.mark.usefixtures("_things")
def test_all_words_must_stand_in_it(client: Client) -> None:
    assert titles(html_of(client, {"q": "Wohnungen  Göttingen"})) == ["Wohnraum in Göttingen"]
    assert titles(html_of(client, {"q": "Chor Wohnraum"})) == []


@pytest.mark.usefixtures("_things")
def test_english_words_find_what_has_a_translation(client: Client) -> None:
    assert titles(html_of(client, {"q": "meeting"}, "/en")) == ["Meeting in Göttingen"]


@pytest.mark.usefixtures("_site")
@pytest.mark.parametrize("words", ["", "   "])
def test_without_words_nothing_is_looked_for(client: Client, words: str) -> None:
    html = html_of(client, {"q": words})
    assert "Treffer" not in html
    assert "Nichts gefunden" not in html


@pytest.mark.usefixtures("_site")
def test_nothing_found_says_what_to_do(client: Client) -> None:
    assert "Nichts gefunden" in html_of(client, {"q": "xyzzy"})


@pytest.mark.usefixtures("_site")
def test_words_are_shown_as_text(client: Client) -> None:
    assert "„&lt;script&gt;“" in html_of(client, {"q": "<script>"})


@pytest.mark.usefixtures("_things")
@pytest.mark.parametrize("words", ["%", "_", "\\", "' OR 1=1 --", '"', "(", "*", "AND", "NOT OR", "\u202eabc", "-"])
def test_signs_with_a_meaning_elsewhere_have_none_here(client: Client, words: str) -> None:
    assert titles(html_of(client, {"q": words})) == []


@pytest.mark.usefixtures("_site")
def test_null_characters_are_refused_in_words(client: Client) -> None:
    assert "error-summary" in html_of(client, {"q": "a\0b"}) or 'class="error"' in html_of(client, {"q": "a\0b"})


@pytest.mark.usefixtures("_site")
def test_overlong_words_are_refused_in_words(client: Client) -> None:
    assert 'class="error"' in html_of(client, {"q": "ä" * 101})
    assert 'class="error"' not in html_of(client, {"q": "ä" * 100})


@pytest.mark.usefixtures("_site")
def test_many_hits_are_paged(client: Client, frozen_clock: object) -> None:
    for number in range(30):
        make_event(title=translated(de=f"Probe {number}"), starts_on=date(2019, 11, 1))
    first, second = html_of(client, {"q": "Probe"}), html_of(client, {"q": "Probe", "page": "2"})
    assert (len(titles(first)), len(titles(second))) == (25, 5)
    assert "30 Treffer" in second
    assert "q=Probe" in second
    assert titles(html_of(client, {"q": "Probe", "page": "99"})) == titles(second)
    assert titles(html_of(client, {"q": "Probe", "page": "x"})) == titles(first)


@pytest.mark.usefixtures("_site")
def test_one_kind_cannot_crowd_out_the_others(frozen_clock: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_PER_KIND", 2)
    for number in range(3):
        make_event(title=translated(de=f"Chor {number}"), starts_on=date(2019, 11, 1))
    make_project()
    assert [str(hit.title) for hit in search.everything("Chor")] == ["Chor 0", "Chor 1", "Chor der Vielfalt"]
