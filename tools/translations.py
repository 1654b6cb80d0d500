"""Holds the rooms' catalogues against the source, without the system's gettext.

    python -m tools.translations             what is missing, left over, fuzzy or untranslated
    python -m tools.translations --update    writes new texts into the catalogues (untranslated) and drops old ones

Every room has its own catalogue with exactly the texts of its own code and templates. A text that Django or
Wagtail translate themselves still belongs into it: their words may change, ours stay.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "anpacken"
# Every interface string is written in English; what else there is to translate into:
LANGUAGES = ["de"]

SINGULAR = {"gettext", "gettext_lazy", "gettext_noop", "_"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
PLACEHOLDERS = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{\w*\}")


@dataclass(frozen=True)
class Message:
    text: str
    plural: str = ""
    context: str = ""


@dataclass
class Found:
    """The messages of one room, each with the first place where it stands."""

    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, message: Message, place: str) -> None:
        key = (message.context, message.text)
        if key not in self.messages or message.plural:
            self.messages[key] = message
        self.places.setdefault(key, place)


def _messages_in_calls(tree: ast.AST) -> Iterator[tuple[Message, int]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        message = _message(name, texts)
        if message is not None and message.text:
            yield message, node.lineno


def _message(name: str, texts: list[str]) -> Message | None:
    if name in SINGULAR and len(texts) >= 1:
        return Message(texts[0])
    if name in PLURAL and len(texts) >= 2:
        return Message(texts[0], texts[1])
    if name in CONTEXT and len(texts) >= 2:
        return Message(texts[1], context=texts[0])
    if name in CONTEXT_PLURAL and len(texts) >= 3:
        return Message(texts[1], texts[2], context=texts[0])
    return None


# Django turns a template into calls amid crosses: `XX _('Search') XXX ngettext('a', 'b', count) X`.
_CALL = re.compile(r"(?<![\w.])(n?p?gettext|_)\(\s*")
_LITERAL = re.compile(r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", re.DOTALL)


def _messages_in_template(source: str, origin: str) -> Iterator[tuple[Message, int]]:
    from django.utils.translation.template import templatize

    calls = templatize(source, origin=origin)
    for call in _CALL.finditer(calls):
        texts, place = [], call.end()
        while (literal := _LITERAL.match(calls, place)) is not None:
            texts.append(ast.literal_eval(literal.group()))
            comma = re.compile(r"\s*,\s*").match(calls, literal.end())
            if comma is None:
                break
            place = comma.end()
        message = _message(call.group(1), texts)
        if message is not None and message.text:
            yield message, calls.count("\n", 0, call.start()) + 1


def extract(room: Path) -> Found:
    """All translatable messages of one room's code and templates."""
    found = Found()
    for path in sorted(room.rglob("*")):
        place = str(path.relative_to(ROOT))
        if path.suffix == ".py" and "migrations" not in path.parts:
            messages = _messages_in_calls(ast.parse(path.read_text("utf-8"), filename=place))
        elif path.suffix in {".html", ".txt", ".svg", ".xml", ".ics", ".typ"} and "templates" in path.parts:
            messages = _messages_in_template(path.read_text("utf-8"), place)
        else:
            continue
        for message, line in messages:
            found.add(message, f"{place}:{line}")
    return found


def _problems_of_entry(entry: polib.POEntry) -> Iterator[str]:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if "fuzzy" in entry.flags:
        yield "is fuzzy"
    elif not texts or not all(texts):
        yield "is not translated"
    else:
        asked = set(PLACEHOLDERS.findall(entry.msgid)) | set(PLACEHOLDERS.findall(entry.msgid_plural))
        for text in texts:
            unknown = set(PLACEHOLDERS.findall(text)) - asked
            if unknown:
                yield f"names a value that the original does not have: {', '.join(sorted(unknown))}"
        if not entry.msgid_plural and asked - set(PLACEHOLDERS.findall(entry.msgstr)):
            yield "leaves out a value of the original"


def problems(room: Path, language: str) -> list[str]:
    """What is wrong with a room's catalogue, each as one line."""
    found = extract(room)
    path = room / "locale" / language / "LC_MESSAGES" / "django.po"
    if not found.messages and not path.exists():
        return []
    if not path.exists():
        return [f"{path.relative_to(ROOT)} is missing, {len(found.messages)} texts wait for it"]
    catalogue = polib.pofile(str(path))
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue if not entry.obsolete}
    name = str(path.relative_to(ROOT))
    lines = [f"{name}: missing “{key[1]}” ({place})" for key, place in found.places.items() if key not in entries]
    for key, entry in entries.items():
        if key not in found.messages:
            lines.append(f"{name}: “{key[1]}” stands nowhere any more")
        elif found.messages[key].plural != (entry.msgid_plural or ""):
            lines.append(f"{name}: “{key[1]}” has another plural in {found.places[key]}")
        lines += [f"{name}: “{key[1]}” {problem}" for problem in _problems_of_entry(entry)]
    return lines


def conflicts(language: str) -> list[str]:
    """Texts that two rooms translate differently. Django lays all catalogues into one, so one of them would win in
    both rooms: agree on a word, or tell the meanings apart with a context (`pgettext`, `context`)."""
    said: dict[tuple[str, str], dict[str, list[str]]] = {}
    for room in rooms():
        path = room / "locale" / language / "LC_MESSAGES" / "django.po"
        if not path.exists():
            continue
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                texts = " | ".join(entry.msgstr_plural.values()) or entry.msgstr
                said.setdefault((entry.msgctxt or "", entry.msgid), {}).setdefault(texts, []).append(room.name)
    return [
        f"“{text}” is said in several ways: "
        + "; ".join(f"“{words}” in {', '.join(names)}" for words, names in ways.items())
        for (_context, text), ways in said.items()
        if len(ways) > 1
    ]


def update(room: Path, language: str) -> None:
    """Writes the catalogue anew: what is translated stays, what is new is added, what is gone is dropped."""
    found = extract(room)
    if not found.messages:
        return
    path = room / "locale" / language / "LC_MESSAGES" / "django.po"
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in old if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=0)
    fresh.metadata = {
        "Project-Id-Version": "Anpacken",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for key, message in found.messages.items():
        entry = known.get(key) or polib.POEntry(msgid=message.text, msgctxt=message.context or None)
        entry.occurrences = []
        if message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = entry.msgstr_plural or {0: "", 1: ""}
        if "%(" in message.text + message.plural and "python-format" not in entry.flags:
            entry.flags.append("python-format")
        fresh.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(path))


def rooms() -> list[Path]:
    return sorted(path for path in PACKAGE.iterdir() if (path / "__init__.py").exists())


def main(arguments: list[str]) -> int:
    from django.conf import settings

    if not settings.configured:
        settings.configure()
    wanted = [room for room in rooms() if not (set(arguments) - {"--update"}) or room.name in arguments]
    if "--update" in arguments:
        for room in wanted:
            for language in LANGUAGES:
                update(room, language)
    lines = [line for room in wanted for language in LANGUAGES for line in problems(room, language)]
    lines += [line for language in LANGUAGES for line in conflicts(language)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
