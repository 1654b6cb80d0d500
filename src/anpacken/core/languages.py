"""Content languages: which there are, how they are called, in which direction they run."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info

RTL_SCRIPT_LANGUAGES = frozenset({"ar", "fa", "he", "ur", "ckb", "ps", "prs", "ug", "yi", "dv", "ku-arab"})


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
    """`rtl` for languages written from right to left, else `ltr`."""
    code = code.lower()
    return "rtl" if RTL_SCRIPT_LANGUAGES & {code, code.split("-", maxsplit=1)[0]} else "ltr"


def language(code: str) -> Language:
    try:
        name = get_language_info(code)["name_local"]
    except KeyError:
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
