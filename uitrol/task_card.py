"""A task on paper: one A6 card with the sentence, why, a good example, and whom to ask."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from bevraging.naming import in_words
from trajecten import paper
from uitrol.models import WorkTask

FEW = 3
"""So many names fit on a card; with more of them it says to ask a helper nearby."""
MUCH = 350
"""More letters than this are printed smaller, so that it stays one card."""


def card_html(task: WorkTask, agreement: Any = None) -> str:
    """The card as the page that becomes a PDF. `agreement` comes with its `words`."""
    context = {
        "task": task,
        "project": task.project,
        "agreement": agreement,
        "long": len(task.why) + len(task.example) > MUCH,
        "ask": whom_to_ask(task),
        "lettertype": paper.FONT,
        "lettertype_verder": paper.FONT_BEYOND,
    }
    return render_to_string("pdf/uitrol/kaart.html", context)


def whom_to_ask(task: WorkTask) -> str:
    """«An Peeters of Bram De Smet», or a helper nearby when there are many; empty when there is nobody yet."""
    names = list(
        task.helpers.confirmed().order_by("employee__name").values_list("employee__name", flat=True)[: FEW + 1]
    )
    if len(names) > FEW:
        return _("een helper op je dienst")
    return in_words(names) if names else ""
