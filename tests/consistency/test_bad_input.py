"""Whatever a stranger sends, the house answers with a sentence: never a 500, and nothing half-written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from anpacken.core import clock, links
from anpacken.events import links as event_links
from anpacken.events.models import Event, Registration
from anpacken.mail.models import OutgoingMail
from anpacken.people import links as people_links
from anpacken.people import wordings
from anpacken.people.models import Role, SignUp
from tests.consistency import access, hostile
from tests.consistency.world import World, registration
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db

PUBLIC = [name for name, statuses in access.answers().items() if statuses[0] == 200]


@dataclass(frozen=True, slots=True)
class Form:
    """A public form: what a kind visitor sends, and what must be refused in each field (named in `FIELD_VALUES`,
    or written out after a `=`)."""

    good: dict[str, Any]
    refused: dict[str, list[str]] = field(default_factory=dict)
    required: tuple[str, ...] = ()


BAD_ADDRESSES = [
    "=",
    "=somebody",
    "=somebody@",
    "=@example.org",
    "=somebody@localhost",
    "=some body@example.org",
    "=somebody@example.org, other@example.org",
    "=somebody@example.org\r\nBcc: other@example.org",
    "=somebody@example.org\nBcc: other@example.org",
    "=Somebody <somebody@example.org>",
    "=somebody@-example.org",
    "=somebody@exa mple.org",
    "=somebody@example..org",
    f"=somebody@{'x' * 240}.org",
    f"=somebody@{'x.' * 200}org",
    "=\u202esomebody@example.org",
    "=somebody@example.org\x00",
]
BAD_NAMES = [
    "null",
    "only a null",
    "very long",
    "right to left",
    "isolates",
    "bell",
    "markup",
    "line separator",
    "blank",
    "=",
    "=https://example.org",
    "=you@example.org",
]
CONSENTS = {"register": "on", "newsletter": "on", "listing": "on", "wording": wordings.CURRENT}
PERSON = {"first_name": "Ada", "last_name": "Muster", "email": "ada@example.org", "postcode": "30169", **CONSENTS}
PERSON_REFUSED = {
    "first_name": BAD_NAMES,
    "last_name": BAD_NAMES,
    "email": BAD_ADDRESSES,
    "postcode": ["=1234", "=123456", "=abcde", "other digits", "null", "very long", "number beyond int()"],
    "register": ["=", "=yes", "null", "=1"],
    "newsletter": ["=yes", "null", "very long"],
    "wording": ["=", "=1900-01", "null", "very long"],
}

FORMS: dict[str, Form] = {
    "events:register": Form(
        good={
            "name": "Ada Muster",
            "email": "ada@example.org",
            "organisation": "Verein",
            "companions": "1",
            "support_needs": "Rampe",
        },
        refused={
            "name": BAD_NAMES,
            "email": BAD_ADDRESSES,
            "organisation": ["null", "very long", "right to left", "isolates", "bell"],
            "companions": [
                "=-1",
                "=10",
                "=1.5",
                "=999999999999999999999",
                "=abc",
                "other digits",
                "number beyond int()",
                "null",
            ],
            "support_needs": ["null", "very long", "right to left", "bell"],
        },
        required=("name", "email"),
    ),
    "events:register_group": Form(
        good={
            "name": "Ada Muster",
            "email": "ada@example.org",
            "organisation": "Verein",
            "seats": "3",
            "members": "Bela Muster",
        },
        refused={
            "name": BAD_NAMES,
            "organisation": ["=", "null", "very long", "right to left", "isolates", "bell"],
            "seats": ["=0", "=1", "=21", "=1.5", "=-1", "number beyond int()", "null"],
            "members": ["null", "very long", "=Bela\nwww.example.org", "=A\nB\nC", "right to left"],
        },
        required=("name", "email", "organisation", "seats"),
    ),
    "events:registration": Form(
        good={"deed": "cancel"},
        refused={"deed": ["=", "=accept", "=decline", "=delete", "null", "very long", "markup"]},
        required=("deed",),
    ),
    "people:sign_up_person": Form(PERSON, PERSON_REFUSED, ("first_name", "last_name", "email", "register", "wording")),
    "people:sign_up_institution": Form(
        {**PERSON, "organisation_name": "Verein für alle", "organisation_kind": "association"},
        {
            **PERSON_REFUSED,
            "organisation_name": BAD_NAMES,
            "organisation_kind": ["=", "=club", "null", "very long", "a list"],
        },
        ("organisation_name", "organisation_kind", "first_name", "last_name", "email", "register", "wording"),
    ),
    "people:sign_up_confirm": Form(good={}),
    "people:withdraw": Form(
        good={"deed": "leave"},
        refused={"deed": ["=", "=register", "=delete", "null", "very long", "markup"]},
        required=("deed",),
    ),
}

STAND = {
    "organisation_name": "Verein für alle",
    "title": "Sprachcafé",
    "shows": "Wir zeigen, was wir tun.",
    "contact_name": "Ada Muster",
    "phone": "0511 123456",
    "tables": "1",
    "needs_power": "on",
    "power_for": "Laptop",
    "brings": "Banner",
    "people": "2",
    "support_needs": "Rampe",
}
_HIDDEN_SIGNS = ["null", "very long", "right to left", "bell"]
STAND_REFUSED = {
    "organisation_name": BAD_NAMES,
    "title": BAD_NAMES,
    "shows": ["=", *_HIDDEN_SIGNS],
    "contact_name": BAD_NAMES,
    "phone": ["=call me", "=12", "null", "very long", "other digits"],
    "tables": ["=", "=-1", "=10", "=1.5", "null", "other digits", "number beyond int()"],
    "needs_power": ["=yes", "null", "very long"],
    "power_for": _HIDDEN_SIGNS,
    "brings": _HIDDEN_SIGNS,
    "people": ["=", "=0", "=51", "=1.5", "null", "number beyond int()"],
    "support_needs": _HIDDEN_SIGNS,
}
STAND_REQUIRED = ("organisation_name", "title", "shows", "contact_name", "tables", "people")
FORMS |= {
    "market:apply": Form(
        {**STAND, "email": "ada@example.org"},
        {**STAND_REFUSED, "email": BAD_ADDRESSES},
        (*STAND_REQUIRED, "email"),
    ),
    "market:application": Form(
        {**STAND, "deed": "save"},
        {**STAND_REFUSED, "deed": ["=", "=accept", "=delete", "null", "very long", "markup"]},
        (*STAND_REQUIRED, "deed"),
    ),
    "forums:choose": Form(
        good={"deed": "save", "forum_1_1": ""},
        refused={
            "forum_1_1": ["null", "very long", "markup", "=w:abc", "=1"],
            "deed": ["=", "=draw", "=leave", "null", "very long"],
        },
        required=("deed",),
    ),
    "invited:invitation": Form(
        good={"deed": "register", "name": "Ada Muster", "companions": "1"},
        refused={
            "name": BAD_NAMES,
            "companions": ["=-1", "=10", "=abc", "number beyond int()", "null"],
            "deed": ["=", "=accept", "=delete", "null", "very long", "markup"],
        },
        required=("name", "deed"),
    ),
    "surveys:answer": Form(
        good={"q-222222222222": "4", "q-333333333333": "Schön war es."},
        refused={
            "q-222222222222": [
                "=0",
                "=6",
                "=abc",
                "other digits",
                "number beyond int()",
                "null",
                "very long",
                "markup",
            ],
            "q-333333333333": ["null", "very long", "right to left", "isolates", "bell"],
        },
    ),
    "questions:answer": Form(
        good={"deed": "save", "q_essen": "vegan", "q_anreise": "Mit der Bahn"},
        refused={
            "q_essen": ["null", "very long", "markup", "=Vegan", "a list"],
            "q_anreise": ["null", "very long", "right to left", "isolates", "bell"],
            "deed": ["=", "=delete", "null", "very long"],
            "seen": ["=0123456789abcdef", "null", "very long"],
        },
        required=("deed",),
    ),
    "people:my_page": Form(good={"email": "ada@example.org"}, refused={"email": BAD_ADDRESSES}, required=("email",)),
    "people:my_page_open": Form(good={}),
    "people:my_page_new_address": Form(good={}),
}
# Forms that are a button without a field: any body that can be read presses it.
BUTTONS = {"people:sign_up_confirm", "people:my_page_open", "people:my_page_new_address"}
# The door has limits, second factors and tests of its own (tests/accounts); here it is only fed anything.
DOOR = {
    "account_login": ("login", "password"),
    "account_reset_password": ("email",),
    "account_invited": ("first_name", "last_name", "password", "way"),
    "account_reset_password_from_key": ("password",),
}

# Addresses that must be taken: strange, but good.
GOOD_ADDRESSES = [
    "a.b+c@example.org",
    "o'neil@example.org",
    "ada@müller.example.org",
    "ADA@EXAMPLE.ORG",
    " ada@example.org ",
]


@pytest.fixture
def world() -> World:
    world = World()
    world["alliance"]
    # As if seats had been taken: `world` writes registrations without counting them.
    Event.objects.filter(pk=world["upcoming_event"].pk).update(taken_seats=5)
    return world


@pytest.fixture
def visitor() -> Client:
    """What goes wrong within a view is raised here and fails the test; no answer of 500 hides it."""
    return Client()


@pytest.fixture
def nothing_written(world: World) -> Iterator[Callable[[], None]]:
    """Call it after making what the test needs; at the test's end every table has as many rows as then."""
    counted: list[dict[str, int]] = []
    yield lambda: counted.append(hostile.rows())
    assert counted, "The test did not say from where on nothing may be written."
    assert hostile.rows() == counted[0]


