"""From a page of ours to a PDF that a screen reader can read. WeasyPrint is loaded only when somebody asks for one."""

import re
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext as _

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
SCHEME = "lettertype:"
FONT = f"{SCHEME}figtree-latin-wght-normal.woff2"
"""What a template writes at `src: url()`: our own font, by a name that leads nowhere else."""
FONT_BEYOND = f"{SCHEME}figtree-latin-ext-wght-normal.woff2"
"""The letters of names that the first one lacks: č, ş, ž."""
KEEP = 3600
TURN = "paper:turn"
PATIENCE = 60
"""Seconds after which a turn that was never given back is free again: whoever had it was killed."""
DRAWING = re.compile(r'(<svg\b[^>]*\saria-label="([^"]*)"[^>]*>)(?!<title)')


class Busy(Exception):
    """Another report is being made at this moment. Nothing is wrong: ask again in a few seconds."""


class Refused(ValueError):
    """A page wanted something that is not ours to give: an address, a file, anything but a font of the house."""


def font_file(url: str) -> Path:
    """The file behind `lettertype:<name>`. Raises Refused for everything else, also for a way out of the folder."""
    name = url.removeprefix(SCHEME)
    known = {file.name: file for file in FONTS.glob("*.woff2")}
    if not url.startswith(SCHEME) or name not in known:
        raise Refused(url)
    return known[name]


def pdf(html: str) -> bytes:
    """`html` as a tagged PDF (PDF/UA-1). It fetches nothing but our own fonts: no address on the net, no file."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):
        def fetch(self, url, headers=None):
            return URLFetcherResponse(url, font_file(url).read_bytes(), {"Content-Type": "font/woff2"})

    return HTML(string=html, url_fetcher=Fetcher()).write_pdf(pdf_variant="pdf/ua-1")


def kept(html: str) -> bytes:
    """`html` as a PDF, made once by this process as long as not one letter of it changes. Raises Busy.

    Kept under what stands in it, so it is never older than the page, and found only by who may make that very page.
    """
    html = on_paper(html)
    place = sha256(html.encode()).hexdigest()
    made: bytes | None = caches["paper"].get(place)
    if made is None:
        made = _alone(html)
        caches["paper"].set(place, made, KEEP)
    return made


def on_paper(html: str) -> str:
    """What a screen has and paper has not: words of a drawing outside its <title>, and signs that Figtree lacks."""
    html = DRAWING.sub(r"\1<title>\2</title>", html)
    # A sign of another font in the middle of a sentence is the only one that is not ours; a voice stumbles over it too.
    for sign, words in (("≥", _("minstens")), ("≤", _("hoogstens"))):
        html = re.sub(rf"{sign} ?(?=\d)", f"{words} ", html)
    return html


def _alone(html: str) -> bytes:
    """One at a time for all processes together: a report takes seconds of work, and people answer meanwhile."""
    if not caches["default"].add(TURN, 1, PATIENCE):
        raise Busy
    try:
        return pdf(html)
    finally:
        caches["default"].delete(TURN)
