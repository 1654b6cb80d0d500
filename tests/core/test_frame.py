"""The frame of the tests themselves."""

from __future__ import annotations

import socket

import pytest
from django.db import connection
from django.template import Context, Engine, Origin, Template, engines
from pytest_socket import SocketConnectBlockedError

from tests.undefined import PACKAGE, UndefinedVariable


@pytest.mark.django_db
def test_migrated_rows_are_there() -> None:
    from wagtail.models import Page

    assert Page.objects.filter(depth=1).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_rows() -> None:
    from wagtail.models import Page

    Page.objects.filter(depth=1).update(title="left behind")
    assert connection.in_atomic_block is False


@pytest.mark.django_db(transaction=True)
def test_and_the_next_one_begins_anew() -> None:
    from wagtail.models import Page

    assert Page.objects.get(depth=1).title == "Root"


def test_no_way_to_the_network() -> None:
    with pytest.raises((SocketConnectBlockedError, UserWarning), match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def _template(source: str, name: str) -> Template:
    engine: Engine = engines["django"].engine  # type: ignore[attr-defined]
    return Template(source, origin=Origin(name=name, template_name="x.html"), engine=engine)


OURS = str(PACKAGE / "events" / "templates" / "events" / "x.html")


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ known.nothing }}", "{% if 1 %}{{ nobody|upper }}{% endif %}"])
def test_undefined_variables_fail_in_our_templates(source: str) -> None:
    with pytest.raises(UndefinedVariable, match=r"events/x\.html"):
        _template(source, OURS).render(Context({"known": {}}))


@pytest.mark.parametrize(
    ("source", "said"), [("{{ nobody|default:'-' }}", "-"), ("{% if nobody %}a{% else %}b{% endif %}", "b")]
)
def test_a_template_may_say_what_it_wants_instead(source: str, said: str) -> None:
    assert _template(source, OURS).render(Context()) == said


def test_undefined_variables_are_empty_in_templates_of_others() -> None:
    assert _template("[{{ nobody }}]{{ nobody|default:'x' }}", "/elsewhere/wagtail/x.html").render(Context()) == "[]x"