def _url(name: str, world: World) -> str:
    return reverse(name, kwargs=access.arguments(name, world))


def _text(answer: HttpResponseBase) -> str:
    return b"".join(answer).decode()  # type: ignore[call-overload]


def _is_refused_well(answer: HttpResponseBase, what: str) -> None:
    """A page of ours that says something, in German, without a trace back."""
    assert answer.status_code in {400, 403, 404, 405, 409, 410, 413, 422}, f"{what}: {answer.status_code}"
    if answer.status_code != 405:
        page = _text(answer)
        assert '<html lang="de"' in page, what
        assert "Traceback" not in page, what
        assert "<h1" in page, what


def _value(name: str) -> str:
    return name[1:] if name.startswith("=") else hostile.FIELD_VALUES[name]


def _with(good: dict[str, Any], **other: Any) -> dict[str, Any]:
    return {name: value for name, value in {**good, **other}.items() if value is not None}


# --- Addresses -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PUBLIC)
def test_strange_queries(name: str, world: World, visitor: Client, nothing_written: Callable[[], None]) -> None:
    """Looking changes nothing either, whatever stands in the address."""
    url = _url(name, world)
    page = visitor.get(url)
    is_page = page.get("Content-Type", "").startswith("text/html")
    nothing_written()
    for query in hostile.queries(_text(page) if is_page else ""):
        answer = visitor.get(f"{url}?{query}")
        assert answer.status_code in {200, 303, 400, 404}, query
        assert "Set-Cookie" not in answer.headers, query
        assert not answer.cookies, query
        if is_page and answer.status_code == 200:
            assert "<script>alert" not in _text(answer), query


