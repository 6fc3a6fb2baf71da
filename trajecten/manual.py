"""The manual: chapters in Markdown in docs/handleiding/, with pictures that `python -m e2e.manual` makes.

One source, read in two places: by whoever opens the repository, and at /hulp/ by whoever works with the product, where
«Hulp» in the head leads to the chapter about the page they are on.
"""

import re
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

FOLDER = Path(settings.BASE_DIR) / "docs" / "handleiding"
PICTURES = FOLDER / "beelden"
CHAPTER = re.compile(r"^(\d\d)-([a-z-]+)\.md$")

ABOUT = {
    "trajecten": "traject",
    "trajecten:poort": "poorten",
    "trajecten:afspraak": "poorten#beslissen",
    "trajecten:overzicht": "traject#het-overzicht",
    "trajecten:vragen": "poorten#de-beslissing-vragen",
    "trajecten:beslissen": "poorten#beslissen",
    "trajecten:heropenen": "poorten#een-stap-heropenen",
    "trajecten:drempel": "poorten#een-doel-aanpassen",
    "trajecten:vandaag": "beginnen#vandaag",
    "trajecten:lijst": "beginnen#al-je-trajecten",
    "trajecten:nieuw": "beginnen#een-traject-maken",
    "trajecten:ploeg": "traject#de-ploeg",
    "trajecten:geschiedenis": "traject#de-geschiedenis",
    "trajecten:instellingen": "traject#de-instellingen",
    "organisatie": "beginnen#collegas",
    "organisatie:profiel": "beginnen#aanmelden",
    "organisatie:uitnodiging": "beginnen#wie-kan-aanmelden",
    "organisatie:collegas": "beginnen#wie-kan-aanmelden",
    "organisatie:plaatsen": "beheer#locaties-en-functies",
    "organisatie:locatie": "beheer#locaties-en-functies",
    "organisatie:functie": "beheer#locaties-en-functies",
    "organisatie:medewerker_uit": "beheer#uit-dienst",
    "bevraging:bewaren": "beheer#wat-we-bewaren",
    "bevraging:gegevens_gevraagd": "beheer#iemand-vraagt-zijn-gegevens-op",
    "bevraging": "bevraging",
    "bevraging:nieuw": "bevraging#een-bevraging-maken",
    "bevraging:gegevens": "bevraging#een-bevraging-maken",
    "bevraging:vra": "bevraging#een-bevraging-maken",
    "bevraging:talen": "bevraging#een-bevraging-maken",
    "bevraging:inlezen": "bevraging#een-bevraging-maken",
    "bevraging:proef": "bevraging#een-bevraging-maken",
    "bevraging:wie": "bevraging#wie-wil-je-horen",
    "bevraging:lijst": "bevraging#wie-wil-je-horen",
    "bevraging:tablet": "bevraging#wie-wil-je-horen",
    "bevraging:briefjes": "bevraging#wie-wil-je-horen",
    "bevraging:versturen": "bevraging#versturen",
    "bevraging:twijfel": "bevraging#versturen",
    "bevraging:gedeeld": "bevraging#versturen",
    "bevraging:deelname": "bevraging#versturen",
    "bevraging:vergelijk": "bevraging#resultaten",
    "bevraging:lezen": "bevraging#resultaten",
    "bevraging:meenemen": "bevraging#resultaten",
    "bevraging:werkbank": "bevraging#themas",
    "bevraging:terug": "bevraging#zeg-wat-je-ermee-deed",
    "bevraging:adres": "bevraging#versturen",
    "bevraging:noteer": "bevraging#gesprekken",
    "bevraging:notitie": "bevraging#gesprekken",
    "bevraging:notitie_thema": "bevraging#themas",
    "bevraging:antwoord_thema": "bevraging#themas",
    "bevraging:item": "bevraging#inventaris",
    "bevraging:rapport": "bevraging#inventaris",
    "bevraging:meet": "bevraging#draagvlak",
    "bevraging:v_": "meedoen",
    "bevraging:gesprekken": "bevraging#gesprekken",
    "bevraging:gesprek": "bevraging#gesprekken",
    "bevraging:inventaris": "bevraging#inventaris",
    "bevraging:thema": "bevraging#themas",
    "bevraging:resultaten": "bevraging#resultaten",
    "bevraging:draagvlak": "bevraging#draagvlak",
    "fundament": "fundament",
    "fundament:knelpunt": "fundament#knelpunten",
    "fundament:bundel": "fundament#knelpunten",
    "fundament:keuze": "fundament#besluiten",
    "fundament:beslis": "fundament#besluiten",
    "fundament:optie": "fundament#besluiten",
    "fundament:partij": "fundament#besluiten",
    "fundament:actie": "fundament#besluiten",
    "fundament:thema": "fundament#besluiten",
    "fundament:vraag": "fundament#besluiten",
    "fundament:afspraken": "fundament#afspraken",
    "fundament:afspraak": "fundament#afspraken",
    "fundament:blad": "fundament#afspraken",
    "fundament:kader": "fundament#afspraken",
    "toetsing": "toetsing",
    "toetsing:concept": "toetsing#concepten",
    "toetsing:versie": "toetsing#concepten",
    "toetsing:voor_na": "toetsing#voor-en-na",
    "toetsing:ronde": "toetsing#rondes",
    "toetsing:bevinding": "toetsing#bevindingen",
    "toetsing:drempels": "toetsing#bevindingen",
    "toetsing:opmerking": "toetsing#bevindingen",
    "communicatie": "communicatie",
    "communicatie:plan": "communicatie#het-plan",
    "communicatie:doelgroep": "communicatie#het-plan",
    "communicatie:boodschap": "communicatie#versturen-of-noteren",
    "communicatie:rol": "communicatie#rollen",
    "communicatie:ploeg": "communicatie#rollen",
    "communicatie:aanspreekpunt": "communicatie#rollen",
    "communicatie:eigenaars": "communicatie#rollen",
    "communicatie:bladzijde": "communicatie#de-bladzijde-voor-iedereen",
    "uitrol": "uitrol",
    "uitrol:golf": "uitrol#golven",
    "uitrol:golven": "uitrol#golven",
    "uitrol:moment": "uitrol#momenten",
    "uitrol:aanwezig": "uitrol#momenten",
    "uitrol:materiaal": "uitrol#momenten",
    "uitrol:noteren": "ambassadeurs",
    "uitrol:mijn": "ambassadeurs#jouw-momenten",
    "uitrol:mijn_agenda": "uitrol#momenten",
    "uitrol:taak": "uitrol#taken-en-training",
    "uitrol:taken": "uitrol#taken-en-training",
    "uitrol:helper": "uitrol#taken-en-training",
    "uitrol:sessie": "uitrol#taken-en-training",
    "uitrol:dekking": "uitrol#taken-en-training",
    "uitrol:ondersteuning": "uitrol#ondersteuning",
    "uitrol:log": "uitrol#ondersteuning",
    "uitrol:drempel": "uitrol#ondersteuning",
    "opvolging": "opvolging",
    "opvolging:ritme": "opvolging#het-ritme",
    "opvolging:klaarzetten": "opvolging#het-ritme",
    "opvolging:afspraak": "opvolging#checks",
    "opvolging:check": "opvolging#checks",
    "opvolging:aanpak": "opvolging#aanpakken",
    "opvolging:herziening": "opvolging#herzieningen",
    "opvolging:trajectherziening": "opvolging#herzieningen",
    "opvolging:overdracht": "opvolging#herzieningen",
    "opvolging:kijker": "opvolging#in-de-kijker",
    "opvolging:gezondheid": "opvolging#gezondheid",
    "opvolging:terugkeer": "opvolging#komt-het-terug",
    "opvolging:verandering": "traject#rapporten",
    "opvolging:spreiding": "traject#rapporten",
    "trajecten:rapport": "traject#rapporten",
    "trajecten:traject_pdf": "traject#rapporten",
    "trajecten:bestuur": "traject#rapporten",
    "trajecten:dossier": "poorten#het-dossier",
    "trajecten:herinneringen": "beginnen#herinneringen",
    "trajecten:mijn_herinneringen": "beginnen#herinneringen",
}
"""{name of an address, or how such a name begins: chapter#part}. The longest that fits counts."""


