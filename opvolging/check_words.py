"""What a check means, in one sentence: for who noted it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opvolging.classes import ATTENTION, GROWING, TOO_LITTLE, WELL, CheckClass, class_of
from opvolging.models import AgreementCheck

NEXT: dict[str, Any] = {
    WELL.code: gettext_lazy("Mooi. Zeg het ook aan het team: daar groeit het van."),
    GROWING.code: gettext_lazy("Het komt eraan. Vraag het team wat nog in de weg zit."),
    ATTENTION.code: gettext_lazy(
        "Vaak past de afspraak nog niet in het werk. Wie het traject leidt, bekijkt samen met jullie wat helpt."
    ),
    TOO_LITTLE.code: gettext_lazy("Dit waren er weinig. Kijk er de volgende keer naar minstens 5, dan zegt het meer."),
}
"""About the agreement and the work, never about a colleague."""


def class_then(check: AgreementCheck) -> CheckClass:
    """On the day on which it was noted."""
    return class_of(check.seen, check.followed, check.expires_on, check.noted_on)


def meaning_of(check: AgreementCheck) -> str:
    """«16 van 20: loopt goed.»"""
    values = {"followed": check.followed, "seen": check.seen, "what": class_then(check).label}
    return _("%(followed)d van %(seen)d: %(what)s.") % values


def next_step_of(check: AgreementCheck) -> str:
    """What happens with it, or what would help."""
    return str(NEXT[class_then(check).code])
