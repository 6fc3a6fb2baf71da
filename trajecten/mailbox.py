"""Where mails go on a machine without a mail server: one file each, to be read at /postvak/."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import uuid4

import nh3
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

NAME = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")
NEWEST = 200
TAGS = {"a", "b", "blockquote", "br", "em", "h1", "h2", "h3", "hr", "li", "ol", "p", "strong", "ul"}


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
    """One mail in the mailbox."""

    name: str
    subject: str
    to: str
    at: datetime
    text: str
    html: str
    """Without style, script or picture, so that it can stand on a page of ours."""


def newest() -> list[Letter]:
    """The newest mails, newest first."""
    files = sorted(Path(settings.MAILBOX_DIR).glob("*.eml"), reverse=True)[:NEWEST]
    return [_letter(file) for file in files]


def read(name: str) -> Letter | None:
    """One mail by the name of its file; None when there is none."""
    file = Path(settings.MAILBOX_DIR) / f"{name}.eml"
    return _letter(file) if NAME.fullmatch(name) and file.is_file() else None


def _letter(file: Path) -> Letter:
    message = message_from_bytes(file.read_bytes(), EmailMessage, policy=default)
    return Letter(
        name=file.stem,
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        at=parsedate_to_datetime(str(message["Date"])),
        text=_part(message, "plain"),
        html=_safe(_part(message, "html")),
    )


def _safe(html: str) -> str:
    kept = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    # The page has its own first heading, and the card the second.
    return re.sub(r"<(/?)h[12]>", r"<\1h3>", kept)


def _part(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    return part.get_content() if part else ""
