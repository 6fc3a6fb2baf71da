"""Step 3, Toetsing: what it is for, what its gate asks, and what needs a go of the gate before it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toetsing import gate_facts, gate_findings, gate_pulse, gate_trying
from trajecten.criteria import asking, criterion, fixed, once, tunable
from trajecten.steps import Criterion, Invitation, Kind, Step, register


@register
class Toetsing(Step):
    number = 3
    slug = "toetsing"
    name = gettext_lazy("Toetsing")
    purpose = gettext_lazy("Probeer het uit met een kleine groep, stuur bij en toets opnieuw.")
    ready = True
    tells = ("concept", "round", "finding")
    guards = {
        "round.open": gettext_lazy("Een testronde openen"),
        "agreement.test": gettext_lazy("Een afspraak als getoetst vastleggen"),
    }

    def criteria(self) -> Iterable[Criterion]:
        """New objects at every call: one evaluation reads the facts once, and never those of a moment ago."""
        ask = asking(once(gate_facts.facts_of))
        return (
            criterion(
                "s3.round1", Kind.MUST,
                gettext_lazy("Elk concept is in een kleine groep geprobeerd"),
                gettext_lazy("Het aantal collega's, uit minstens 2 functiegroepen, dat in een kleine ronde over een concept vertelde hoe het ging. Het concept met de minste telt."),
                ask(gate_trying.first_round), tunable(5, 3, 12), unit="",
            ),
            criterion(
                "s3.blocking", Kind.HARD,
                gettext_lazy("Niets blokkeert nog"),
                gettext_lazy("Het aantal blokkerende bevindingen dat nog niet opgelost is. Later doen of bewust niet doen volstaat hier niet."),
                ask(gate_findings.blocking), fixed(0), unit="", lower_is_better=True,
            ),
            criterion(
                "s3.disposition", Kind.MUST,
                gettext_lazy("Elke drempel en vraag kreeg een antwoord"),
                gettext_lazy("Het aandeel van de andere drempels en vragen waarvan gezegd is wat ermee gebeurt: aangepast, later, of bewust niet met een reden."),
                ask(gate_findings.disposition), tunable(90, 60, 100),
            ),
            criterion(
                "s3.adjusted", Kind.MUST,
                gettext_lazy("Jullie stuurden bij na de try-out"),
                gettext_lazy("Het aandeel van de concepten met een drempel of vraag uit de try-out, waarvan de sleutelfiguren een nieuwere versie probeerden."),
                ask(gate_findings.adjusted), tunable(100, 50, 100),
            ),
            criterion(
                "s3.key_figures", Kind.MUST,
                gettext_lazy("Sleutelfiguren van elke locatie probeerden het"),
                gettext_lazy("Het aantal mensen dat meedeed in een ronde met sleutelfiguren, na het bijsturen, met iemand van elke locatie."),
                ask(gate_trying.key_figures), tunable(10, 5, 40), unit="",
            ),
            criterion(
                "s3.verdict", Kind.MUST,
                gettext_lazy("Sleutelfiguren vinden het klaar voor de uitrol"),
                gettext_lazy("Het aandeel van de oordelen van sleutelfiguren dat 4 of 5 op 5 geeft."),
                ask(gate_trying.verdict), tunable(70, 50, 95),
            ),
            criterion(
                "s3.without_help", Kind.SHOULD,
                gettext_lazy("Het lukt zonder hulp"),
                gettext_lazy("Het aandeel van de taken dat bij de sleutelfiguren lukte zonder hulp."),
                ask(gate_trying.without_help), tunable(80, 50, 100),
            ),
            criterion(
                "s3.agreements_tested", Kind.MUST,
                gettext_lazy("De afspraken zijn getoetst"),
                gettext_lazy("Het aandeel van de afspraken waarvan de woorden die nu gelden of straks ingaan, getoetst zijn."),
                ask(gate_findings.agreements_tested), tunable(100, 80, 100),
            ),
            criterion(
                "s3.pulse", Kind.SHOULD,
                gettext_lazy("Er is genoeg draagvlak"),
                gettext_lazy("De draagvlakpuls van deze stap, op 100. Geen enkele locatie ligt zeker onder 40."),
                gate_pulse.pulse, tunable(55, 30, 85), unit="",
            ),
        )  # fmt: skip

    def url(self, project: Any) -> str:
        return reverse("toetsing:stap", args=[project.slug])

    def invitation(self, project: Any, results: Any) -> Invitation | None:
        """Nothing to try and nothing planned: the criteria know that already. No query here."""
        first = next((one for one in results if one.code == "s3.round1"), None)
        if first is None or first.denominator is not None:
            return None
        return Invitation(_("Probeer eerst klein."), _("Kies 5 tot 8 collega's voor de try-out."))
