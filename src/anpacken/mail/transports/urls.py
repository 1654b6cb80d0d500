"""Reads `ANPACKEN_MAIL_URL` and refuses loudly what it cannot mean. No refusal repeats the password."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "smtp://user:password@mail.example.org:587/?tls=starttls"
DEFAULT_TIMEOUT = 15.0
# A dialogue has about nine answers to wait for; together they stay below the claim on a mail.
MOST_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class SmtpWay:
    """Where and how to hand mails over."""

    host: str
    port: int
    tls: str
    """`implicit` (smtps), `starttls`, or `none`."""
    user: str = ""
    password: str = ""
    timeout: float = DEFAULT_TIMEOUT
    """Seconds that the server may take for any one answer."""
    ca_file: str | None = None
    """Certificates to trust instead of the system's."""

    def __repr__(self) -> str:
        return f"SmtpWay({self.host}:{self.port}, tls={self.tls})"


def read_mail_url(url: str) -> SmtpWay | None:
    """The way that `url` names; None for `keep`.

    Raises:
        ImproperlyConfigured: the text says what is wrong and what to write.
    """
    if url == "keep":
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refuse("has no usable port or host", "Write the port as a number from 1 to 65535.") from error
    if parts.scheme not in ("smtp", "smtps"):
        raise _refuse("begins with neither smtp:// nor smtps://", f"Write for instance {EXAMPLE}.")
    if not parts.hostname:
        raise _refuse("names no server", f"Write for instance {EXAMPLE}.")
    if parts.path not in ("", "/") or parts.fragment:
        raise _refuse(
            "has something behind the port", "A / or # in the password is written %2F or %23; nothing follows the port."
        )
    if bool(parts.username) != bool(parts.password):
        raise _refuse(
            "has a user or a password without the other", "Write user:password@ before the server, or neither."
        )
    if port == 0:
        raise _refuse("has no usable port", "Write the port as a number from 1 to 65535.")
    options = _options(parts.query)
    tls = _tls(parts.scheme, options.pop("tls", None))
    if tls == "none" and parts.username:
        raise _refuse("would send the password unencrypted", "Use tls=starttls or smtps://, or no password.")
    return SmtpWay(
        host=parts.hostname,
        port=port or (465 if tls == "implicit" else 587),
        tls=tls,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        timeout=_timeout(options.pop("timeout", None)),
        ca_file=_file(options.pop("ca", None)),
    )


def _options(query: str) -> dict[str, str]:
    given = parse_qs(query, keep_blank_values=True)
    unknown = sorted(set(given) - {"tls", "timeout", "ca"})
    if unknown:
        raise _refuse(f"has the unknown option {unknown[0]}", "There are tls, timeout and ca.")
    double = sorted(name for name, values in given.items() if len(values) > 1)
    if double:
        raise _refuse(f"has the option {double[0]} twice", "Write each option once.")
    return {name: values[0] for name, values in given.items()}


def _tls(scheme: str, asked: str | None) -> str:
    if scheme == "smtps":
        if asked is not None:
            raise _refuse("has tls= beside smtps://", "smtps:// is encrypted from the beginning; leave tls out.")
        return "implicit"
    if asked not in (None, "starttls", "none"):
        raise _refuse(f"has tls={asked}", "Use tls=starttls (the default), or tls=none for a server on this machine.")
    return asked or "starttls"


def _timeout(asked: str | None) -> float:
    if asked is None:
        return DEFAULT_TIMEOUT
    try:
        seconds = float(asked)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= MOST_TIMEOUT:
        raise _refuse(f"has timeout={asked}", f"Use seconds, more than 0 and at most {MOST_TIMEOUT:.0f}.")
    return seconds


def _file(asked: str | None) -> str | None:
    if asked is not None and not Path(asked).is_file():
        raise _refuse(f"names the certificate file {asked}, which is not there", "Write its full path.")
    return asked


def _refuse(problem: str, remedy: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"ANPACKEN_MAIL_URL {problem}.\n  What to do: {remedy}")
