"""Step 2, Fundament: what it is for, what its gate asks, and what needs a go of the gate before it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament import gate_decisions, gate_facts, gate_support
from fundament.gate_facts import Facts
from fundament.gate_remedies import first_label, step_url
from trajecten.steps import Criterion, Invitation, Kind, Outcome, Step, register


@register
class Fundament(Step):
    number = 2
    slug = "fundament"
    name = gettext_lazy("Fundament")
    purpose = gettext_lazy("Denk na en kies samen: van losse oplossingen naar vaste afspraken.")
    ready = True
    tells = ("bottleneck", "bundle", "decision", "targeted", "agreement", "framework", "theme_rul")
    guards = {
        "decision.take": gettext_lazy("Een besluit als genomen vastleggen"),
    }

    def criteria(self) -> Iterable[Criterion]:
        """New objects at every call: one evaluation reads the facts once, and never those of a moment ago."""
        shared = _shared_facts()
        return (
            _criterion(
                "s2.themes_covered", shared, gate_decisions.themes_covered, 90, 50, 100,
                gettext_lazy("Over elk thema is beslist"),
                gettext_lazy("Het aandeel van de thema's uit de bevraging waarover een besluit genomen is, of waarbij staat waarom dat niet nodig is."),
            ),
            _criterion(
                "s2.decisions_complete", shared, gate_decisions.decisions_complete, 100, 80, 100,
                gettext_lazy("De besluiten zijn volledig"),
                gettext_lazy("Het aandeel van de besluiten met minstens 2 opties, elk met iets voor en iets tegen, een reden en een dag om het te herzien."),
            ),
            _criterion(
                "s2.doer_and_decider", shared, gate_decisions.doer_and_decider, 100, 80, 100,
                gettext_lazy("Wie het werk doet, dacht mee"),
                gettext_lazy("Het aandeel van de besluiten met één beslisser, waarbij iemand die het werk zelf doet is geraadpleegd."),
            ),
            replace(
                _criterion(
                    "s2.open", shared, gate_decisions.open_decisions, 0, 0, 3,
                    gettext_lazy("Er wacht geen keuze meer"),
                    gettext_lazy("Het aantal keuzes over het fundament waarover nog niet beslist is."),
                ),
                unit="", lower_is_better=True,
            ),
            _criterion(
                "s2.agreement_follows", shared, gate_decisions.agreement_follows, 100, 80, 100,
                gettext_lazy("Uit elk besluit volgt een afspraak"),
                gettext_lazy("Het aandeel van de genomen besluiten met minstens één afspraak, of met een reden waarom er geen volgt."),
            ),
            _helps(
                "s2.adhoc_top5", shared, gate_decisions.adhoc_top5, 80, 40, 100,
                gettext_lazy("Wat het vaakst misloopt, kreeg een besluit"),
                gettext_lazy("Het aandeel van de vijf bundels met de meeste knelpunten waarover een besluit genomen is."),
            ),
            replace(
                _helps(
                    "s2.targeted", shared, gate_decisions.targeted, 100, 100, 100,
                    gettext_lazy("Gerichte vragen kregen een antwoord"),
                    gettext_lazy("Het aandeel van de gestelde gerichte vragen waarvan het antwoord samengevat is."),
                ),
                minimum=None, maximum=None,
            ),
            replace(
                _helps(
                    "s2.pulse", shared, gate_support.pulse, 50, 30, 80,
                    gettext_lazy("Er is draagvlak voor de keuzes"),
                    gettext_lazy("Het draagvlak op 100 bij de laatste meting sinds deze stap begon."),
                ),
                unit="",
            ),
            replace(
                _helps(
                    "s2.pulse_location", shared, gate_support.pulse_location, 40, 30, 80,
                    gettext_lazy("In elke locatie is er draagvlak"),
                    gettext_lazy("Het draagvlak op 100 van de laagste locatie. Ligt het te dicht bij de grens om het zeker te zeggen, dan telt het niet als een tekort."),
                ),
                unit="",
            ),
        )  # fmt: skip

    def url(self, project: Any) -> str:
        return step_url(project)

    def invitation(self, project: Any, results: Any) -> Invitation | None:
        # The points know already that there is nothing: their remedy is to get it. No query here.
        if not any(result.remedy_label == first_label() for result in results):
            return None
        return Invitation(_("Welke keuzes moeten we maken?"), _("Neem punten mee uit de bevraging."))


def _shared_facts() -> Callable[[Any], Facts]:
    known: dict[int, Facts] = {}

    def read(project: Any) -> Facts:
        if project.pk not in known:
            known[project.pk] = gate_facts.facts_of(project)
        return known[project.pk]

    return read


def _criterion(
    code: str,
    facts: Callable[[Any], Facts],
    compute: Callable[[Any, Decimal, Facts], Outcome],
    default: int,
    minimum: int,
    maximum: int,
    title: Any,
    explanation: Any,
) -> Criterion:
    return Criterion(
        code=code,
        kind=Kind.MUST,
        title=title,
        explanation=explanation,
        compute=lambda project, goal: compute(project, goal, facts(project)),
        default=Decimal(default),
        minimum=Decimal(minimum),
        maximum=Decimal(maximum),
    )


def _helps(*args: Any) -> Criterion:
    """A point that helps, and never keeps the gate closed."""
    return replace(_criterion(*args), kind=Kind.SHOULD)
