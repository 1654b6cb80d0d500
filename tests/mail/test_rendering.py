"""One template, two parts: what is in them, and what can not get into them."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from anpacken.mail import rendering
from anpacken.mail.errors import MailTemplateBroken

pytestmark = pytest.mark.django_db

WHOLE = """
{% block subject %}
  Ticket for {{ title }}
{% endblock subject %}
{% block body %}
  {% mail_heading %}You are in{% endmail_heading %}
  {% mail_text %}
    Hello {{ name }},
    thank you.

    We look forward to seeing you at the place that stands below, on the day that stands below.
  {% endmail_text %}
  {% mail_button ticket_url "Open the ticket" %}
  {% mail_facts %}
    {% mail_fact "When" when %}
    {% mail_fact "Where" "" %}
    {% mail_fact "Who" name %}
  {% endmail_facts %}
  {% mail_note %}Keep this mail.{% endmail_note %}
{% endblock body %}
"""
VALUES = {
    "title": "Opening",
    "name": "Erika",
    "when": "10 October",
    "ticket_url": "https://www.example.org/t/1?a=b&c=d",
}

TEXT = """\
You are in
----------

Hello Erika, thank you.

We look forward to seeing you at the place that stands below, on the day
that stands below.

Open the ticket:
https://www.example.org/t/1?a=b&c=d

When: 10 October
Who: Erika

* Keep this mail.

--\x20
Bündnis Beispiel
Office
Beispielamt
Musterweg 1
80333 München

Telephone: 089 123456
Mail: buero@example.org
http://127.0.0.1:8000/

Responsible for the content: Maria Muster

