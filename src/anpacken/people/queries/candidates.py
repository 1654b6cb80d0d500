"""Who may be the same: a search through the whole register that holds little of it at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import itemgetter

from django.db.models import Q
from rapidfuzz import fuzz

from anpacken.people.choices import PairReason
from anpacken.people.models import Affiliation, Organisation, Person
from anpacken.people.queries.similarity import alike, glued, loose_address, organisation_key, person_key

ALL_OF_GROUP = 8
"""Of a group of the same, each is paired with each up to this size; of a larger one each with the first."""

LARGE_BLOCK = 3000
"""Up to so many names all are compared with all."""

OF_ONE_FAMILY = 80
"""How alike names are that one address may stand for when it speaks for many."""

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """Two records, the lower key first, what speaks for their being one, and how much, of 100."""

    first: int
    second: int
    reason: PairReason
    score: int


def persons() -> Iterator[Found]:
    """Same address but for plus sign and dots; same or similar name with the same postcode or organisation."""
    yield from _persons_by_address()
    by_postcode = (
        Person.objects.exclude(postcode="").order_by("postcode", "pk").values_list("postcode", "pk", "name_key")
    )
    rows: Iterable[tuple[str, int, str]] = by_postcode.iterator(chunk_size=CHUNK)
    for _postcode, block in groupby(rows, key=itemgetter(0)):
        named = [(pk, person_key(name)) for _code, pk, name in block]
        yield from _in_block(named, same=PairReason.NAME_AND_POSTCODE, similar=PairReason.SIMILAR_NAME)
    ties = (
        Affiliation.objects.filter(person__merged_into=None, person__erased_at=None)
        .order_by("organisation_id", "person_id")
        .values_list("organisation_id", "person_id", "person__name_key")
        .distinct()
    )
    tied: Iterable[tuple[int, int, str]] = ties.iterator(chunk_size=CHUNK)
    for _organisation, team in groupby(tied, key=itemgetter(0)):
        named = [(pk, person_key(name)) for _code, pk, name in team]
        yield from _in_block(named, same=PairReason.NAME_AND_ORGANISATION, similar=PairReason.NAME_AND_ORGANISATION)


def organisations() -> Iterator[Found]:
    """Similar names, the same address, or one's short name as the other's name."""
    rows = list(Organisation.objects.order_by("pk").values_list("pk", "name", "short_name", "email_key", "postcode"))
    keys = {pk: organisation_key(name) for pk, name, _short, _mail, _code in rows}
    codes = {pk: code for pk, _name, _short, _mail, code in rows}
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for pk, key in keys.items():
        by_key[key].append(pk)
    for first, second in _pairs(by_key.values()):
        yield Found(first, second, PairReason.SIMILAR_NAME, 97 if _near(codes, first, second) else 84)
    in_one: defaultdict[str, list[int]] = defaultdict(list)
    for pk, name, _short, _mail, _code in rows:
        in_one[glued(name)].append(pk)
    for first, second in _pairs(in_one.values()):
        if keys[first] != keys[second]:
            yield Found(first, second, PairReason.SIMILAR_NAME, 95 if _near(codes, first, second) else 82)
    yield from _by_one_address(rows, keys)
    yield from _by_short_name(rows, keys, by_key, codes)
    for one, other, score in alike(by_key):
        for mine in by_key[one][:ALL_OF_GROUP]:
            for theirs in by_key[other][:ALL_OF_GROUP]:
                far = 0 if _near(codes, mine, theirs) else 12
                yield _found(mine, theirs, PairReason.SIMILAR_NAME, score - far)


def _persons_by_address() -> Iterator[Found]:
    written_loosely = Q(email_key__contains="+") | Q(email_key__endswith="@gmail.com")
    written_loosely |= Q(email_key__endswith="@googlemail.com")
    by_address: defaultdict[str, list[int]] = defaultdict(list)
    found = Person.objects.filter(written_loosely).order_by("pk").values_list("pk", "email_key")
    for pk, key in found.iterator(chunk_size=CHUNK):
        by_address[loose_address(key or "")].append(pk)
    plain = [address for address in by_address if not address.endswith("@gmail.com")]
    for start in range(0, len(plain), 500):
        for pk, key in Person.objects.filter(email_key__in=plain[start : start + 500]).values_list("pk", "email_key"):
            by_address[key or ""].append(pk)
    pairs = list(_pairs(sorted(set(group)) for group in by_address.values() if len(group) > 1))
    for start in range(0, len(pairs), 250):
        batch = pairs[start : start + 250]
        wanted = {pk for pair in batch for pk in pair}
        names = dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name_key"))
        for first, second in batch:
            same = fuzz.ratio(person_key(names.get(first, "")), person_key(names.get(second, "")))
            yield Found(first, second, PairReason.ADDRESS, round(70 + same * 0.3))


def _in_block(named: Sequence[tuple[int, str]], *, same: PairReason, similar: PairReason) -> Iterator[Found]:
    """Pairs among those who have something in common, by their names."""
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for pk, key in named:
        if key:
            by_key[key].append(pk)
    for first, second in _pairs(by_key.values()):
        yield Found(first, second, same, 95)
    for keys in _split(by_key):
        for one, other, score in alike(keys):
            for mine in by_key[one][:ALL_OF_GROUP]:
                for theirs in by_key[other][:ALL_OF_GROUP]:
                    yield _found(mine, theirs, similar, score - 10)


def _split(by_key: dict[str, list[int]]) -> Iterator[Iterable[str]]:
    """A block of bearable size as it is; of a larger one those who share a word and how their name begins."""
    if len(by_key) <= LARGE_BLOCK:
        yield by_key
        return
    by_word: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key in by_key:
        words = key.split()
        for word in words:
            rest = next((other for other in words if other != word), "")
            by_word[word, rest[:2]].append(key)
    yield from (keys[:LARGE_BLOCK] for keys in by_word.values() if len(keys) > 1)


def _by_one_address(rows: Sequence[tuple[int, str, str, str | None, str]], keys: dict[int, str]) -> Iterator[Found]:
    by_address: defaultdict[str, list[int]] = defaultdict(list)
    for pk, _name, _short, address, _code in rows:
        if address:
            by_address[loose_address(address)].append(pk)
    for group in by_address.values():
        for first, second in _pairs([group]):
            ratio = fuzz.token_set_ratio(keys[first], keys[second])
            # One address may speak for many institutions; only names that have something in common are told then.
            if len(group) <= ALL_OF_GROUP or ratio >= OF_ONE_FAMILY:
                yield Found(first, second, PairReason.ADDRESS, round(55 + ratio * 0.43))


def _by_short_name(
    rows: Sequence[tuple[int, str, str, str | None, str]],
    keys: dict[int, str],
    by_key: dict[str, list[int]],
    codes: dict[int, str],
) -> Iterator[Found]:
    by_short: defaultdict[str, list[int]] = defaultdict(list)
    for pk, _name, short, _address, _code in rows:
        key = organisation_key(short) if short else ""
        if not key:
            continue
        by_short[key].append(pk)
        for other in by_key.get(key, [])[:ALL_OF_GROUP]:
            if other != pk:
                yield _found(pk, other, PairReason.SHORT_NAME, 92 if _near(codes, pk, other) else 76)
    # Local branches share a short name: it speaks for one organisation only in one place.
    for group in by_short.values():
        for first, second in _pairs([group]):
            if _near(codes, first, second) and keys[first] != keys[second]:
                yield Found(first, second, PairReason.SHORT_NAME, 80)


def _near(codes: dict[int, str], first: int, second: int) -> bool:
    """In one postcode, or at least not known to be in two."""
    return not codes[first] or not codes[second] or codes[first] == codes[second]


def _pairs(groups: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for group in groups:
        members = sorted(group)
        if len(members) <= ALL_OF_GROUP:
            yield from combinations(members, 2)
        else:
            yield from ((members[0], other) for other in members[1:])


def _found(one: int, other: int, reason: PairReason, score: int) -> Found:
    return Found(min(one, other), max(one, other), reason, score)