STRANGE_PATHS = [
    "/%00",
    "/%FF/",
    "/%ED%A0%80/",
    "/%E2%80%AE/",
    "/%0d%0aSet-Cookie:a=b",
    "/..%2f..%2fetc/passwd",
    "/%C3/",
    "/xx/veranstaltungen/",
    "/zahlen/%00/",
    "/zahlen/keine/",
    "/zahlen/" + "a" * 5000 + "/",
    "/berichte/0/",
    "/berichte/99999999999999999999999/",
    "/berichte/" + "9" * 5000 + "/",
    "/berichte/99999999999999999999999/bericht.pdf",
    "/veranstaltungen/aaaaaaaaaaaa/",
    "/veranstaltungen/aaaaaaaaaaaa/anmelden/",
    "/veranstaltungen/aaaaaaaaaaaa/angemeldet/",
    "/veranstaltungen/aaaaaaaaaaaa/termin.ics",
    "/veranstaltungen/reihe/aaaaaaaaaaaa/",
    "/veranstaltungen/1/",
    "/projekte/aaaaaaaaaaaa/",
    "/demo-mailbox/aaaaaaaaaaaa/",
    "/demo-mailbox/aaaaaaaaaaaa/attachments/99999999999999999999/",
    "/ui/keiner/",
    "/documents/99999999999999999999999/a.pdf",
    "/documents/1/%00",
    "/static/%00",
    "/media/images/%00",
    "/media/images/%FF.jpg",
    "/media/images/..%2foriginal_images/a.jpg",
    "/media/images/../reports/",
    "/media/images//etc/passwd",
    "/media/original_images/a.jpg",
    "/media/images/",
    "/static/../../settings.py",
    "/anmeldung/%00/",
    "/mitmachen/bestaetigen/%FF/",
    "/abmelden/%E2%80%AE/",
]


