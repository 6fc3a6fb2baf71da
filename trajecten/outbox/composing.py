"""From a row to a mail. The text is rendered once for all mails that share kind, language and context.

In that skeleton the personal values are markers: plain letters, so that escaping, translating and inlining of CSS
leave them alone. For each recipient only the markers are filled in and the parts are encoded (measured:
docs/decisions/0010-outbox.md). The same row always gives the same bytes: a repeated mail is recognisable as such.
"""

import base64
import binascii
import json
import re
from collections import OrderedDict
from dataclasses import dataclass
from email.header import Header
from email.mime.base import MIMEBase
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from functools import lru_cache

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.html import escape

from trajecten.models import Mail
from trajecten.outbox.kinds import Attachment, MailKind, kind_of
from trajecten.outbox.text import one_line

MARKER = re.compile(r"qzx([0-9a-f]{2,200})xzq")
KEEP_SKELETONS = 64
Pieces = list[str]


@dataclass(frozen=True)
class Skeleton:
    """The three texts of a mail, with markers where personal values come."""

    subject: Pieces
    text: Pieces
    html: Pieces


@dataclass(frozen=True)
class Composed:
    """One mail, ready to go."""

    mail: Mail
    address: str
    subject: str
    text: str
    html: str
    headers: dict[str, str]
    attachment: Attachment | None = None

    def as_bytes(self) -> bytes:
        """The whole message, as it goes over the line."""
        boundary = f"grens-{self.mail.pk.hex}"
        body = _alternative(boundary, self.text, self.html)
        content_type = f'multipart/alternative;\r\n boundary="{boundary}"'
        if self.attachment:
            outer = f"buiten-{self.mail.pk.hex}"
            body = _with_attachment(outer, content_type, body, self.attachment)
            content_type = f'multipart/mixed;\r\n boundary="{outer}"'
        head = {
            "From": _sender_header(settings.DEFAULT_FROM_EMAIL),
            "To": _address_header(self.mail.recipient_name, self.address),
            "Subject": _encoded(self.subject),
            **self.headers,
            "MIME-Version": "1.0",
            "Content-Type": content_type,
        }
        return "".join(f"{name}: {value}\r\n" for name, value in head.items()).encode("ascii") + body

    def as_django(self) -> EmailMultiAlternatives:
        """The same for Django's own backends (the mailbox page, tests)."""
        to = formataddr((self.mail.recipient_name, self.address))
        message = EmailMultiAlternatives(
            self.subject, self.text, settings.DEFAULT_FROM_EMAIL, [to], headers=self.headers
        )
        message.attach_alternative(self.html, "text/html")
        if self.attachment:
            message.attach(_as_part(self.attachment))
        return message


class Composer:
    """Composes a batch: skeletons are kept for as long as the composer is."""

    def __init__(self) -> None:
        self._skeletons: OrderedDict[tuple, Skeleton] = OrderedDict()

    def compose(self, mail: Mail, personal: dict[str, str]) -> Composed:
        """Raises what the templates raise, and ValueError for an address that no mail can reach."""
        values = {"recipient_name": mail.recipient_name, **{name: str(value) for name, value in personal.items()}}
        skeleton = self._skeleton(mail, values)
        kind = kind_of(mail.kind)
        return Composed(
            mail,
            recipient_address(mail),
            one_line(_filled(skeleton.subject, values)),
            _filled(skeleton.text, values),
            _filled(skeleton.html, {name: escape(value) for name, value in values.items()}),
            _headers(mail, values.get("unsubscribe_url", "")),
            kind.attach(mail) if kind and kind.attach else None,
        )

    def _skeleton(self, mail: Mail, values: dict[str, str]) -> Skeleton:
        # Which values are empty belongs to the key, so that `{% if first_name %}` works in a template.
        shape = tuple((name, bool(value)) for name, value in sorted(values.items()))
        key = (mail.kind, mail.language, mail.organisation_id, shape, json.dumps(mail.context, sort_keys=True))
        if key not in self._skeletons:
            kind = kind_of(mail.kind)
            if kind is None:
                raise LookupError(mail.kind)
            self._skeletons[key] = render(kind, mail, {name: _marker(name) if full else "" for name, full in shape})
            if len(self._skeletons) > KEEP_SKELETONS:
                self._skeletons.popitem(last=False)
        return self._skeletons[key]


def render(kind: MailKind, mail: Mail, values: dict[str, str]) -> Skeleton:
    """Render the three templates in the language of the recipient."""
    context = {
        "site_url": settings.SITE_URL,
        "organisation": mail.organisation.name if mail.organisation else "",
        **mail.context,
        **values,
    }
    base = f"mail/{kind.template}"
    with translation.override(mail.language):
        html = get_template(f"{base}.html").render(dict(context))
        return Skeleton(
            subject=_pieces(_plain(f"{base}.subject.txt", context).strip()),
            text=_pieces(_tidied(_plain(f"{base}.txt", context))),
            html=_pieces(_inliner().inline(html)),
        )


