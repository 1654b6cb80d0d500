"""Whatever conditions are nested in one another, the database finds whom plain logic finds, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from anpacken.people.choices import ConsentPurpose
from anpacken.people.models import Person
from anpacken.people.rules import may_contact
from anpacken.segments.queries import members, reach, reachable
from tests.segments import register
from tests.segments.conftest import leaf, segment
from tests.segments.register import AT, CHOICE, EVENTS, FLAG, NUMBER, REGIONS, TAGS, Facts, is_true

pytestmark = pytest.mark.django_db

ROLES = ("supporter", "speaker")


def some(values: tuple[str, ...]) -> Any:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


FACTS = st.builds(
    Facts,
    name=st.sampled_from(["Özdemir", "Meyer", "Meyerhoff", "Abel"]),
    region=st.sampled_from([None, *REGIONS]),
    place=st.sampled_from(["", "Celle", "Lüneburg"]),
    tags=st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
    roles=st.lists(
        st.tuples(st.sampled_from(ROLES), st.integers(-2, 40), st.sampled_from([None])),
        max_size=2,
        unique_by=lambda role: role[0],
    ).map(tuple)
    | st.just((("speaker", 30, 10), ("supporter", 20, 0))),
    ledger=st.lists(
        st.tuples(st.sampled_from(["given", "withdrawn"]), st.integers(-2, 9)),
        max_size=3,
        unique_by=lambda line: line[1],
    ).map(tuple),
    came_to=st.lists(st.sampled_from([0, 1]), max_size=2, unique=True).map(tuple),
    number=st.none() | st.integers(-2, 2),
    choice=st.sampled_from([None, "rot", "blau"]),
    flag=st.none() | st.booleans(),
    has_address=st.booleans(),
    entered=st.integers(0, 9),
)


def sets(key: str, values: tuple[str, ...], *operators: str, of: str = "") -> Any:
    without = [each for each in operators if each in {"filled", "empty"}]
    found = st.builds(
        lambda operator, value: leaf(key, operator, *value, of=of),
        st.sampled_from([each for each in operators if each not in without]),
        some(values),
    )
    return found | st.sampled_from([leaf(key, each, of=of) for each in without]) if without else found


def texts(key: str, *values: str) -> Any:
    operators = ["contains", "not_contains", "is", "is_not", "starts"]
    found = st.builds(lambda op, value: leaf(key, op, value), st.sampled_from(operators), st.sampled_from(values))
    return found | st.sampled_from([leaf(key, "filled"), leaf(key, "empty")])


def numbers(key: str, of: str = "") -> Any:
    one = st.builds(
        lambda operator, value: leaf(key, operator, str(value), of=of),
        st.sampled_from(["equals", "at_least", "at_most"]),
        st.integers(-2, 2),
    )
    two = st.builds(
        lambda low, more: leaf(key, "between", str(low), str(low + more), of=of), st.integers(-2, 2), st.integers(0, 2)
    )
    return one | two


LEAVES = st.one_of(
    sets("region", REGIONS, "any_of", "none_of", "filled", "empty"),
    sets("tag", TAGS, "any_of", "all_of", "none_of", "filled", "empty"),
    sets("role", ROLES, "any_of", "all_of", "none_of"),
    sets("role_ever", ROLES, "any_of", "all_of", "none_of"),
    sets("consent", ("live", "withdrawn", "never"), "any_of", "none_of", of="newsletter"),
    sets(f"field.{CHOICE}", ("rot", "blau"), "any_of", "none_of", "filled", "empty"),
    sets(f"field.{FLAG}", ("yes", "no"), "any_of", "none_of", "filled", "empty"),
    sets("event_format", ("expert_meeting", "regional_dialogue"), "any_of", "none_of", of="came"),
    sets("event_theme", ("arbeit",), "any_of", "all_of", "none_of", of="seat"),
    texts("name", "meyer", "abel"),
    texts("place", "Lüneburg", "lü", "CELLE"),
    texts("email", "example.net", "EXAMPLE"),
    numbers(f"field.{NUMBER}"),
    st.sampled_from([leaf(f"field.{NUMBER}", "filled"), leaf(f"field.{NUMBER}", "empty")]),
    numbers("event_count", of="ever"),
    st.builds(
        lambda op, days: leaf("entered", op, str(days)), st.sampled_from(["last_days", "longer_ago"]), st.integers(1, 9)
    ),
    st.builds(
        lambda op, ref: leaf("event", op, ref, of="came"), st.sampled_from(["is", "is_not"]), st.sampled_from(EVENTS)
    ),
    st.sampled_from([leaf("event_ever", "yes", of="any"), leaf("event_ever", "no", of="any")]),
)
TREES = st.recursive(
    LEAVES,
    lambda nodes: st.builds(
        lambda kind, parts: {kind: parts},
        st.sampled_from(["all", "any", "none"]),
        st.lists(nodes, min_size=1, max_size=3),
    ),
    max_leaves=8,
).map(lambda node: node if "condition" not in node else {"all": [node]})


def _depth(node: dict[str, Any]) -> int:
    parts = next((value for key, value in node.items() if key in {"all", "any", "none"}), None)
    return 0 if parts is None else 1 + max(_depth(part) for part in parts)


# Making a failing example smaller takes minutes on a database; the first one says enough.
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate])
@given(
    people=st.lists(FACTS, min_size=1, max_size=6),
    trees=st.lists(TREES.filter(lambda t: _depth(t) <= 5), min_size=4, max_size=4),
)
def test_the_database_and_plain_logic_find_the_same(people: list[Facts], trees: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        try:
            register.lay(people)
            of = dict(zip(Person.objects.order_by("pk").values_list("pk", flat=True), people, strict=True))
            for tree in trees:
                ((kind, nodes),) = tree.items()
                asked = segment(*nodes, kind=kind)
                expected = {pk for pk, facts in of.items() if is_true(tree, facts)}
                assert set(members(asked, at=AT).values_list("pk", flat=True)) == expected, tree
                _reaches_nobody_else(asked, expected)
        finally:
            transaction.set_rollback(True)


def _reaches_nobody_else(asked: Any, expected: set[int]) -> None:
    """The reach is the ledger's word, one by one; and nobody is lost between those reached and those left out."""
    people = {person.pk: person for person in Person.objects.filter(pk__in=expected)}
    may = {
        pk
        for pk, person in people.items()
        if person.email_key and may_contact(person, ConsentPurpose.NEWSLETTER, at=AT)
    }
    assert set(reachable(asked, ConsentPurpose.NEWSLETTER, at=AT).values_list("pk", flat=True)) == may
    counted = reach(asked, ConsentPurpose.NEWSLETTER, at=AT)
    assert counted.count == len(may)
    assert counted.count + sum(counted.left_out.values()) == counted.members == len(expected)
