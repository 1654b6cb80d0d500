"""From a written mail to the message that goes over the wire."""

from __future__ import annotations

import base64
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from django.utils import timezone
from django.utils.http import content_disposition_header

from anpacken.alliance.models import Alliance
from anpacken.core.addresses import email_key
from anpacken.mail.models import OutgoingMail

# Only ASCII on the wire: every server takes it, and signatures of servers on the way stay whole.
POLICY = SMTP.clone(cte_type="7bit")


def message_id(mail: OutgoingMail, alliance: Alliance) -> str:
    """Always the same for one mail, so that a second delivery after a crash can be known as the same mail."""
    return f"<{mail.public_id}@{wire_address(alliance.sender_email).rsplit('@', 1)[1]}>"


def wire_address(address: str) -> str:
    """The address as it is written to, its domain in ASCII."""
    local, _at, _domain = address.strip().rpartition("@")
    return f"{local}@{email_key(address).rpartition('@')[2]}"


def build(mail: OutgoingMail, alliance: Alliance, *, at: datetime) -> EmailMessage:
    """The message of a mail whose subject, text and HTML are written."""
    message = EmailMessage(policy=POLICY)
    message["From"] = _header(alliance.sender_name, alliance.sender_email)
    message["To"] = _header(mail.to_name, mail.to_email)
    if alliance.email:
        message["Reply-To"] = _header(alliance.name, alliance.email)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(timezone.localtime(at))
    message["Message-ID"] = message_id(mail, alliance)
    # Away notes and other robots do not answer (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    for attachment in mail.attachments:
        _attach(message, attachment)
    message["Content-Language"] = mail.language  # last: parts that are added take such headers with them
    return message


def _header(name: str, address: str) -> Address:
    local, _at, domain = wire_address(address).rpartition("@")
    if local.startswith('"'):
        local = re.sub(r"\\(.)", r"\1", local[1:-1])  # the header quotes by itself
    return Address(name, username=local, domain=domain)


def _attach(message: EmailMessage, attachment: dict[str, Any]) -> None:
    kind, *parameters = (part.strip() for part in attachment["type"].split(";"))
    main, _slash, sub = kind.partition("/")
    params = dict(parameter.partition("=")[::2] for parameter in parameters)
    params.pop("charset", None)
    name = attachment["name"]
    if main == "text" and "text" in attachment:
        message.add_attachment(attachment["text"], subtype=sub, cte="base64", filename=name, params=params)
        return
    content = content_of(attachment)
    message.add_attachment(content, maintype=main, subtype=sub, filename=name, params=params)


def content_of(attachment: dict[str, Any]) -> bytes:
    """The bytes of an attachment."""
    if "base64" in attachment:
        return base64.b64decode(attachment["base64"])
    return str(attachment["text"]).encode()


def disposition(name: str) -> str:
    """The header with which a browser saves an attachment under its name."""
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