You can answer this mail; the office will read it.
"""


@pytest.fixture
def written(template, alliance):
    """`written(content, **values)` in English."""

    def write(content: str, language: str = "en", **values: object) -> rendering.Written:
        return rendering.write(template=template(content), context=values, language=language)

    return write


def test_the_text_part_reads_well(written):
    mail = written(WHOLE, **VALUES)
    assert mail.subject == "Ticket for Opening"
    assert mail.text == TEXT


def test_no_line_of_the_text_is_longer_than_72_save_links(written):
    long = {**VALUES, "name": "word " * 60, "ticket_url": "https://www.example.org/" + "x" * 200}
    lines = [line for line in written(WHOLE, **long).text.splitlines() if not line.startswith("https://")]
    assert max(len(line) for line in lines) <= 72


def test_the_html_part_is_whole(written):
    page = lxml_html.document_fromstring(written(WHOLE, **VALUES).html)
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert page.findtext(".//title") == "Ticket for Opening"
    assert page.findtext(".//h1") == "You are in"
    assert [p.text_content() for p in page.findall(".//body//p")][:2] == [
        "Hello Erika, thank you.",
        "We look forward to seeing you at the place that stands below, on the day that stands below.",
    ]
    button = page.find_class("m-button")[0]
    assert (button.get("href"), button.text_content()) == ("https://www.example.org/t/1?a=b&c=d", "Open the ticket")
    assert [(dt.text, dt.getnext().text) for dt in page.findall(".//dt")] == [("When", "10 October"), ("Who", "Erika")]


def test_the_html_loads_nothing_and_tracks_nobody(written):
    page = lxml_html.document_fromstring(written(WHOLE, **VALUES).html)
    assert page.xpath("//img | //script | //link | //iframe | //object | //form | //table") == []
    assert "url(" not in written(WHOLE, **VALUES).html


def test_direction_follows_the_language(written):
    assert 'lang="ar" dir="rtl"' in written(WHOLE, language="ar", **VALUES).html


def test_the_imprint_stands_in_the_mails_language(written):
    assert "\nGeschäftsstelle\n" in written(WHOLE, language="de", **VALUES).text
    assert "Geschäftsstelle" in written(WHOLE, language="de", **VALUES).html


EVIL = "<a href='https://evil.example'>Klick</a> https://evil.example/win {{ alliance.email }}"


def test_a_strangers_words_become_neither_markup_nor_link(written):
    mail = written(WHOLE, **{**VALUES, "name": EVIL, "title": EVIL})
    page = lxml_html.document_fromstring(mail.html)
    links = {a.get("href") for a in page.iter("a")}
    assert links == {"http://127.0.0.1:8000/", "https://www.example.org/t/1?a=b&c=d", "mailto:buero@example.org"}
    assert "evil.example" not in mail.text + mail.html + mail.subject
    assert "&lt;a href=" in mail.html
    assert "{{ alliance. email }}" in " ".join(mail.text.split())


def test_a_strangers_line_breaks_forge_no_paragraphs(written):
    mail = written(WHOLE, **{**VALUES, "name": "Erika\n\n-- \nYour bank"})
    assert "Hello Erika -- Your bank, thank you." in mail.text


def test_a_link_among_the_facts_can_be_followed(written):
    content = "{% block subject %}x{% endblock %}{% block body %}{% mail_fact 'Online' online_url %}{% endblock %}"
    page = lxml_html.document_fromstring(written(content, online_url="https://meet.example/a?b=c&d=e").html)
    assert page.find(".//dd/a").get("href") == "https://meet.example/a?b=c&d=e"


def test_only_values_named_as_links_or_addresses_keep_them(written):
    mail = written(
        "{% block subject %}x{% endblock %}{% block body %}{% mail_text %}"
        "{{ a.web_url }} {{ a.email }} {{ a.note }} {{ list.0.url }}"
        "{% endmail_text %}{% endblock %}",
        a={"web_url": "https://a.example/", "email": "a@a.example", "note": "https://a.example/"},
        list=[{"url": "https://b.example/"}],
    )
    assert mail.text.startswith("https://a.example/ a@a.example a. example/ https://b.example/\n")


def test_what_calls_itself_an_address_and_is_none_is_made_plain(written):
    content = (
        "{% block subject %}x{% endblock %}{% block body %}{% mail_text %}{{ email }}{% endmail_text %}{% endblock %}"
    )
    assert written(content, email="see https://evil.example").text.startswith("see evil. example\n")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/relative", "https://a.example/ b", "data:text/html,x"])
def test_a_button_leads_to_an_absolute_web_address(written, url):
    with pytest.raises(MailTemplateBroken):
        written(WHOLE, **{**VALUES, "ticket_url": url})


@pytest.mark.parametrize(
    "content",
    [
        "{% block subject %}x{% endblock %}{% block body %}{{ missing }}{% endblock %}",
        "{% block subject %}{{ missing }}{% endblock %}",
        "{% block subject %}{% blocktranslate %}a {{ missing }}{% endblocktranslate %}{% endblock %}",
        "{% block subject %}x{% endblock %}{% block body %}{% mail_fact 'a' missing %}{% endblock %}",
        "{% block subject %}x{% endblock %}{% block body %}{% mail_button missing_url 'a' %}{% endblock %}",
    ],
)
def test_a_value_that_is_missing_stops_the_mail(written, content):
    with pytest.raises(MailTemplateBroken, match="missing"):
        written(content)


def test_a_template_may_ask_whether_a_value_is_there(written):
    content = "{% block subject %}x{% if missing %}y{% endif %}{% endblock %}"
    assert written(content).subject == "x"


def test_a_mail_without_subject_is_none(written):
    with pytest.raises(MailTemplateBroken, match="no subject"):
        written("{% block body %}x{% endblock %}")


def test_a_template_that_is_not_there_says_so(alliance):
    with pytest.raises(MailTemplateBroken, match=r"no mail template mail/mail/nowhere\.html"):
        rendering.write(template="mail/mail/nowhere.html", context={}, language="de")


def test_the_subject_is_one_line_in_plain_characters(written):
    mail = written("{% block subject %}\n  Tom\n & {{ name }}\n{% endblock %}", name="Jerry's\nX-Header: y")
    assert mail.subject == "Tom & Jerry's X-Header: y"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_trial_mail_is_written_in_each_language(queued, language):
    mail = queued(language=language)
    written = rendering.write(template=mail.template, context=mail.context, language=language)
    assert "https://www.example.org/" in written.text
    assert "Erika" in written.html
