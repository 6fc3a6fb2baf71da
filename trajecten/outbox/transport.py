"""The line to the mail server, and what its answers mean."""

import smtplib
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend as DjangoSmtp
from django.utils.module_loading import import_string

from trajecten.outbox.composing import Composed, sender_address

SERVICE_CLOSING = 421
SIZE_OR_POLICY = {552}
"""Permanent by number, but many servers say it of a full mailbox: worth trying again."""


@dataclass
class Refused(Exception):
    """The server answered no. `permanent`: trying again will not help. `closing`: it also ends the connection."""

    code: int
    text: str
    permanent: bool
    closing: bool = False

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Broken(Exception):
    """The connection is gone. Before the last word: not delivered. After it: nobody knows."""


class Transport(Protocol):
    def offer(self, composed: Composed) -> None:
        """Say from whom and to whom. Raises Refused or Broken; nothing is delivered then."""

    def hand_over(self, composed: Composed) -> None:
        """Give the text; back when it was accepted. Raises Refused (not delivered) or Broken (nobody knows)."""

    def close(self) -> None: ...


def connect() -> Transport:
    """Open the line. Raises Broken when there is none."""
    if issubclass(import_string(settings.EMAIL_BACKEND), DjangoSmtp):
        return SmtpTransport()
    return DjangoTransport()


class SmtpTransport:
    """One connection for many mails; Django's backend opens it (TLS, sign-in), the words are ours."""

    def __init__(self) -> None:
        backend = get_connection()
        try:
            backend.open()
            self.line: smtplib.SMTP = backend.connection  # type: ignore[attr-defined]  # the SMTP backend has one
            self.line.ehlo_or_helo_if_needed()
        except OSError as error:  # what smtplib raises is one too
            raise Broken(_short(error)) from error
        self.sender = sender_address()

    def offer(self, composed: Composed) -> None:
        try:
            # Not `mail` and `rcpt` of smtplib: they take the address apart again, which costs more than all the rest.
            self._check(*self.line.docmd("MAIL", f"FROM:<{self.sender}>"))
            self._check(*self.line.docmd("RCPT", f"TO:<{composed.address}>"))
        except OSError as error:
            raise Broken(_short(error)) from error

    def hand_over(self, composed: Composed) -> None:
        try:
            code, text = self.line.data(composed.as_bytes())
        except smtplib.SMTPDataError as error:
            raise self._refusal(error.smtp_code, error.smtp_error) from error
        except OSError as error:
            raise Broken(_short(error)) from error
        self._check(code, text)

    def close(self) -> None:
        try:
            self.line.quit()
        except OSError:
            self.line.close()

    def _check(self, code: int, text: bytes) -> None:
        if not 200 <= code < 300:
            raise self._refusal(code, text)

    def _refusal(self, code: int, text: bytes | str) -> Refused:
        if code == -1:
            raise Broken("no answer")
        closing = code == SERVICE_CLOSING
        if not closing:
            try:
                self.line.rset()
            except OSError:
                closing = True
        said = text.decode(errors="replace") if isinstance(text, bytes) else text
        return Refused(code, " ".join(said.split())[:150], 500 <= code < 600 and code not in SIZE_OR_POLICY, closing)


class DjangoTransport:
    """For the mailbox page and for tests: whatever backend Django was told to use."""

    def __init__(self) -> None:
        self.backend = get_connection()

    def offer(self, composed: Composed) -> None:
        """Django says from, to and text in one go."""

    def hand_over(self, composed: Composed) -> None:
        try:
            self.backend.send_messages([composed.as_django()])
        except OSError as error:
            raise Broken(_short(error)) from error

    def close(self) -> None:
        self.backend.close()


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:150]
