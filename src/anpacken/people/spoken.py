"""Languages that people speak: IETF tags with their names in the active language."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from anpacken.core.folding import fold

# What Django has no name for.
_MORE = {
    "am": _("Amharic"),
    "din": _("Dinka"),
    "gsg": _("German Sign Language"),
    "ha": _("Hausa"),
    "kmr": _("Kurmanji"),
    "ln": _("Lingala"),
    "om": _("Oromo"),
    "prs": _("Dari"),
    "ps": _("Pashto"),
    "rom": _("Romani"),
    "so": _("Somali"),
    "ti": _("Tigrinya"),
    "no": _("Norwegian"),
    "wo": _("Wolof"),
    "yo": _("Yoruba"),
    "zh": _("Chinese"),
}
# What these call themselves, as far as it is written in letters that many fonts have.
_OWN_NAMES = {
    "gsg": "Deutsche Gebärdensprache",
    "ha": "Hausa",
    "kmr": "Kurmancî",
    "ln": "Lingála",
    "om": "Afaan Oromoo",
    "prs": "دری",
    "ps": "پښتو",
    "rom": "Romani",
    "so": "Soomaali",
    "no": "Norsk",
    "wo": "Wolof",
    "yo": "Yorùbá",
}
# Written variants of languages that are spoken as one.
_SPOKEN_AS_ONE = frozenset({"no", "nb", "nn"})
_CODES = sorted({code for code in LANG_INFO if "-" not in code and code not in _SPOKEN_AS_ONE} | {*_MORE})


def codes() -> list[str]:
    return _CODES


def name(code: str) -> str:
    """What the language is called in the active language; its tag where nobody gave it a name."""
    if code in _MORE:
        return str(_MORE[code])
    return str(get_language_info(code)["name_translated"]) if code in LANG_INFO else code


def own_name(code: str) -> str:
    """What the language calls itself ("Deutsch", "العربيّة"); where not known, its name in the active one."""
    if code in _OWN_NAMES:
        return _OWN_NAMES[code]
    if code not in LANG_INFO:
        return name(code)
    said = str(get_language_info(code)["name_local"])
    return said[:1].upper() + said[1:]


def names() -> list[tuple[str, str]]:
    """Tags and names, by name."""
    return sorted(((code, name(code)) for code in _CODES), key=lambda pair: fold(pair[1]))


def read(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """The tags that `words` (names or tags) mean, and the words that mean none."""
    known = {fold(said): code for code, said in names()} | {code: code for code in _CODES}
    found, unknown = [], []
    for word in words:
        code = known.get(fold(word))
        if code is None:
            unknown.append(word)
        elif code not in found:
            found.append(code)
    return found, unknown
