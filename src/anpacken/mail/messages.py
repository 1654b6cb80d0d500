"""From a written mail to the bytes that go over the wire.

They are put together by hand: Python's `EmailMessage` reads every header that it is given into a tree and folds it
out of the tree again, which cost a third of a mail's way out of the house. What is the same for many mails, the head
of an attachment, still is its work.
"""

from __future__ import annotations

import base64
import re
from binascii import b2a_qp
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from secrets import token_hex
from typing import Any

from django.utils import timezone
from django.utils.http import content_disposition_header

from anpacken.alliance.models import Alliance
from anpacken.core.addresses import email_key
from anpacken.mail.models import OutgoingMail
from anpacken.mail.rules import without_controls

# Only ASCII on the wire: every server takes it, and signatures of servers on the way stay whole.
POLICY = SMTP.clone(cte_type="7bit")
_LINE = 76
_FOLD = "\r\n"
# A name of such words stands as it is (RFC 5322, "atom"); any other ASCII is quoted.
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\- ]+")


def message_id(mail: OutgoingMail, alliance: Alliance) -> str:
    """Always the same for one mail, so that a second delivery after a crash can be known as the same mail."""
    return f"<{mail.public_id}@{wire_address(alliance.sender_email).rsplit('@', 1)[1]}>"


def wire_address(address: str) -> str:
    """The address as it is written to, its domain in ASCII."""
    local, _at, _domain = address.strip().rpartition("@")
    return f"{local}@{email_key(address).rpartition('@')[2]}"


def build(mail: OutgoingMail, alliance: Alliance, *, at: datetime) -> bytes:
    """The message of a mail whose subject, text and HTML are written.

    It is ASCII, unless an address has other signs before its @: such mails are for servers that know SMTPUTF8.
    """
    recipient = wire_address(mail.to_email)
    head = [
        _address("From", alliance.sender_name, wire_address(alliance.sender_email)),
        _address("To", mail.to_name, recipient),
        *_reply_to(alliance, recipient),
        f"Subject: {_words('Subject', without_controls(mail.subject))}",
        f"Date: {format_datetime(timezone.localtime(at))}",
        f"Message-ID: {message_id(mail, alliance)}",
        # Away notes and other robots do not answer (RFC 3834).
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        f"Content-Language: {mail.language}",
        "MIME-Version: 1.0",
    ]
    content = _multipart("alternative", [_text("plain", mail.text), _text("html", mail.html)])
    if mail.attachments:
        content = _multipart("mixed", [content, *(_attached(each) for each in mail.attachments)])
    return "\r\n".join(head).encode() + b"\r\n" + content


def _reply_to(alliance: Alliance, recipient: str) -> list[str]:
    if not alliance.email:
        return []
    address = wire_address(alliance.email)
    # A server that only knows ASCII would refuse the mail for it; then an answer goes to the sender.
    return [_address("Reply-To", alliance.name, address)] if address.isascii() or not recipient.isascii() else []


def _address(header: str, name: str, address: str) -> str:
    name = without_controls(name)
    if not name:
        return f"{header}: {address}"
    if name.isascii() and len(name) < _LINE // 2 and "=?" not in name:
        words = name if _ATOMS.fullmatch(name) else '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    else:
        words = _encoded(header, name)
    written = f"{header}: {words}"
    fits = len(written) - written.rfind("\n") + len(address) + 2 <= _LINE
    return f"{written}{' ' if fits else f'{_FOLD} '}<{address}>"


def _words(header: str, text: str) -> str:
    """Free text in a header."""
    if text.isascii() and "=?" not in text and len(header) + 2 + len(text) <= _LINE:
        return text
    return _encoded(header, text)


def _encoded(header: str, text: str) -> str:
    """Any text as encoded words (RFC 2047) in lines that may follow `header: `."""
    return Header(text, "utf-8", maxlinelen=_LINE, header_name=header).encode(linesep=_FOLD)


def _multipart(kind: str, parts: list[bytes]) -> bytes:
    # Longer than chance: no line of any content begins with it.
    boundary = f"=_{token_hex(16)}".encode()
    head = b'Content-Type: multipart/%s;\r\n boundary="%s"\r\n\r\n' % (kind.encode(), boundary)
    return head + b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts) + b"--%s--\r\n" % boundary


def _text(kind: str, text: str) -> bytes:
    head = f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    lines = _wire_lines(text)
    # By its first line break the encoder knows with which one to break long lines.
    return head.encode() + b2a_qp((lines if lines.endswith("\r\n") else f"{lines}\r\n").encode(), istext=True)


def _wire_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def _attached(attachment: dict[str, Any]) -> bytes:
    is_text = attachment["type"].startswith("text/") and "text" in attachment
    content = _wire_lines(attachment["text"]).encode() if is_text else content_of(attachment)
    head = _attachment_head(attachment["type"], attachment["name"], is_text)
    return head + base64.encodebytes(content).replace(b"\n", b"\r\n")


@lru_cache(maxsize=64)
def _attachment_head(written_type: str, name: str, is_text: bool) -> bytes:
    kind, *parameters = (part.strip() for part in written_type.split(";"))
    params = dict(parameter.partition("=")[::2] for parameter in parameters if parameter)
    params.pop("charset", None)
    part = EmailMessage(policy=POLICY)
    part.add_header("Content-Type", kind, **({"charset": "utf-8"} if is_text else {}), **params)
    part.add_header("Content-Transfer-Encoding", "base64")
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part.as_bytes()


def content_of(attachment: dict[str, Any]) -> bytes:
    """The bytes of an attachment."""
    if "base64" in attachment:
        return base64.b64decode(attachment["base64"])
    return str(attachment["text"]).encode()


def disposition(name: str) -> str:
    """The header with which a browser saves an attachment under its name."""
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
