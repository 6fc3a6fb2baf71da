"""What the page of who decides shows: the question, what the driver proposes, and each option with what weighs."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fundament.decision_page import closed_gate, parts
from fundament.decision_words import asked_sentence
from fundament.forms_deciding import NOT_YET
from fundament.targeted_list import targeted_rows


def decider_context(decision: Any, user: Any) -> dict[str, Any]:
    """`decision` as `decision_reading.whole` reads it."""
    found = parts(decision)
    return {
        "decision": decision,
        "state": asked_sentence(decision, user),
        "closed_gate": closed_gate(decision),
        "proposal": proposal(decision),
        "choices": choices(decision, found["options"]),
        "confirm_words": confirm_words(found["options"]),
        "not_yet": NOT_YET,
        "targeted_rows": targeted_rows(decision, user),
        **found,
    }


def proposal(decision: Any) -> str:
    """«Lies stelt voor: alleen in het dossier»; empty without a preference."""
    if decision.advised is None or decision.driver is None:
        return ""
    return _("%(name)s stelt voor: %(option)s") % {"name": decision.driver.first_name, "option": decision.advised}


def choices(decision: Any, options: Any) -> list[tuple[str, str, Any]]:
    """The options with what speaks for and against, and «nog niet»."""
    rows: list[tuple[str, str, Any]] = [(str(option.pk), option.title, weighed(option)) for option in options]
    name = decision.driver.first_name if decision.driver else _("de ploeg")
    line = _("Je schrijft op wat je nog nodig hebt. %(name)s gaat ermee aan de slag.") % {"name": name}
    return [*rows, (NOT_YET, _("Nog niet"), line)]


def weighed(option: Any) -> SafeString:
    return format_html(
        "<strong>{}</strong> {}<br><strong>{}</strong> {}", _("Voor:"), option.plus, _("Tegen:"), option.minus
    )


def confirm_words(options: Any) -> list[tuple[str, str]]:
    """What the button says once a choice is made."""
    said = [(str(option.pk), _("Bevestig: %(choice)s") % {"choice": option.title}) for option in options]
    return [*said, (NOT_YET, _("Bevestig: nog niet"))]