@dataclass(frozen=True)
class Chapter:
    slug: str
    title: str
    html: SafeString
    parts: tuple[tuple[str, str], ...]
    """(anchor, heading) of each part."""


@cache
def chapters() -> dict[str, Chapter]:
    """By slug, in the order of their files."""
    found = {}
    for path in sorted(FOLDER.glob("*.md")):
        if named := CHAPTER.match(path.name):
            found[named[2]] = _chapter(named[2], path.read_text())
    return found


def picture(name: str) -> Path | None:
    """The file of a picture of the manual, or None."""
    path = PICTURES / f"{name}.png"
    return path if path.parent == PICTURES and path.is_file() else None


def help_for(name: str) -> str:
    """The address of the help about the page with this address name («fundament:besluit»); the contents for others."""
    fits = max((about for about in ABOUT if name == about or name.startswith(about)), key=len, default="")
    chapter, _hash, part = ABOUT.get(fits, "").partition("#")
    if chapter not in chapters():
        return reverse("pages:hulp")
    return reverse("pages:hoofdstuk", args=[chapter]) + (f"#{part}" if part else "")


def _chapter(slug: str, text: str) -> Chapter:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    title, parts = slug, []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            words = tokens[at + 1].content
            if token.tag == "h1":
                title = words
            else:
                token.attrSet("id", slugify(words))
                if token.tag == "h2":
                    parts.append((slugify(words), words))
        elif token.type == "inline":
            for child in token.children or ():
                _rewrite(child)
    first = next((at for at, token in enumerate(tokens) if token.type == "heading_close" and token.tag == "h1"), -1)
    body = tokens[first + 1 :]
    return Chapter(slug, title, mark_safe(reader.renderer.render(body, reader.options, {})), tuple(parts))  # noqa: S308  (our own text, without HTML in it)


def _rewrite(token: Any) -> None:
    """Pictures and links between chapters lead to where they stand in the product."""
    if token.type == "image" and (src := token.attrGet("src")):
        name = Path(str(src)).stem
        token.attrSet("src", reverse("pages:beeld", args=[name]))
        token.attrSet("loading", "lazy")
        if (path := picture(name)) is not None:
            width, height = _size(path)
            token.attrSet("width", str(width))
            token.attrSet("height", str(height))
    elif token.type == "link_open" and (named := CHAPTER.match(str(token.attrGet("href")).partition("#")[0])):
        part = str(token.attrGet("href")).partition("#")[2]
        token.attrSet("href", reverse("pages:hoofdstuk", args=[named[2]]) + (f"#{part}" if part else ""))


def _size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG in pixels: bytes 16 to 24 (PNG specification, IHDR)."""
    with path.open("rb") as data:
        width, height = struct.unpack(">II", data.read(24)[16:])
    return width, height
