"""The kinds of mail that may leave the house. Each app registers its own in `mails.py`, imported in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from trajecten.models import Mail

Recheck = Callable[[list[Mail]], dict]
Personal = Callable[[list[Mail]], dict]


@dataclass(frozen=True)
class Attachment:
    """A file that goes along with a mail."""

    name: str
    """Plain letters: it stands in a header."""
    content_type: str
    """«text/calendar; method=PUBLISH; charset=utf-8»."""
    content: bytes


Attach = Callable[[Mail], Attachment]
Content = Callable[[list[Mail]], dict]


def _nothing(_mails: list[Mail]) -> dict:
    return {}


@dataclass(frozen=True)
class MailKind:
    """One kind of mail: its texts, and what it prefers when nobody knows whether it arrived.

    `template` "bevraging/uitnodiging" means templates/mail/bevraging/uitnodiging.subject.txt, .txt and .html.
    `resend_when_uncertain`: better twice than never (an invitation, a code); False: better never than twice.
    `recheck(mails)` gives {mail.pk: reason} for what is no longer wanted; asked right before sending, a batch at a
    time. The reason is stored: it may not tell that somebody answered.
    `personal(mails)` gives {mail.pk: {name: value}}: a first name, a personal link. Computed when sending, never
    stored. In the templates these stand as `{{ name }}` without a filter: they are filled in after rendering.
    A value `unsubscribe_url` also becomes the List-Unsubscribe header.
    `content(mails)` gives {mail.pk: {name: value}} that the templates read as context and may loop over: worked out when
    sending, stored nowhere. A kind with content is never sent twice: the second text could be another.
    `attach(mail)` makes a file to go along, each time anew out of the row alone (so a repeated mail is the same to the
    byte); it is stored nowhere, and is the same for everybody with the same context and language.
    `private`: whether it left, or was withdrawn, tells who answered an anonymous survey; the administration shows
    such mails as numbers of a sending only, never one by one.
    """

    code: str
    template: str
    resend_when_uncertain: bool
    recheck: Recheck = _nothing
    personal: Personal = _nothing
    content: Content = _nothing
    attach: Attach | None = None
    private: bool = False


_kinds: dict[str, MailKind] = {}


def register_kind(kind: MailKind) -> MailKind:
    """Make a kind known. Raises ImproperlyConfigured when its code is taken by another."""
    if _kinds.get(kind.code, kind) != kind:
        raise ImproperlyConfigured(f"Two kinds of mail are called {kind.code!r}.")
    _kinds[kind.code] = kind
    return kind


def kind_of(code: str) -> MailKind | None:
    return _kinds.get(code)


def private_kinds() -> list[str]:
    """Codes of the kinds of which nobody may see the mails one by one."""
    return [kind.code for kind in _kinds.values() if kind.private]


def all_kinds() -> list[MailKind]:
    return list(_kinds.values())
