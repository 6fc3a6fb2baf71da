"""The link of the page for everyone: the address for mails and posters, and its QR code."""

import io

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from communicatie.models import ProjectPage
from trajecten.tokens import make_token, token_hash

PURPOSE = "page"


def secret_of(project: int, generation: int) -> str:
    """Stored nowhere: the row holds its hash. The next generation makes the earlier link worthless."""
    return make_token(PURPOSE, project, generation)


def hash_of(project: int, generation: int) -> str:
    return token_hash(secret_of(project, generation))


def path_to(project: int, generation: int) -> str:
    return reverse("communicatie:v_traject", args=[secret_of(project, generation)])


def path_of(page: ProjectPage) -> str:
    return path_to(page.project_id, page.generation)


def address_of(page: ProjectPage) -> str:
    """The whole address, for a mail or a poster. It opens something only while the page is on (`page.is_on`)."""
    return f"{settings.SITE_URL}{path_of(page)}"


def qr_svg(page: ProjectPage) -> SafeString:
    """The QR code, to stand in a page or on paper. Black on nothing: put it on white."""
    return mark_safe(_code(page).svg_inline(scale=3, border=0, omitsize=True))  # noqa: S308  (squares, of our own address)


def qr_png(page: ProjectPage) -> bytes:
    """The same as a picture of about 600 dots, white edge included, to put in a document."""
    out = io.BytesIO()
    _code(page).save(out, kind="png", scale=16, border=4)
    return out.getvalue()


def _code(page: ProjectPage):
    import segno

    return segno.make(address_of(page), error="m", micro=False)
