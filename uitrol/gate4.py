"""What gate 4 asks about waves, joined to its own criteria (`trajecten.steps.join_criteria`): waves are nouns of step 5."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie import gate_facts, gate_reading
from communicatie.gate_reading import one_if
from toetsing.readiness import wanted_locations
from trajecten.criteria import share
from trajecten.steps import Criterion, Kind, Outcome
from uitrol.models import Moment, WaveLocation

SHOWN = 4
KIND = "wave"
"""Its rows in the statement of gate 4."""
TITLE: Any = gettext_lazy("Elke locatie heeft een golf en een startmoment")
EXPLANATION: Any = gettext_lazy(
    "Het aandeel van de locaties van dit traject dat in een golf met een startdag staat, en waar een startmoment gepland is."
)


def criteria() -> Iterable[Criterion]:
    return (
        Criterion(
            "s4.waves",
            Kind.MUST,
            TITLE,
            EXPLANATION,
            waves,
            default=Decimal(100),
        ),
    )


def waves(project: Any, goal: Decimal | None = None) -> Outcome:
    """Every location stands in one wave at most (the database says so) and a wave always has a day. It comes along with
    what gate 4 reads, no query of its own."""
    rows = gate_facts.facts_of(project).joined[KIND]
    found = sorted((name, bool(in_wave), bool(start)) for name, _b, _c, _d, in_wave, start, *_rest in rows)
    no_wave = [name for name, in_wave, _start in found if not in_wave]
    no_start = [name for name, in_wave, has_start in found if in_wave and not has_start]
    url, label = (
        (reverse("uitrol:golven", args=[project.slug]), _("Plan de golven"))
        if no_wave or not found
        else (reverse("uitrol:moment_nieuw", args=[project.slug]) + "?soort=start", _("Plan een startmoment"))
    )
    ready = len(found) - len(no_wave) - len(no_start)
    said = share(
        ready,
        len(found),
        Decimal(100 if goal is None else goal),
        what=_("Locaties met een golf en een startmoment"),
        minimum=1,
        remedy_url=url,
        remedy_label=label,
    )
    left = [
        words % {"places": _few(names)}
        for names, words in ((no_wave, _("Nog geen golf: %(places)s.")), (no_start, _("Nog geen startmoment: %(places)s.")))
        if names
    ]  # fmt: skip
    text = " ".join([said.text, *left])
    return Outcome(said.state, text, said.value, said.denominator, said.remedy_url, said.remedy_label)


def _places(project: Any) -> Any:
    """(name, is in a wave, has a start moment) of each location of the project."""
    here = {"project": project.pk, "location": OuterRef("pk")}
    start = Moment.objects.standing().filter(Q(kind=Moment.Kind.START), **here)
    wanted = wanted_locations(project).filter(wanted=True)
    in_wave = one_if(Q(Exists(WaveLocation.objects.filter(**here))))
    return gate_reading.rows(wanted, KIND, a="name", x=in_wave, y=one_if(Q(Exists(start))))


def _few(names: list[str]) -> str:
    told = ", ".join(names[:SHOWN])
    more = len(names) - SHOWN
    return told if more <= 0 else _("%(places)s en nog %(n)d") % {"places": told, "n": more}


gate_reading.join_rows(KIND, _places)
