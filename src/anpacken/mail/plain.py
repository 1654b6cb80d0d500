"""The plain text part of a mail: paragraphs, facts and links in lines of at most 72 characters."""

from __future__ import annotations

import re
import textwrap

WIDTH = 72
_BEGIN, _END = "\x02", "\x03"
_FACT = re.compile(f"{_BEGIN}(.*?){_END}", re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n")


def paragraphs(words: str) -> list[str]:
    """`words` cut at blank lines, each paragraph with single spaces."""
    return [" ".join(part.split()) for part in _BLANK_LINES.split(words.strip()) if part.strip()]


def is_link(text: str) -> bool:
    """Whether `text` is an absolute web address and nothing else."""
    return text.startswith(("https://", "http://")) and not any(sign.isspace() for sign in text)


def _wrap(words: str, *, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def text(words: str) -> str:
    return "\n\n" + "\n\n".join(_wrap(part) for part in paragraphs(words)) + "\n\n"


def lines(words: str) -> str:
    """One paragraph that keeps its line breaks."""
    return "\n\n" + "\n".join(_wrap(each) for each in words.splitlines()) + "\n\n"


def note(words: str) -> str:
    return "\n\n" + "\n\n".join(_wrap(part, first="* ", rest="  ") for part in paragraphs(words)) + "\n\n"


def heading(words: str) -> str:
    wrapped = _wrap(" ".join(words.split()))
    return f"\n\n{wrapped}\n{'-' * max(len(line) for line in wrapped.splitlines() or [''])}\n\n"


def link(label: str, url: str) -> str:
    """The label, and the address on a line of its own that no wrapping cuts."""
    return f"\n\n{_wrap(label + ':')}\n{url}\n\n"


def fact(label: str, value: str) -> str:
    """One fact, between marks by which `facts` tells it from the template's own indent."""
    return f"{_BEGIN}{_wrap(' '.join(f'{label}: {value}'.split()), rest='    ')}{_END}"


def facts(marked: str) -> str:
    return "\n\n" + "\n".join(_FACT.findall(marked)) + "\n\n"


def joined(body: str) -> str:
    """The blocks with one blank line between them."""
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in body.splitlines())).strip()
