"""Where each measure of health leads when it is not in order. An address that another part of step 6 has not (yet) falls
back on the page of the step."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from trajecten.support import pages_for


def address(project: Any, *names: str) -> str:
    """The page of the first of these names that exists, for this project; otherwise that of step 6."""
    for name in names:
        try:
            return reverse(name, args=[project.slug])
        except NoReverseMatch:
            continue
    return reverse("trajecten:stap", args=[project.slug, "opvolging"])


def way_of(project: Any, code: str) -> tuple[str, str]:
    """(url, label) for this measure."""
    if code == "s6.pulse":
        return pages_for(project).get("look", ""), _("Bekijk het draagvlak")
    names, label = _ways()[code]
    return address(project, *names), label


def _ways() -> dict[str, tuple[tuple[str, ...], str]]:
    return {
        "s6.on_time": (("opvolging:checks",), _("Bekijk de checks")),
        "s6.goes_well": (("opvolging:checks",), _("Bekijk de checks")),
        "s6.remedy": (("opvolging:aanpakken",), _("Spreek een aanpak af")),
        "s6.review": (("opvolging:herzieningen", "fundament:afspraken"), _("Herzie het kader")),
        "s6.spotlight": (("opvolging:kijker",), _("Zet iets in de kijker")),
        "s6.recurrence": (("opvolging:terugkeer",), _("Bekijk wat terugkomt")),
        "s6.spread": (("opvolging:terugkeer",), _("Bekijk de spreiding")),
        "s6.owners": (("opvolging:overdracht",), _("Kies wie het opneemt")),
    }
