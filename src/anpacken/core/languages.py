"""Content languages: which there are, how they are called, in which direction they run."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import translation
from django.utils.translation import get_language_info

# Languages and scripts (ISO 15924) that run from right to left.
RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur", "ckb", "ps", "prs", "ug", "yi", "dv", "sd"})
RTL_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"})
_SCRIPT_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    """The language's own name for itself."""
    direction: str
    """`ltr` or `rtl`, from the language's script."""


def source() -> str:
    """The language in which content is written first."""
    return str(settings.LANGUAGE_CODE)


def codes() -> list[str]:
    """The configured content languages, the source language first."""
    rest = [code for code, _name in settings.LANGUAGES if code != source()]
    return [source(), *rest]


def direction(code: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`. A script in the code (`pa-Arab`) decides."""
    base, *subtags = code.lower().replace("_", "-").split("-")
    for subtag in subtags:
        if len(subtag) == 1:  # what follows is private: de-x-…
            break
        if len(subtag) == _SCRIPT_LETTERS and subtag.isalpha():
            return "rtl" if subtag in RTL_SCRIPTS else "ltr"
    return "rtl" if base in RTL_LANGUAGES else "ltr"


def language(code: str) -> Language:
    """What is known about `code`. A variant of our own (`de-x-leicht`) is called as the settings call it."""
    if code.lower() in LANG_INFO:
        name = get_language_info(code)["name_local"]
    else:
        name = str(dict(settings.LANGUAGES).get(code, code))
    return Language(code, name[:1].upper() + name[1:], direction(code))


def active() -> str:
    """The configured language nearest to the one that is active now; the source language if none is."""
    current = translation.get_language() or source()
    available = codes()
    if current in available:
        return current
    base = current.split("-")[0]
    return base if base in available else source()
