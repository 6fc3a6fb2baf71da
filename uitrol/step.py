"""Step 5, Uitrol: what it is for, what its gate asks, and what needs a go of the gate before it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trajecten.criteria import asking, criterion, fixed, once, tunable
from trajecten.steps import Criterion, Invitation, Kind, Step, register
from uitrol import gate_facts, gate_support, gate_tasks, gate_waves


@register
class Uitrol(Step):
    number = 5
    slug = "uitrol"
    name = gettext_lazy("Uitrol")
    purpose = gettext_lazy("Start samen, met ambassadeurs op de vloer en training van taken.")
    ready = True
    tells = ("wave", "moment", "material", "rollout_barrier", "work_task", "task_helper", "training")
    guards = {
        "wave.start": gettext_lazy("Een golf starten"),
        "moment.hold": gettext_lazy("Een startmoment als gehouden noteren"),
    }

    def criteria(self) -> Iterable[Criterion]:
        """New objects at every call: one evaluation reads the facts once, and never those of a moment ago."""
        ask = asking(once(gate_facts.facts_of))
        return (
            criterion(
                "s5.waves", Kind.MUST,
                gettext_lazy("Elke golf is gestart"),
                gettext_lazy("Het aandeel van de golven met een startmoment dat gehouden is."),
                ask(gate_waves.waves), fixed(100),
            ),
            criterion(
                "s5.support", Kind.MUST,
                gettext_lazy("Overal was er hulp in de buurt"),
                gettext_lazy("Het aantal momenten met hulp in de eerste 4 weken na het startmoment, in de locatie waar dat het minst is."),
                ask(gate_waves.support), tunable(3, 1, 8), unit=gettext_lazy("momenten"),
            ),
            criterion(
                "s5.coverage", Kind.MUST,
                gettext_lazy("Collega's leerden hun taken"),
                gettext_lazy("Voor elke collega en elke taak die daarbij hoort: het aandeel dat ze leerde."),
                ask(gate_tasks.coverage), tunable(80, 50, 100),
            ),
            criterion(
                "s5.coverage_task", Kind.SHOULD,
                gettext_lazy("Ook de minst geleerde taak"),
                gettext_lazy("Het aandeel van de collega's dat ze leerde, voor de taak waar dat het laagst is."),
                ask(gate_tasks.coverage_task), tunable(70, 40, 100),
            ),
            criterion(
                "s5.self_reliant", Kind.MUST,
                gettext_lazy("Collega's kunnen het nu zelf"),
                gettext_lazy("Het aandeel van de zelfinschattingen op «zelfstandig» of hoger, in functiegroepen met minstens 5 antwoorden."),
                ask(gate_tasks.self_reliant), tunable(75, 50, 95),
            ),
            criterion(
                "s5.colleague_helpers", Kind.MUST,
                gettext_lazy("Collega's leren het aan collega's"),
                gettext_lazy("Het aandeel van de gehouden sessies dat een eigen collega gaf."),
                ask(gate_tasks.colleague_helpers), tunable(80, 50, 100),
            ),
            criterion(
                "s5.blocking", Kind.HARD,
                gettext_lazy("Niets blokkeert nog"),
                gettext_lazy("Het aantal blokkerende drempels dat nog niet opgelost is."),
                ask(gate_waves.blocking), fixed(0), unit="", lower_is_better=True,
            ),
            criterion(
                "s5.lead_time", Kind.SHOULD,
                gettext_lazy("Drempels zijn snel opgelost"),
                gettext_lazy("Het aantal dagen waarbinnen de helft van de drempels opgelost was."),
                ask(gate_waves.lead_time), tunable(5, 1, 20), unit=gettext_lazy("dagen"), lower_is_better=True,
            ),
            criterion(
                "s5.cooling", Kind.SHOULD,
                gettext_lazy("Er zijn minder vragen dan in de drukste week"),
                gettext_lazy("Hoeveel er de laatste 2 weken per week genoteerd is, tegenover de drukste week."),
                ask(gate_waves.cooling), tunable(50, 20, 100), lower_is_better=True,
            ),
            criterion(
                "s5.agreements", Kind.MUST,
                gettext_lazy("De afspraken gelden waar gestart is"),
                gettext_lazy("Voor elke afspraak en elke locatie die gestart is: het aandeel waar ze vandaag geldt."),
                ask(gate_waves.agreements), fixed(100),
            ),
            criterion(
                "s5.pulse", Kind.SHOULD,
                gettext_lazy("Er is genoeg draagvlak"),
                gettext_lazy("De draagvlakpuls van deze stap, op 100. Geen enkele locatie ligt zeker onder 45."),
                ask(gate_support.pulse), fixed(60), unit="",
            ),
        )  # fmt: skip

    def url(self, project: Any) -> str:
        return reverse("uitrol:stap", args=[project.slug])

    def invitation(self, project: Any, results: Any) -> Invitation | None:
        """No wave yet: the criteria know that already. No query here."""
        first = next((one for one in results if one.code == "s5.waves"), None)
        if first is None or first.denominator is not None:
            return None
        return Invitation(_("Wie start eerst?"), _("Zet elke locatie in een golf, met een startdag."))