def test_strange_paths(world: World, visitor: Client, nothing_written: Callable[[], None]) -> None:
    nothing_written()
    for path in STRANGE_PATHS:
        _is_refused_well(visitor.get(path), path)


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", "a b", "testserver:99999999", "[::1"])
def test_a_foreign_host_is_refused(host: str, world: World, visitor: Client) -> None:
    answer = visitor.get("/veranstaltungen/", headers={"host": host})
    if host.startswith("testserver:"):
        assert answer.status_code in {200, 400}
        return
    assert answer.status_code == 400
    assert "evil.example" not in _text(answer)


def test_forwarded_headers_of_strangers_change_nothing(world: World, visitor: Client) -> None:
    plain = _text(visitor.get("/veranstaltungen/"))
    forged = visitor.get(
        "/veranstaltungen/",
        headers={
            "x-forwarded-host": "evil.example",
            "x-forwarded-port": "1",
            "x-original-url": "/office/",
            "x-forwarded-proto": "https",
        },
    )
    assert _text(forged) == plain


@pytest.mark.parametrize(
    "name", ["events:event_list", "people:sign_up_person", "events:registration", "website:search"]
)
def test_other_methods(name: str, world: World, visitor: Client, nothing_written: Callable[[], None]) -> None:
    url = _url(name, world)
    nothing_written()
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "OPTIONS"):
        assert visitor.generic(method, url).status_code in {200, 405}, method


# --- Forms -----------------------------------------------------------------------------------------------------


def test_every_public_form_stands_here(world: World, visitor: Client) -> None:
    """An address that takes a POST from everybody belongs into `FORMS`."""
    taking = {name for name in PUBLIC if visitor.post(_url(name, world)).status_code not in {403, 404, 405}}
    # The component gallery answers any method; it is for builders and takes nothing.
    assert taking - {"ui:gallery", "ui:sample", "ui:component", "ui:stylesheet"} == {*FORMS, *DOOR}


@pytest.mark.parametrize("name", DOOR)
def test_anything_at_the_door(name: str, world: World, visitor: Client) -> None:
    url = _url(name, world)
    for what, value in hostile.FIELD_VALUES.items():
        with undone():
            answer = visitor.post(url, hostile.body(**dict.fromkeys(DOOR[name], value)), URLENCODED)
            assert answer.status_code in {200, 302, 303, 400, 422}, f"{what}: {answer.status_code}"
            assert "Traceback" not in _text(answer)


@pytest.mark.parametrize("name", FORMS)
def test_what_must_be_refused_is(name: str, world: World, visitor: Client, nothing_written: Callable[[], None]) -> None:
    url, form = _url(name, world), FORMS[name]
    nothing_written()
    for missing in form.required:
        _is_refused_well(visitor.post(url, _with(form.good, **{missing: None})), f"without {missing}")
    for field_name, values in form.refused.items():
        for value in values:
            sent = _with(form.good, **{field_name: _value(value)})
            answer = visitor.post(url, hostile.body(**sent), URLENCODED)
            assert answer.status_code in {400, 409, 422}, f"{field_name} {value}: {answer.status_code}"
            _is_refused_well(answer, f"{field_name} {value}")


URLENCODED = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("name", FORMS)
def test_anything_in_any_field(name: str, world: World, visitor: Client) -> None:
    """Refused, or taken as it is; whatever is refused has written nothing."""
    form = FORMS[name]
    url = _url(name, world)
    before = hostile.rows()
    for what, value in hostile.FIELD_VALUES.items():
        for field_name in [*(form.good if what in hostile.SHARP_FIELDS else ()), None]:
            with undone():
                sent = dict.fromkeys(form.good, value) if field_name is None else {**form.good, field_name: value}
                answer = visitor.post(url, hostile.body(**sent), URLENCODED)
                if answer.status_code != 303:
                    _is_refused_well(answer, f"{field_name} {what}")
                    assert hostile.rows() == before, f"{field_name} {what}"


