"""The one thing that helps on at an open point of gate 2: where it leads, and what its button says."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from fundament.gate_facts import Facts
from fundament.rows import DecisionRow


def step_url(project: Any) -> str:
    return reverse("fundament:stap", args=[project.slug])


def points_url(project: Any) -> str:
    """Where what was heard is taken along."""
    return reverse("fundament:knelpunten_ophalen", args=[project.slug])


def first_label() -> str:
    return _("Haal punten op")


def remedy(url: str, label: str) -> dict[str, Any]:
    return {"remedy_url": url, "remedy_label": label}


def begin(project: Any, facts: Facts) -> dict[str, Any]:
    """While nothing stands here: get the points. After that: look at the choices."""
    if facts.empty:
        return remedy(points_url(project), first_label())
    return remedy(reverse("fundament:keuzes", args=[project.slug]), _("Bekijk de keuzes"))


def propose(project: Any, **cause: int) -> dict[str, Any]:
    """Put a choice before somebody, about this `thema` or `bundel`."""
    url = reverse("fundament:keuze_nieuw", args=[project.slug])
    (name, pk), *_others = cause.items()
    return remedy(f"{url}?{name}={pk}", _("Maak er een keuze van"))


def decide_about(project: Any, theme: int) -> dict[str, Any]:
    """In the list of themes a choice is proposed, or it is said that none is needed."""
    url = reverse("fundament:themas", args=[project.slug])
    return remedy(f"{url}#t{theme}", _("Bekijk de thema's"))


def look_at(project: Any, decisions: Iterable[DecisionRow]) -> dict[str, Any]:
    """The first of these decisions."""
    first = next(iter(decisions))
    return remedy(
        reverse("fundament:keuze", args=[project.slug, first.pk]), _("Bekijk %(code)s") % {"code": first.code}
    )


def write_agreement(project: Any, decision: DecisionRow) -> dict[str, Any]:
    url = reverse("fundament:afspraak_nieuw", args=[project.slug])
    return remedy(f"{url}?besluit={decision.pk}", _("Schrijf de afspraak bij %(code)s") % {"code": decision.code})


def measure(project: Any) -> dict[str, Any]:
    return remedy(reverse("bevraging:meet", args=[project.slug]), _("Meet het draagvlak"))


def look_at_support(project: Any) -> dict[str, Any]:
    return remedy(reverse("bevraging:draagvlak", args=[project.slug]), _("Bekijk het draagvlak"))
