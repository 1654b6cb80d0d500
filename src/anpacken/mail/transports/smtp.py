"""Hands mails over by SMTP, on one connection for as long as it holds."""

from __future__ import annotations

import re
import smtplib
import ssl
from types import TracebackType
from typing import Self

from anpacken.mail.errors import ConnectionFailure, DeliveryFailure, PermanentFailure, TemporaryFailure
from anpacken.mail.transports.urls import SmtpWay

_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
_ANSWER_LENGTH = 300
_SERVICE_CLOSING = 421


class Smtp:
    """A connection that is opened with the first mail and again after it broke."""

    def __init__(self, way: SmtpWay) -> None:
        self._way = way
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            try:
                self._connection.quit()
            except (smtplib.SMTPException, OSError):
                self._hang_up()
            self._connection = None

    def send(self, content: bytes, *, sender: str, recipient: str) -> str:
        """See `Transport.send`. One recipient a mail, so that an answer is about that one."""
        connection = self._connected()
        try:
            return self._dialogue(connection, content, sender, recipient)
        except smtplib.SMTPServerDisconnected as error:
            self._hang_up()
            raise ConnectionFailure(f"The server hung up: {_told(error)}") from error
        except smtplib.SMTPNotSupportedError as error:
            self._rest()
            raise PermanentFailure(f"The server cannot take this address: {_told(error)}") from error
        except smtplib.SMTPResponseException as error:
            return self._expect(error.smtp_code, _as_bytes(error.smtp_error))
        except OSError as error:  # time-outs, resets; smtplib's own errors are OSErrors too and were handled
            self._hang_up()
            raise ConnectionFailure(f"The connection broke: {_told(error)}") from error

    def _dialogue(self, connection: smtplib.SMTP, content: bytes, sender: str, recipient: str) -> str:
        unicode_address = not (sender.isascii() and recipient.isascii())
        options = ["SMTPUTF8", "BODY=8BITMIME"] if unicode_address else []
        if unicode_address:
            connection.ehlo_or_helo_if_needed()
            if not connection.has_extn("smtputf8"):
                raise smtplib.SMTPNotSupportedError("it does not speak SMTPUTF8")
        self._expect(*connection.mail(sender, options), about_us=True)
        self._expect(*connection.rcpt(recipient))
        return self._expect(*connection.data(content))

    def _expect(self, code: int, answer: bytes, *, about_us: bool = False) -> str:
        """The answer, if it is a good one.

        A 5xx to the sender's address is a mistake in our own settings, which the office can mend; so the mail
        is kept for later instead of being given up.
        """
        words = _clean(f"{code} {answer.decode(errors='replace')}")
        if 200 <= code < 300:
            return words
        if code == _SERVICE_CLOSING or code <= 0:
            self._hang_up()
            raise ConnectionFailure(words)
        self._rest()
        raise PermanentFailure(words) if code >= 500 and not about_us else TemporaryFailure(words)

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            try:
                self._connection = self._connect()
            except DeliveryFailure:
                raise
            except (smtplib.SMTPException, OSError) as error:
                raise ConnectionFailure(f"No connection: {_told(error)}") from error
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        way = self._way
        context = ssl.create_default_context(cafile=way.ca_file)
        if way.tls == "implicit":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(way.host, way.port, timeout=way.timeout, context=context)
        else:
            connection = smtplib.SMTP(way.host, way.port, timeout=way.timeout)
        try:
            if way.tls == "starttls":
                connection.starttls(context=context)
            connection.ehlo_or_helo_if_needed()
            if way.user:
                connection.login(way.user, way.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _rest(self) -> None:
        """Brings the dialogue back to its beginning, so that the next mail can use the connection."""
        if self._connection is not None:
            try:
                self._connection.rset()
            except (smtplib.SMTPException, OSError):
                self._hang_up()

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _as_bytes(answer: bytes | str) -> bytes:
    return answer if isinstance(answer, bytes) else answer.encode()


def _told(error: BaseException) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "the server refuses user or password"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return _clean(str(error) or type(error).__name__)


def _clean(words: str) -> str:
    """A server's words in one line, without the recipient's address."""
    return _ADDRESS.sub("…", " ".join(words.split()))[:_ANSWER_LENGTH]
