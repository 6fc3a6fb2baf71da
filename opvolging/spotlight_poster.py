"""What goes well, on the wall: one A4 with how they do it, and the code of the page for everyone. No names of people:
paper cannot be taken back."""

from django.template.loader import render_to_string

from communicatie.plan_papers import door_of
from opvolging.models import Spotlight
from trajecten import paper

MUCH, MUCH_HOW = 60, 220
"""More letters than this, in what goes well and in how they do it, are printed smaller: it stays one sheet."""


def poster_html(spotlight: Spotlight) -> str:
    """The poster as the page that becomes a PDF. The spotlight comes with its project and location."""
    context = {
        "spotlight": spotlight,
        "project": spotlight.project,
        "door": door_of(spotlight.project),
        "long": len(spotlight.what) > MUCH,
        "long_how": len(spotlight.how) > MUCH_HOW,
        "lettertype": paper.FONT,
        "lettertype_verder": paper.FONT_BEYOND,
    }
    return render_to_string("pdf/opvolging/kijker.html", context)
