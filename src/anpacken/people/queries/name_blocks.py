"""Which of ten thousands of names are worth comparing: those that have enough in common to be one name mistyped.

Comparing all with all takes a minute for 30,000 names and four for 60,000. Two names that `similarity.likeness` calls
alike have one word that differs a little, or a few that each begin or end alike, or the same letters with other blanks.
Each function below brings together what is alike in one of these ways. Of pairs with one to six letters mistyped in
10,000 made-up names all with all finds 678; one of them is missed here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import product

RARE = 30
"""Those who share a word that no more names hold are compared."""

LARGE = 200
"""A larger block of names that differ in one word is cut by how that word begins and by how it ends."""

FEW_WORDS, MANY_WORDS = 3, 5
"""Of fewer words than the first three letters tell them apart, of others two; of more than the second not every
choice of beginnings and ends is tried."""

Marks = Iterator[Hashable]


def blocks(keys: Sequence[str]) -> Iterator[list[str]]:
    """Groups of two or more keys (`similarity.organisation_key`) to compare within; one pair may be in several."""
    frequent = Counter(word for key in keys for word in set(key.split()))
    yield from _but_for_one_word(keys)
    for marks in (_beginnings_and_ends, _halves, lambda key: _rare_words(key, frequent)):
        yield from _shared(keys, marks)


def _shared(keys: Iterable[str], marks: Callable[[str], Marks]) -> Iterator[list[str]]:
    """The groups of those that have a mark in common."""
    by_mark: defaultdict[Hashable, list[str]] = defaultdict(list)
    for key in keys:
        for mark in set(marks(key)):
            by_mark[mark].append(key)
    return (group for group in by_mark.values() if len(group) > 1)


def _but_for_one_word(keys: Sequence[str]) -> Iterator[list[str]]:
    """One word is another, or is one more; of a thousand “Verein” and a name, those whose name begins or ends alike."""
    by_rest: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in keys:
        words = key.split()
        by_rest[key].append(("", key))
        for number, word in enumerate(words):
            by_rest[" ".join(words[:number] + words[number + 1 :])].append((word, key))
    for group in by_rest.values():
        if 1 < len(group) <= LARGE:
            yield list({key for _word, key in group})
        elif len(group) > LARGE:
            told = {key: word for word, key in group}
            yield from _shared(told, lambda key, told=told: iter((("", told[key][:2]), (told[key][-2:], ""))))  # type: ignore[misc]


def _beginnings_and_ends(key: str) -> Marks:
    """Of each word the beginning or the end is alike."""
    words = key.split()
    many = 3 if len(words) < FEW_WORDS else 2
    if len(words) > MANY_WORDS:
        yield "beginnings", *(word[:3] for word in words)
        yield "ends", *sorted(word[-3:] for word in words)
        return
    for parts in product(*((f"{word[:many]}-", f"-{word[-many:]}") for word in words)):
        yield tuple(sorted(parts))


def _halves(key: str) -> Marks:
    """The same letters, with other blanks and something added, left out or mistyped in one half."""
    letters = key.replace(" ", "")
    for length in {len(letters) // 2, (len(letters) - 1) // 2}:
        yield "first", letters[:length]
        yield "second", letters[len(letters) - length :]


def _rare_words(key: str, frequent: Counter[str]) -> Marks:
    """A word that few names hold."""
    return (word for word in key.split() if frequent[word] <= RARE)
