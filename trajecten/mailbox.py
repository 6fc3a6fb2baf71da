"""Where mails go on a machine without a mail server: one file each, to be read at /postvak/."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

NAME = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")


class MailboxBackend(BaseEmailBackend):
    """Django's mail backend that puts every mail in the mailbox."""

    def send_messages(self, email_messages) -> int:
        folder = Path(settings.MAILBOX_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now():%Y%m%d-%H%M%S}-{uuid4().hex[:8]}"
            # Written beside it and then renamed: a reader never sees half a mail.
            half = folder / f"{name}.half"
            half.write_bytes(message.message().as_bytes())
            half.rename(folder / f"{name}.eml")
        return len(email_messages)


@dataclass(frozen=True)
class Letter:
    """One mail in the mailbox, as a list shows it."""

    name: str
    subject: str
    to: str
    at: datetime


@dataclass(frozen=True)
class OpenLetter(Letter):
    """One mail with what stands in it."""

    text: str
    html: str
    """As it was sent, with its style. Only `views.mailbox.styled` gives it to a browser, where nothing in it can run."""


def names() -> list[str]:
    """The name of every mail, newest first; the name begins with the moment, so no file is opened."""
    return sorted((file.stem for file in Path(settings.MAILBOX_DIR).glob("*.eml")), reverse=True)


def letter(name: str) -> Letter:
    """What a list shows of one mail: only its headers are read."""
    with _file(name).open("rb") as file:
        return Letter(**_headers(name, BytesHeaderParser(policy=policy.default).parse(file)))


def read(name: str) -> OpenLetter | None:
    """One mail by the name of its file; None when there is none."""
    if not NAME.fullmatch(name) or not _file(name).is_file():
        return None
    message = message_from_bytes(_file(name).read_bytes(), EmailMessage, policy=policy.default)
    return OpenLetter(**_headers(name, message), text=_part(message, "plain"), html=_part(message, "html"))


def _file(name: str) -> Path:
    return Path(settings.MAILBOX_DIR) / f"{name}.eml"


def _headers(name: str, message: Message) -> dict[str, Any]:
    return {
        "name": name,
        "subject": str(message["Subject"] or ""),
        "to": str(message["To"] or ""),
        "at": _moment(str(message["Date"])),
    }


def _moment(date: str) -> datetime:
    at = parsedate_to_datetime(date)
    # «-0000» says UTC without a place; Python leaves such a moment without a zone.
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _part(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    return part.get_content() if part else ""