@contextmanager
def undone() -> Iterator[None]:
    """What the block writes is taken back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(set(FORMS) - BUTTONS))
def test_strange_bodies(name: str, world: World, visitor: Client, nothing_written: Callable[[], None]) -> None:
    url, form = _url(name, world), FORMS[name]
    nothing_written()
    two_megabytes = b"name=" + b"x" * (2 * 1024 * 1024 + 1)
    bodies = [
        (two_megabytes, URLENCODED),
        (b"&".join(b"a%d=1" % number for number in range(1001)), URLENCODED),
        (b"name=%FF%00&email=%C3&deed=%FF", URLENCODED),
        (b'{"name": "Ada", "email": "ada@example.org"}', "application/json"),
        (b'--x\r\nContent-Disposition: form-data; name="na', "multipart/form-data; boundary=x"),
        (b"no parts", "multipart/form-data"),
        (b"no parts", "multipart/form-data; boundary=" + "x" * 300),
        (b"name=Ada", "text/plain"),
        (hostile.body(**form.good), "application/x-www-form-urlencoded; charset=utf-16"),
        (hostile.body(**form.good), "application/unknown"),
        (b"", URLENCODED),
        (b"\x00\xff" * 100, URLENCODED),
    ]
    for sent, kind in bodies:
        _is_refused_well(visitor.generic("POST", url, sent, kind), f"{kind} {sent[:20]!r}")


@pytest.mark.parametrize("name", FORMS)
def test_large_uploads_are_refused_unread(
    name: str, world: World, visitor: Client, nothing_written: Callable[[], None]
) -> None:
    """No form of the public takes a file, so none may fill the disk."""
    url = _url(name, world)
    nothing_written()
    part = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"0" * 3_000_000 + b"\r\n--x--\r\n"
    )
    _is_refused_well(visitor.generic("POST", url, part, "multipart/form-data; boundary=x"), name)


ELSEWHERE = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://testserver.evil.example"},
    {"origin": "http://testserver:81"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
]


@pytest.mark.parametrize("name", FORMS)
def test_forms_of_other_sites(name: str, world: World, visitor: Client, nothing_written: Callable[[], None]) -> None:
    url = _url(name, world)
    nothing_written()
    for headers in ELSEWHERE:
        answer = visitor.post(url, FORMS[name].good, headers=headers)
        assert answer.status_code == 403, headers
        _is_refused_well(answer, str(headers))


@pytest.mark.parametrize("name", FORMS)
def test_good_forms_are_taken_and_sending_them_twice_is_sending_them_once(
    name: str, world: World, visitor: Client
) -> None:
    url, form = _url(name, world), FORMS[name]
    first = visitor.post(url, form.good, headers={"origin": "http://testserver", "sec-fetch-site": "same-origin"})
    assert first.status_code == 303, _text(first)
    after = hostile.rows()
    second = visitor.post(url, form.good)
    assert second.status_code in {303, 409}
    assert hostile.rows() == after


@pytest.mark.parametrize("address", GOOD_ADDRESSES)
def test_strange_but_good_addresses(address: str, world: World, visitor: Client) -> None:
    for name, made in (("events:register", Registration), ("people:sign_up_person", SignUp)):
        answer = visitor.post(_url(name, world), {**FORMS[name].good, "email": address})
        assert answer.status_code == 303, name
        assert made.objects.count() == 1


def test_a_key_that_stands_twice_counts_once(world: World, visitor: Client) -> None:
    good = FORMS["events:register"].good
    answer = visitor.post(_url("events:register", world), {**good, "name": ["Erste", "Zweite"]})
    assert answer.status_code == 303
    assert Registration.objects.get().name == "Zweite"


def test_fields_that_the_form_does_not_have_are_not_taken(world: World, visitor: Client) -> None:
    more = {
        "state": "cancelled",
        "public_id": "aaaaaaaaaaaa",
        "registered_at": "2000-01-01",
        "language": "en",
        "pk": "1",
    }
    visitor.post(_url("events:register", world), {**FORMS["events:register"].good, **more})
    made = Registration.objects.get()
    assert (made.state, made.language, made.registered_at.year > 2000) == ("confirmed", "de", True)
    assert made.public_id != "aaaaaaaaaaaa"


def test_no_words_of_strangers_become_headers_or_markup_of_a_mail(world: World, visitor: Client) -> None:
    visitor.post(_url("events:register", world), {**FORMS["events:register"].good, "name": "Ada\r\nBcc: b@example.org"})
    visitor.post(_url("people:sign_up_person", world), {**PERSON, "first_name": "<b>Ada</b>"})
    for mail in OutgoingMail.objects.all():
        assert "\n" not in f"{mail.to_name}{mail.to_email}{mail.subject}"
        assert "Bcc" not in mail.to_name


# --- Links -----------------------------------------------------------------------------------------------------

LINKS = ["events:registration", "people:sign_up_confirm", "people:withdraw"]


def _token(name: str, world: World) -> str:
    return str(access.arguments(name, world)["token"])


@pytest.mark.parametrize("name", LINKS)
def test_altered_links(name: str, world: World, visitor: Client, nothing_written: Callable[[], None]) -> None:
    token = _token(name, world)
    nothing_written()
    base = reverse(name, kwargs={"token": "x"}).removesuffix("x/")
    for wrong in hostile.altered(token):
        if wrong == token:
            continue
        answer = visitor.post(f"{base}{hostile.in_path(wrong)}/", FORMS[name].good)
        assert answer.status_code in {400, 404}, wrong
        _is_refused_well(answer, wrong)


@pytest.mark.parametrize("name", LINKS)
def test_links_made_for_something_else(
    name: str, world: World, visitor: Client, nothing_written: Callable[[], None]
) -> None:
    tokens = {other: _token(other, world) for other in LINKS}
    strange: list[dict[str, Any]] = [
        {},
        {"r": None},
        {"id": 1},
        {"id": ["a"]},
        {"r": {"x": 1}},
        {"r": "\x00"},
        {"id": "\x00", "kind": "person", "deeds": []},
        {"kind": "user", "id": "a", "deeds": []},
        {"kind": "person", "id": "a", "deeds": "leave"},
        {"kind": "person", "id": "a", "deeds": [["leave"]]},
        {"kind": "person", "id": "a", "deeds": ["delete"]},
    ]
    purpose = {
        "events:registration": event_links.PURPOSE,
        "people:sign_up_confirm": people_links.SIGN_UP,
        "people:withdraw": people_links.WITHDRAW,
    }[name]
    nothing_written()
    wrong = [token for other, token in tokens.items() if other != name]
    wrong += [links.sign("other", {"r": world["registration"].public_id})]
    wrong += [links.sign(purpose, payload) for payload in strange]
    for token in wrong:
        for method in (visitor.get, visitor.post):
            answer = method(reverse(name, kwargs={"token": token}), FORMS[name].good)
            assert answer.status_code in {400, 410}, token
            _is_refused_well(answer, token)


def test_expired_links(world: World, visitor: Client, nothing_written: Callable[[], None]) -> None:
    urls = {name: _url(name, world) for name in LINKS}
    nothing_written()
    with clock.frozen(datetime.now(UTC) + timedelta(days=62)):
        for name in ("events:registration", "people:sign_up_confirm"):
            for method in (visitor.get, visitor.post):
                answer = method(urls[name], FORMS[name].good)
                assert answer.status_code == 410, name
                _is_refused_well(answer, name)
        assert visitor.get(urls["people:withdraw"]).status_code == 200


def test_looking_at_a_link_changes_nothing(world: World, visitor: Client, nothing_written: Callable[[], None]) -> None:
    urls = [_url(name, world) for name in LINKS]
    nothing_written()
    for url in urls:
        for _again in range(2):
            assert visitor.get(f"{url}?deed=cancel&deed=leave&done=leave").status_code == 200
            assert visitor.head(url).status_code == 200


def test_a_replayed_link_does_nothing_more(world: World, visitor: Client) -> None:
    for name in LINKS:
        url = _url(name, world)
        assert visitor.post(url, FORMS[name].good).status_code == 303
        after = hostile.rows()
        for _again in range(2):
            assert visitor.post(url, FORMS[name].good).status_code in {303, 409}
        assert hostile.rows() == after, name


def test_a_link_touches_its_own_registration_only(world: World, visitor: Client) -> None:
    mine, other = world["registration"], registration(2)
    forged = {
        "deed": "cancel",
        "registration": other.pk,
        "public_id": other.public_id,
        "token": event_links.token(other),
    }
    assert visitor.post(_url("events:registration", world), forged).status_code == 303
    states = dict(Registration.objects.values_list("pk", "state"))
    assert states == {mine.pk: "cancelled", other.pk: "confirmed"}


def test_a_link_to_leave_touches_its_own_person_only(world: World, visitor: Client) -> None:
    world["organisation"]
    url = _url("people:withdraw", world)
    visitor.post(url, {"deed": "leave", "id": world["organisation"].public_id, "kind": "organisation"})
    held = Role.objects.filter(until_on=None)
    assert [role.organisation for role in held] == [world["organisation"]]


def test_a_newsletters_link_cannot_end_the_support(
    world: World, visitor: Client, nothing_written: Callable[[], None]
) -> None:
    token = people_links.withdraw_url(world["person"], "de", deeds=("newsletter",)).rstrip("/").rsplit("/", 1)[1]
    nothing_written()
    for deed in ("leave", "listing", "register"):
        assert visitor.post(reverse("people:withdraw", args=[token]), {"deed": deed}).status_code == 422


# --- The office ------------------------------------------------------------------------------------------------


@pytest.fixture
def office(world: World) -> Client:
    world["region"]
    client = Client()
    client.force_login(make_user("office", is_staff=True))
    return client


OFFICE = sorted(name for name, statuses in access.answers().items() if 200 in statuses and name not in PUBLIC)


@pytest.mark.parametrize("name", [name for name in OFFICE if not name.endswith((":add", ":edit", ":inspect"))])
def test_strange_queries_in_the_office(name: str, world: World, office: Client) -> None:
    url = _url(name, world)
    answer = office.get(url)
    page = "" if answer.headers.get("Content-Type") == "application/pdf" else _text(answer)
    sharp = set(map(hostile.QUERY_VALUES.get, hostile.SHARP))
    queries = [
        query
        for query in hostile.queries(page)
        if query.count("=") > 5 and query.partition("=")[2].partition("&")[0] in sharp
    ]
    queries += [f"event={'9' * 5000}&ordering=password", "event=%D9%A3&ordering=%00", "export=exe", "p=abc", "p=%00"]
    for query in queries:
        answer = office.get(f"{url}?{query}")
        assert answer.status_code in {200, 302, 400, 404}, query[:100]


@pytest.mark.parametrize("name", [name for name in OFFICE if name.endswith((":add", ":edit", ":add_by_hand"))])
def test_anything_in_the_forms_of_the_office(name: str, world: World, office: Client) -> None:
    url = _url(name, world)
    page = _text(office.get(url))
    names = sorted(set(re.findall(r'<(?:input|select|textarea)[^>]*\bname="([\w-]+)"', page)) - {"csrfmiddlewaretoken"})
    assert names
    before = hostile.rows()
    for what in hostile.SHARP_FIELDS:
        with undone():
            kept = {each: "0" for each in names if each.endswith(("TOTAL_FORMS", "INITIAL_FORMS"))}
            sent = {**dict.fromkeys(names, hostile.FIELD_VALUES[what]), **kept}
            answer = office.post(url, hostile.body(**sent), URLENCODED)
            assert answer.status_code in {200, 302, 400, 422}, what
            if answer.status_code != 302:
                assert hostile.rows() == before, what
    answer = office.post(url, hostile.body(**dict.fromkeys(names, "abc")), URLENCODED)
    assert answer.status_code in {200, 302, 400, 422}


def test_numbers_of_records_that_cannot_be(world: World, office: Client) -> None:
    for name in OFFICE:
        # Questions are addressed by public ids, which have a form of their own.
        if name.endswith((":inspect", ":edit")) and not name.startswith("questions_office:"):
            for pk in (0, 2**31, 2**63, 10**30):
                assert office.get(reverse(name, kwargs={"pk": pk})).status_code == 404, f"{name} {pk}"
    huge = reverse("person:inspect", kwargs={"pk": 1}).replace("/1/", f"/{'9' * 5000}/")
    assert office.get(huge).status_code == 404


def test_log_in_says_the_same_to_known_and_unknown(world: World, visitor: Client) -> None:
    make_user("office", email="known@example.org")
    url = reverse(settings.LOGIN_URL)
    said = []
    for address in ("known@example.org", "unknown@example.org"):
        answer = visitor.post(url, {"login": address, "password": "wrong"})
        assert answer.status_code == 422
        said.append(_text(answer).replace(address, "…"))
    assert said[0] == said[1]


def test_log_in_leads_nowhere_else(world: World, visitor: Client) -> None:
    user = make_user("office")
    for place in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
    ):
        answer = Client().post(reverse(settings.LOGIN_URL), {"login": user.email, "password": PASSWORD, "next": place})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/office/"), place
