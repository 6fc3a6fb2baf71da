"""Step 4, Communicatie: what it is for, what its gate asks, and what needs a go of the gate before it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.support_trend import measured
from communicatie import gate_facts, gate_roles, gate_support, gate_told
from communicatie.needed import HIGHEST_RATIO, LOWEST_RATIO, RATIO
from trajecten.criteria import asking, criterion, fixed, once, tunable
from trajecten.steps import Criterion, Invitation, Kind, Step, register


@register
class Communicatie(Step):
    number = 4
    slug = "communicatie"
    name = gettext_lazy("Communicatie")
    purpose = gettext_lazy("Vertel zorgvuldig wat er verandert en bij wie iedereen terechtkan.")
    ready = True
    tells = (
        "audience",
        "message",
        "role_ask",
        "role_prepared",
        "role_still_open",
        "role_terms",
        "contact_point",
        "page.",
    )
    guards = {
        "agreement.enforce": gettext_lazy("Een afspraak laten ingaan"),
        "message.what_changes": gettext_lazy("Aan iedereen vertellen wat er verandert"),
    }

    def criteria(self) -> Iterable[Criterion]:
        """New objects at every call: one evaluation reads the facts once, and never those of a moment ago."""
        facts, surveys = once(gate_facts.facts_of), once(measured)
        ask, ask_support = asking(facts), asking(facts, surveys)
        return (
            criterion(
                "s4.key_figure", Kind.MUST,
                gettext_lazy("Elke locatie heeft een sleutelfiguur"),
                gettext_lazy("Het aandeel van de locaties met minstens één sleutelfiguur, liefst wie er leiding geeft."),
                ask(gate_roles.key_figure), tunable(100, 80, 100),
            ),
            criterion(
                "s4.contact", Kind.MUST,
                gettext_lazy("Iedereen kan bij iemand terecht"),
                gettext_lazy("Het aandeel van de locaties met een aanspreekpunt en een vervanger. Een aanspreekpunt voor iedereen telt overal mee."),
                ask(gate_roles.contact), tunable(100, 80, 100),
            ),
            criterion(
                "s4.ambassadors", Kind.MUST,
                gettext_lazy("Er zijn overal genoeg ambassadeurs"),
                gettext_lazy("Voor hoeveel collega's een ambassadeur er hoogstens is, in de locatie waar dat het meest is. Elke locatie heeft er minstens 2."),
                ask(gate_roles.ambassadors), tunable(RATIO, LOWEST_RATIO, HIGHEST_RATIO),
                unit=gettext_lazy("collega's per ambassadeur"), lower_is_better=True,
            ),
            criterion(
                "s4.hours", Kind.MUST,
                gettext_lazy("Ambassadeurs kregen tijd en zijn voorbereid"),
                gettext_lazy("Het aandeel van de ambassadeurs met afgesproken uren per week, en een dag waarop ze voorbereid zijn."),
                ask(gate_roles.hours), tunable(90, 50, 100),
            ),
            criterion(
                "s4.shifts", Kind.SHOULD,
                gettext_lazy("In elke dienst is er iemand om te helpen"),
                gettext_lazy("Het aandeel van de diensten, per locatie, met een ambassadeur of een aanspreekpunt."),
                ask(gate_roles.shifts), tunable(100, 50, 100),
            ),
            criterion(
                "s4.why", Kind.MUST,
                gettext_lazy("Iedereen hoorde waarom"),
                gettext_lazy("Het aandeel van de doelgroepen in het plan waaraan verteld is waarom. Wie het hoorde in een grotere groep, hoorde het ook."),
                ask(gate_told.why), tunable(100, 80, 100),
            ),
            criterion(
                "s4.matrix", Kind.MUST,
                gettext_lazy("Het plan heeft geen gaten"),
                gettext_lazy("Het aandeel van de vakjes dat verteld is of een dag heeft: waarom, wat er verandert, wanneer, en wie helpt. Wie een rol heeft, hoort de laatste twee als collega. Wie niet in de organisatie werkt, hoort waarom."),
                ask(gate_told.matrix), tunable(90, 60, 100),
            ),
            criterion(
                "s4.messenger", Kind.SHOULD,
                gettext_lazy("De juiste mensen vertellen het"),
                gettext_lazy("Het aandeel van de boodschappen over waarom die de directie vertelt, en over wat er verandert die de direct leidinggevende vertelt."),
                ask(gate_told.messenger), tunable(80, 50, 100),
            ),
            criterion(
                "s4.overdue", Kind.SHOULD,
                gettext_lazy("Wat gepland stond, is verteld"),
                gettext_lazy("Het aantal boodschappen dat al meer dan 7 dagen na de geplande dag wacht."),
                ask(gate_told.overdue), tunable(0, 0, 10), unit="", lower_is_better=True,
            ),
            criterion(
                "s4.owners", Kind.MUST,
                gettext_lazy("Elke afspraak heeft een eigenaar"),
                gettext_lazy("Het aandeel van de afspraken die gelden of klaarliggen, waarvoor iemand zorgt."),
                ask(gate_roles.owners), fixed(100),
            ),
            criterion(
                "s4.pulse", Kind.SHOULD,
                gettext_lazy("Er is genoeg draagvlak"),
                gettext_lazy("De draagvlakpuls van deze stap, op 100. Geen enkele locatie ligt zeker onder 45."),
                ask_support(gate_support.pulse), fixed(60), unit="",
            ),
            criterion(
                "s4.support", Kind.SHOULD,
                gettext_lazy("Collega's weten bij wie ze terechtkunnen"),
                gettext_lazy("Wat collega's in de draagvlakpuls van deze stap gemiddeld antwoorden op die vraag, van 1 tot 5."),
                ask_support(gate_support.support), fixed("3.4"), unit=gettext_lazy("op 5"),
            ),
        )  # fmt: skip

    def url(self, project: Any) -> str:
        return reverse("communicatie:stap", args=[project.slug])

    def invitation(self, project: Any, results: Any) -> Invitation | None:
        """No contact point and nothing planned: the criteria know that already. No query here."""
        empty = {one.code for one in results if one.denominator is None}
        if not {"s4.contact", "s4.matrix"} <= empty:
            return None
        return Invitation(_("Wie is het aanspreekpunt?"), _("Kies per locatie minstens 1 naam."))
