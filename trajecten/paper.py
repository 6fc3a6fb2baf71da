"""From a page of ours to a PDF that a screen reader can read. WeasyPrint is loaded only when somebody asks for one."""

from pathlib import Path

from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
SCHEME = "lettertype:"
FONT = f"{SCHEME}figtree-latin-wght-normal.woff2"
"""What a template writes at `src: url()`: our own font, by a name that leads nowhere else."""


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
