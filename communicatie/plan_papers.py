"""A message on paper and on a screen: a poster with a QR code of the page for everyone, and a sheet for who tells it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from communicatie.message_list import told_by
from communicatie.models import Message
from communicatie.page_address import address_of
from communicatie.reach import size_of
from trajecten import paper
from trajecten.models import Project

MASK = 3
Key = Message.Key


@dataclass(frozen=True)
class Door:
    """The page for everyone, as something to scan or to type. Both empty while that page is off."""

    address: str = ""
    qr: str = ""
    """An SVG that the library drew out of our own link."""

    @property
    def is_open(self) -> bool:
        return self.address != ""

    @property
    def typed(self) -> str:
        """Without «https://», as people type it."""
        parts = urlsplit(self.address)
        return f"{parts.netloc}{parts.path}"


def door_of(project: Project) -> Door:
    import segno

    address = address_of(project)
    if not address:
        return Door()
    qr = segno.make(address, error="m", mask=MASK, micro=False)
    return Door(address, qr.svg_inline(scale=4, border=0, omitsize=True))


def poster_html(message: Message) -> str:
    return render_to_string("pdf/communicatie/affiche.html", _context(message))


def briefing_html(message: Message) -> str:
    context = _context(message) | {
        "told_by": told_by(message),
        "size": size_of(message.audience),
        "tips": tips_for(message.key),
    }
    return render_to_string("pdf/communicatie/blad.html", context)


def _context(message: Message) -> dict[str, Any]:
    return {
        "message": message,
        "project": message.project,
        "door": door_of(message.project),
        "long": len(message.text) > 600,
        "lettertype": paper.FONT,
        "lettertype_verder": paper.FONT_BEYOND,
    }


def tips_for(key: str) -> list[str]:
    """How to tell it, in a few minutes: what helps with this kind of message, and what always helps."""
    own = {
        Key.WHY: _("Begin met wat collega's zelf vertelden. Dan pas komt wat we gaan doen."),
        Key.WHAT_CHANGES: _("Zeg ook wat blijft zoals het is. Dat geeft rust."),
        Key.IN_IT_FOR_ME: _("Geef een voorbeeld uit de eigen ploeg, met een echt moment van de dag."),
        Key.WHEN: _("Hang dag en uur ook op. Wie er vandaag niet is, leest het daar."),
        Key.HELP: _("Stel de collega's voor die helpen. Een gezicht onthoud je beter dan een nummer."),
        Key.FEEDBACK: _("Zeg eerst dank je wel. Noem nooit wie iets zei."),
        Key.SUCCESS: _("Vertel wat iemand deed, niet wie de beste is."),
    }
    return [
        own[Key(key)],
        _("Vertel het in je eigen woorden. Vijf minuten is genoeg."),
        _("Vraag daarna: wat betekent dit voor ons? Luister, en schrijf op wat je niet weet."),
    ]