def message_id(mail: Mail) -> str:
    """Always the same for the same row."""
    return f"<{mail.pk}@{_domain(settings.DEFAULT_FROM_EMAIL)}>"


def sender_address() -> str:
    return sanitize_address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], "utf-8")


def recipient_address(mail: Mail) -> str:
    """The address for the envelope, with an international domain in its ASCII form. Raises ValueError."""
    address = mail.recipient
    if not address.isascii():
        local, _at, domain = address.rpartition("@")
        address = f"{local}@{domain.encode('idna').decode()}"
        address.encode("ascii")
    if re.search(r"[\s<>\x00-\x1f\x7f]", address):
        raise ValueError("not an address")
    return address


def _headers(mail: Mail, unsubscribe_url: str) -> dict[str, str]:
    headers = {
        # The moment of the first attempt and not now: a repeated mail is the same to the byte.
        "Date": _date(mail.first_attempt_at or mail.created_at),
        "Message-ID": message_id(mail),
        "Auto-Submitted": "auto-generated",
    }
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{one_line(unsubscribe_url)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _plain(template: str, context: dict) -> str:
    # Text is not HTML: an apostrophe in a name stays an apostrophe.
    return get_template(template).template.render(Context(dict(context), autoescape=False))  # type: ignore[attr-defined]


def _tidied(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"


def _marker(name: str) -> str:
    return f"qzx{name.encode().hex()}xzq"


def _pieces(text: str) -> Pieces:
    """The text cut at its markers: words, name of a value, words, name, …, words."""
    return [bytes.fromhex(part).decode() if at % 2 else part for at, part in enumerate(MARKER.split(text))]


def _filled(pieces: Pieces, values: dict[str, str]) -> str:
    filled = pieces.copy()
    filled[1::2] = [values.get(name, "") for name in pieces[1::2]]
    return "".join(filled)


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


def _alternative(boundary: str, text: str, html: str) -> bytes:
    """Both texts, of which a mail program shows the one it can."""
    parts = (
        _part(boundary, "plain", _quoted_printable(text)),
        _part(boundary, "html", _quoted_printable(html)),
        f"--{boundary}--\r\n".encode(),
    )
    return b"".join(parts)


def _with_attachment(boundary: str, content_type: str, body: bytes, attachment: Attachment) -> bytes:
    """The mail as the first part, the file as the second."""
    first = f"--{boundary}\r\nContent-Type: {content_type}\r\n\r\n".encode()
    second = _as_part(attachment).as_bytes(policy=SMTP)
    return b"".join((first, body, f"\r\n--{boundary}\r\n".encode(), second, f"\r\n--{boundary}--\r\n".encode()))


def _as_part(attachment: Attachment) -> MIMEBase:
    """By hand: a helper would write the lines of a calendar file anew, and add headers of its own."""
    part = MIMEBase("application", "octet-stream")
    del part["MIME-Version"]
    part.replace_header("Content-Type", attachment.content_type)
    part["Content-Disposition"] = f'attachment; filename="{attachment.name}"'
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(attachment.content).decode("ascii"))
    return part


def _part(boundary: str, subtype: str, body: bytes) -> bytes:
    head = (
        f'--{boundary}\r\nContent-Type: text/{subtype}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + body + b"\r\n"


def _quoted_printable(text: str) -> bytes:
    return binascii.b2a_qp(text.replace("\r\n", "\n").replace("\n", "\r\n").encode(), istext=True)


_date = lru_cache(maxsize=4)(format_datetime)  # the same for a whole batch


@lru_cache(maxsize=256)
def _encoded(subject: str) -> str:
    return subject if subject.isascii() and len(subject) < 68 else Header(subject, "utf-8", 68).encode(linesep="\r\n")


@lru_cache(maxsize=4)
def _domain(value: str) -> str:
    return parseaddr(value)[1].rpartition("@")[2] or settings.SITE_HOST


@lru_cache(maxsize=4)
def _sender_header(value: str) -> str:
    return _address_header(*parseaddr(value))


def _address_header(name: str, address: str) -> str:
    name = one_line(name)
    if not name:
        return address
    if name.isascii():
        return formataddr((name, address))
    # One encoded word of at most 75 characters; a longer name is cut, the address says who it is.
    raw = name.encode()[:42].decode(errors="ignore")
    return f"=?utf-8?b?{base64.b64encode(raw.encode()).decode()}?=\r\n <{address}>"
