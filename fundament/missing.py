"""What a proposal still misses before its decider can be asked, each with the page that helps."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fundament.decision_reading import consulted
from fundament.models import Decision

LEAST_OPTIONS = 2


@dataclass(frozen=True)
class Missing:
    """One thing: what to do, and the button that leads there."""

    code: str
    sentence: str
    label: str
    url: str


def missing(decision: Decision) -> list[Missing]:
    """In the order in which one builds a proposal. `decision` as `decision_reading.whole` reads it; no query."""
    found = [*_causes(decision), *_options(decision), *_advice(decision), *_summaries(decision)]
    found += [*_people(decision), *_review(decision)]
    return [Missing(code, sentence, label, _url(decision, page, *args)) for code, sentence, label, page, *args in found]


def _url(decision: Decision, page: str, *args: str) -> str:
    anchor = f"#{args[0]}" if args else ""
    return reverse(f"fundament:{page}", args=[decision.project.slug, decision.pk]) + anchor


def _causes(decision: Decision):
    if not any((decision.bundle_rows, decision.theme_rows, decision.item_rows)):  # type: ignore[attr-defined]
        yield "causes", _("Zeg waar deze keuze vandaan komt."), _("Kies een aanleiding"), "keuze_aanleiding"


def _options(decision: Decision):
    options = list(decision.options.all())
    if len(options) < LEAST_OPTIONS:
        yield "options", _("Zet minstens twee opties naast elkaar."), _("Voeg een optie toe"), "optie_nieuw"
    elif bare := next((one for one in options if not (one.plus and one.minus)), None):
        sentence = _("Schrijf bij «%(option)s» wat ervoor en wat ertegen pleit.") % {"option": bare.title}
        yield "weighed", sentence, _("Bekijk de opties"), "keuze", f"o{bare.number}"


def _advice(decision: Decision):
    if not any(party["does_the_work"] for party in consulted(decision)):
        yield "workers", _("Vraag raad aan wie het werk zelf doet."), _("Zet erbij wie meedenkt"), "partij_nieuw"


def _summaries(decision: Decision):
    if decision.unsummarised:  # type: ignore[attr-defined]
        sentence = _("Vat de antwoorden op je gerichte vraag samen, of wacht tot ze er zijn.")
        yield "summaries", sentence, _("Bekijk de gerichte vraag"), "keuze", "gericht"


def _people(decision: Decision):
    if decision.driver_id is None:
        yield "driver", _("Kies wie dit voorstel trekt."), _("Kies een trekker"), "keuze_wijzig", "id_driver"
    label = _("Kies een beslisser")
    if decision.decider_id is None:
        yield "decider", _("Kies wie beslist."), label, "keuze_wijzig", "id_decider"
    elif decision.decider_id == decision.driver_id:
        sentence = _("Wie trekt, beslist niet zelf. Kies iemand anders.")
        yield "decider", sentence, label, "keuze_wijzig", "id_decider"
    elif not decision.decider_may:  # type: ignore[attr-defined]
        sentence = _("%(name)s kan hier niet meer beslissen. Kies iemand anders.") % {"name": decision.decider}
        yield "decider", sentence, label, "keuze_wijzig", "id_decider"


def _review(decision: Decision):
    if not ahead(decision.review_on):
        sentence = _("Kies wanneer jullie dit besluit opnieuw bekijken.")
        yield "review", sentence, _("Kies een dag"), "keuze_wijzig", "id_review_on"


def ahead(day: date | None) -> bool:
    return day is not None and day > timezone.localdate()
