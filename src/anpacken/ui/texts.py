"""Texts as HTML: translated ones marked with their language, long ones in paragraphs and lists."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from anpacken.core import languages
from anpacken.core.texts import TranslatedText


def name_for_reader(code: str) -> str:
    """What the language `code` is called in the reader's language: "German", „Deutsch“."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return str(dict(settings.LANGUAGES).get(code, code))


def language_note(code: str) -> SafeString:
    """The small label at a text that is not there in the reader's language."""
    words = _("in %(language)s") % {"language": name_for_reader(code)}
    return format_html('<small class="language-note">{}</small>', words)


def fallback_language(value: object) -> str | None:
    """The language of a text that had to fall back to another one, else None."""
    if not isinstance(value, TranslatedText) or not value:
        return None
    used = value.language_for()
    return None if used == languages.active() else used


def marked(value: object) -> SafeString:
    """A short text as HTML. One that fell back carries `lang`, `dir` and a label in the reader's language."""
    if value is None:
        return SafeString("")
    code = fallback_language(value)
    if code is None:
        return mark_safe(escape(value))
    return format_html(
        '<span lang="{}" dir="{}">{}</span> {}', code, languages.direction(code), str(value), language_note(code)
    )


def _block(lines: list[str]) -> str:
    parts = []
    for is_list, group in groupby(lines, key=lambda line: line.startswith("- ")):
        if is_list:
            parts.append("<ul>" + "".join(f"<li>{escape(line[2:].strip())}</li>" for line in group) + "</ul>")
        else:
            parts.append("<p>" + "<br>".join(escape(line) for line in group) + "</p>")
    return "".join(parts)


def in_paragraphs(value: object) -> SafeString:
    """A long text as HTML: blank lines part paragraphs, lines with "- " make a list, single breaks stay."""
    if value is None:
        return SafeString("")
    lines = [line.strip() for line in str(value).splitlines()]
    blocks = [list(group) for is_text, group in groupby(lines, key=bool) if is_text]
    html = SafeString("".join(_block(block) for block in blocks))
    code = fallback_language(value)
    if code is None or not html:
        return html
    return format_html(
        '<p>{}</p><div lang="{}" dir="{}">{}</div>', language_note(code), code, languages.direction(code), html
    )
