"""What strangers send: values that no form asks for, and where to put them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlencode

from django.apps import apps
from django.db import connection

# Percent escapes as they stand in an address: some of them are no UTF-8, so they cannot be written as text.
QUERY_VALUES = {
    "empty": "",
    "null": "%00",
    "null within": "a%00b",
    "no UTF-8": "%FF%FE",
    "lone surrogate": "%ED%A0%80",
    "half a letter": "%C3",
    "right to left": quote("\u202eמזה"),
    "emoji": quote("👩‍👩‍👧"),
    "very long": "9" * 10_000,
    "long words": quote("ä" * 10_000),
    "negative": "-1",
    "zero": "0",
    "huge": "1000000000",
    "beyond 64 bits": "99999999999999999999999",
    "a word": "abc",
    "no number": "1e9",
    "other digits": quote("٣"),
    "superscript": quote("²"),
    "no day": "2019-02-30",
    "year 0": "0000-01-01",
    "far year": "99999999999-01-01",
    "markup": quote('"><script>alert(1)</script>'),
    "pattern": quote("%_\\%'\"); --"),
    "new line": "%0d%0aSet-Cookie:%20a=b",
    "template": quote("{{ 7|add:1 }}{% now %}"),
}

# Every name that some page of ours reads, and one that none does.
ALWAYS = ("page", "q", "am", "stand", "done", "language", "strange[]")
# Sent alone as well: what stands beside another bad value might never be looked at.
SHARP = ("null", "very long", "beyond 64 bits", "superscript", "no day")

SHARP_FIELDS = ("null", "very long", "number beyond int()", "json")

FIELD_VALUES: dict[str, str] = {
    "null": "A\x00da",
    "only a null": "\x00",
    "very long": "x" * 20_000,
    "right to left": "\u202eadA\u202c",
    "isolates": "\u2066Ada",
    "bell": "A\x07da",
    "emoji": "🦄" * 3,
    "lines": "Ada\r\nBcc: someone@example.org",
    "line separator": "Ada\u2028Muster",
    "markup": "<script>alert(1)</script>",
    "template": "{{ settings.SECRET_KEY }}{% debug %}",
    "number beyond 64 bits": "9" * 30,
    "number beyond int()": "9" * 5000,
    "negative": "-1",
    "not a number": "NaN",
    "other digits": "١",
    "a list": "[1,2]",
    "json": '{"de": {"text": 1}}',
    "no day": "2019-02-30",
    "blank": " \t\u00a0",
    "replaced": "\ufffd\ufffd",
}


def queries(html: str) -> list[str]:
    """Every bad value for every name that a page's own forms and links use, and all names at once."""
    names = {*ALWAYS, *re.findall(r'<(?:input|select)[^>]*\bname="([\w-]+)"', html)}
    found = ["&".join(f"{name}={value}" for name in sorted(names)) for value in QUERY_VALUES.values()]
    found += [f"{name}={QUERY_VALUES[value]}" for name in sorted(names - {*ALWAYS} | {"page"}) for value in SHARP]
    found += ["&".join(["page=1&page=abc&q=a&q=%00"] * 3), "&" * 50, "%", "=", "%00", "?" * 20, "page[]=1&q[a]=b"]
    return found


def altered(token: str) -> list[str]:
    """The token with one sign changed, in each of its parts, cut off at either end, or lengthened."""
    places = [*range(0, len(token), 5), len(token) - 1, token.index(":"), token.index(":") + 1, token.index(":") - 1]
    signs = [token[:at] + ("A" if token[at] != "A" else "b") + token[at + 1 :] for at in places]
    replaced = [
        token[:3] + sign + token[4:] for sign in ("é", "\x00", " ", ":", ".", "-", "_", "=", "%", "\u202e", "🦄")
    ]
    cut = [token[:-1], token[1:], token[: len(token) // 2], token.split(":")[0], token.rpartition(":")[2]]
    return [
        *signs,
        *replaced,
        *cut,
        f"{token}=",
        f"{token}A",
        f".{token}",
        token * 2,
        token.swapcase(),
        ":",
        "..",
        "A" * 5000,
    ]


def in_path(text: str) -> str:
    return quote(text, safe="")


def rows() -> dict[str, int]:
    """How many rows each table has. Sessions are left out: a log-in of a test makes one."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    # One statement for all: this is asked after every refused form.
    counts = [f"SELECT '{table}', COUNT(*) FROM \"{table}\"" for table in sorted(tables - {"django_session"})]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts))
        return dict(cursor.fetchall())


def body(**fields: Any) -> bytes:
    return urlencode(fields, doseq=True).encode()
