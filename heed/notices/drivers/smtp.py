"""SMTP. TLS unless the address says otherwise; nothing waits longer than its time."""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any, Final, Self
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from heed import clock
from heed.notices.drivers.driver import Letter, Permanent, Temporary, Trouble, Unreachable
from heed.notices.drivers.message import address_of, email_of

REPLY: Final = 10.0
"""Seconds within which the server must answer one command."""
LETTER: Final = timedelta(seconds=18)
"""Within which one letter must be handed over: less than the lease on its row, or two workers would send it."""
SHAPE: Final = "smtp://user:password@host:587, smtps://user:password@host:465, or smtp://host:25?tls=none"


@dataclass(frozen=True, slots=True)
class Server:
    """Where the mail server is and how it is spoken to: TLS from the start, by STARTTLS (required), or none."""

    host: str
    port: int
    tls: str  # smtps | starttls | none
    user: str = ""
    password: str = ""

    @classmethod
    def of(cls, url: str) -> Self:
        """Return the server of HEED_SMTP_URL. ImproperlyConfigured with a sentence where it says nothing useful."""
        parts = urlsplit(url)
        tls = parse_qs(parts.query).get("tls", ["smtps" if parts.scheme == "smtps" else "starttls"])[0]
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or tls not in ("smtps", "starttls", "none"):
            raise ImproperlyConfigured(f"HEED_SMTP_URL does not name a mail server; write {SHAPE}.")
        port = parts.port or (465 if tls == "smtps" else 587)
        return cls(parts.hostname, port, tls, unquote(parts.username or ""), unquote(parts.password or ""))


class _Plain(smtplib.SMTP):
    """A connection that gives up at a moment, however the server spreads its silence."""

    until: datetime | None = None

    def getreply(self) -> tuple[int, bytes]:
        """Wait for a reply as long as is left."""
        if self.until is not None and self.sock is not None:
            left = (self.until - clock.now()).total_seconds()
            if left <= 0:
                raise TimeoutError
            self.sock.settimeout(min(left, REPLY))
        return super().getreply()


class _Wrapped(_Plain, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class Smtp:
    """A mail server, with one connection that is kept for as long as there is something to send."""

    def __init__(self, server: Server, sender: str) -> None:
        self.server = server
        self.sender = sender
        self.connection: _Plain | None = None

    def open(self) -> None:
        """Connect, encrypt, sign in."""
        self._opened()

    def _opened(self) -> _Plain:
        if self.connection is None:
            try:
                self.connection = self._connect()
            except (OSError, smtplib.SMTPException) as trouble:
                raise Unreachable(f"The mail server cannot be used: {_words(trouble)}") from trouble
        return self.connection

    def _connect(self) -> _Plain:
        where: dict[str, Any] = {"host": self.server.host, "port": self.server.port, "timeout": REPLY}
        if self.server.tls == "smtps":
            return self._greeted(_Wrapped(**where, context=ssl.create_default_context()))
        return self._greeted(_Plain(**where))

    def _greeted(self, connection: _Plain) -> _Plain:
        try:
            if self.server.tls == "starttls":
                connection.starttls(context=ssl.create_default_context())
            connection.ehlo_or_helo_if_needed()
            if self.server.user:
                connection.login(self.server.user, self.server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def send(self, letter: Letter) -> None:
        """Hand the letter over; return only after the server's 250 to all of it."""
        connection = self._opened()
        connection.until = clock.now() + LETTER
        try:
            self._speak(connection, letter)
        except Trouble:
            self._begin_anew()
            raise
        except (OSError, smtplib.SMTPException) as trouble:
            self._drop()
            raise Unreachable(f"The connection broke: {_words(trouble)}") from trouble

    def _speak(self, connection: _Plain, letter: Letter) -> None:
        """Say the three commands and the letter; any other reply than yes is trouble of some kind."""
        _agreed(connection.mail(parseaddr(self.sender)[1]), letter)
        _agreed(connection.rcpt(address_of(letter)), letter)
        _agreed(_content(connection, email_of(letter, self.sender).as_bytes()), letter)

    def _begin_anew(self) -> None:
        """Make the connection fit for the next letter, or give it up."""
        try:
            if self.connection is not None and self.connection.rset()[0] != 250:
                self._drop()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _drop(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def close(self) -> None:
        """Say good-bye."""
        if self.connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self.connection.quit()
            self._drop()


def _agreed(reply: tuple[int, bytes], letter: Letter) -> None:
    """Go on where the server said yes. Its words are kept for the operator, without the address."""
    code, words = reply
    if code not in (250, 251):
        raise _trouble(code, words.decode("ascii", "replace").replace(letter.to, "…"))


def _content(connection: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
    """Send the letter itself; return the reply to it, or to the wish to send it."""
    try:
        return connection.data(content)
    except smtplib.SMTPDataError as refusal:
        words = refusal.smtp_error
        return refusal.smtp_code, words if isinstance(words, bytes) else words.encode()


def _trouble(code: int, words: str) -> Trouble:
    """Return what a reply other than yes means for the letter.

    Only what says plainly that there is no such mailbox is for good. All else may be the fault of a setting or pass:
    a safety message is rather tried too often than given up.
    """
    told = f"{code} {words}"[:300]
    if code == 421:
        return Unreachable(told)
    status = re.match(r"5\.(\d+\.\d+)", words)
    no_mailbox = status is None or status[1].startswith("1.") or status[1] == "2.1"
    if code in (550, 551, 553) and no_mailbox and "relay" not in words.lower():
        return Permanent(told)
    return Temporary(told)


def _words(trouble: Exception) -> str:
    """Say what went wrong, without what was said to whom."""
    if isinstance(trouble, smtplib.SMTPResponseException):
        return f"{type(trouble).__name__} {trouble.smtp_code}"
    return type(trouble).__name__ if not isinstance(trouble, OSError) else trouble.strerror or type(trouble).__name__
