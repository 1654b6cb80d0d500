"""How alike two names or two addresses are. Pure functions; nothing here asks the database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process

from anpacken.core.folding import fold
from anpacken.people.queries.name_blocks import blocks

ALIKE = 88
"""Names are compared further from here on, of 100."""

WORD_ALIKE = 84
"""A word that stands in one name only must have one that is this like it in the other: “Nord” is not “Süd”."""

GLUED_ALIKE = 96
"""From here on two names are the same though one has more blanks."""

ALL_WITH_ALL = 3000
"""Up to so many names all are compared with all."""

FEW = 12
"""So few are compared one by one; for more it pays to ask for all at once."""

MOST_OF_ONE = 30
"""More names than this that are like one name are no duplicates but a fashion."""

# "Müller" is also written "Mueller"; both become "muller".
_DIGRAPHS = re.compile(r"ae|oe|ue")
_NO_WORD = re.compile(r"[\W_]+")
# What stands apart once the dots are gone: e. V., e. G., e. K., K. d. ö. R.
_SPLIT_FORMS = re.compile(r"\b(e v|e g|e k|g gmbh|k d o r|a d o r|eingetragener verein|gemeinnutzige gmbh)\b")
_LEGAL_FORMS = frozenset(
    {"ev", "eg", "ek", "gmbh", "ggmbh", "mbh", "ug", "haftungsbeschrankt", "ag", "gag", "kg", "kgaa"}
    | {"ohg", "gbr", "partg", "se", "kdor", "ador", "co", "gemeinnutzige"}
)
_SMALL_WORDS = frozenset(
    [
        "und",
        "u",
        "fur",
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "im",
        "in",
        "am",
        "an",
        "auf",
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "the",
        "of",
        "and",
        "for",
    ]
)
_LONG_FORMS = {"st": "sankt", "str": "strasse", "nds": "niedersachsen", "dt": "deutsch"}
_ROMAN = frozenset("ivx")
_GMAIL = frozenset({"gmail.com", "googlemail.com"})


def words_of(name: str) -> list[str]:
    """The folded words of a name, with umlauts and their digraphs alike."""
    plain = _NO_WORD.sub(" ", fold(name))
    return _DIGRAPHS.sub(lambda found: found.group()[0], plain).split()


def person_key(name: str) -> str:
    """A person's name to compare by: the order of its words does not matter."""
    return " ".join(sorted(words_of(name)))


def organisation_key(name: str) -> str:
    """An organisation's name to compare by, without legal form and small words."""
    return " ".join(sorted(_telling_words(name)))


def glued(name: str) -> str:
    """An organisation's name in one: “Bürger-Stiftung” and “Bürgerstiftung” are the same."""
    return "".join(_telling_words(name))


def loose_address(key: str) -> str:
    """An address without what many providers do not look at: the part after a plus sign; at Google the dots.

    Two addresses that are alike so may still be two: it is a reason to look, not to merge.
    """
    local, _at, domain = key.rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _GMAIL:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def likeness(one: str, other: str) -> int:
    """Of 100, for two keys; 0 when a word of one has nothing like it in the other."""
    ratio = round(fuzz.ratio(one, other))
    if ratio < ALIKE:
        return 0
    return ratio if _same_words(one.split(), other.split()) else 0


def alike(keys: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """The pairs of different keys that are alike, with how much.

    Of many keys only those are compared that have enough in common to be alike (`name_blocks`).
    """
    ordered = sorted(set(keys), key=lambda key: (len(key), key))
    if len(ordered) <= ALL_WITH_ALL:
        yield from _compared(ordered)
        return
    told: set[tuple[str, str]] = set()
    for block in blocks(ordered):
        block.sort(key=lambda key: (len(key), key))
        for one, other, score in _compared(block):
            if (one, other) not in told:
                told.add((one, other))
                yield one, other, score


def _compared(ordered: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """A name is compared with those of about its length only: at 88 of 100 a longer one can be at most 27 % longer."""
    lengths = [len(key) for key in ordered]
    end = 0
    for start, key in enumerate(ordered):
        longest = len(key) * (200 - ALIKE) / ALIKE
        while end < len(ordered) and lengths[end] <= longest:
            end += 1
        if end - start < 2:
            continue
        if end - start <= FEW:
            near = [other for other in ordered[start + 1 : end] if fuzz.ratio(key, other, score_cutoff=ALIKE)]
        else:
            rest = ordered[start + 1 : end]
            found = process.extract(key, rest, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_OF_ONE)
            near = [other for other, _ratio, _index in found]
        for other in near:
            score = likeness(key, other)
            if score:
                yield key, other, score


def _telling_words(name: str) -> list[str]:
    words = words_of(name)
    told = _SPLIT_FORMS.sub(" ", " ".join(words)).split()
    told = [word for word in told if word not in _LEGAL_FORMS and word not in _SMALL_WORDS]
    return [_LONG_FORMS.get(word, word) for word in told or words]


def _same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    mine, theirs = _without(one, other), _without(other, one)
    if any(word.isdigit() for word in (*mine, *theirs)):
        return False
    if len(mine) != len(theirs):
        # "Jugend Hilfe" and "Jugendhilfe"
        return fuzz.ratio("".join(one), "".join(other)) >= GLUED_ALIKE
    return all(_has_like(word, theirs) for word in mine) and all(_has_like(word, mine) for word in theirs)


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    rest = list(others)
    left = []
    for word in words:
        if word in rest:
            rest.remove(word)
        else:
            left.append(word)
    return left


def _has_like(word: str, others: Sequence[str]) -> bool:
    return any(_is_like(*sorted((word, other), key=len)) for other in others)


def _is_like(short: str, long: str) -> bool:
    """Two words of which one is mistyped, or the other's first letter. “I” and “II” are two."""
    if set(long) <= _ROMAN:
        return short == long
    return short == long[0] or (len(short) > 2 and fuzz.ratio(short, long) >= WORD_ALIKE)
