"""Step 1, Bevraging: what it is for, and what its gate asks. The figures come from `gate_facts`."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bevraging import gate_facts, gate_feedback, gate_listening
from bevraging.gate_facts import FUNCTION_FROM, FUNCTION_HEARD, SMALL_LOCATION, Facts, GroupFact
from bevraging.gate_remedies import (
    advice,
    first_label,
    new_url,
    nothing_yet,
    remedy,
    resume_url,
    step_url,
    survey_url,
)
from bevraging.models import Survey
from bevraging.reading import shallow
from trajecten.criteria import number, percentage, reached
from trajecten.models import Project
from trajecten.steps import Criterion, Invitation, Kind, Outcome, State, Step, register
from trajecten.templatetags.getallen import getal

LOCATIONS = "s1.response_location"
ASKED = frozenset({"both", "quantitative"})
"""The modes of listening in which a survey is expected."""


def response(project, goal: Decimal, facts: Facts) -> Outcome:
    if facts.survey is None:
        return nothing_yet(project, facts)
    value = percentage(facts.answered, facts.of)
    numbers = {"n": getal(facts.answered), "of": getal(facts.of), "value": number(value), "goal": number(goal)}
    if facts.nearly:
        text = _("Bijna alle %(of)s collega's deden mee, doel %(goal)s%%.") % {**numbers, "of": getal(facts.invited)}
        # So few are missing that the number is not told: then everybody who was asked counts.
        value = max(value, percentage(facts.invited, facts.of))
    elif facts.exact:
        text = _("%(n)s van %(of)s collega's deden mee (%(value)s%%), doel %(goal)s%%.") % numbers
    elif facts.answered:
        text = _("Minstens %(n)s van %(of)s collega's deden al mee (%(value)s%%), doel %(goal)s%%.") % numbers
    else:
        text = _("Nog te weinig antwoorden om te tonen, van %(of)s collega's.") % {
            **numbers,
            "of": getal(facts.invited),
        }
        text += asked_of(facts)
        return Outcome(State.TOO_LITTLE, text, None, facts.of, **remedy(project, facts))
    text += asked_of(facts)
    if reached(value, goal) == State.MET:
        return Outcome(State.MET, text, value, facts.of)
    text += advice(facts, _("Ga op de werkvloer luisteren en schrijf dat op, of vraag het opnieuw."))
    return Outcome(State.NOT_MET, text, value, facts.of, **remedy(project, facts, "s1.response"))


def asked_of(facts: Facts) -> str:
    """How many of those the project touches were asked, behind the figures; nothing when it was everybody."""
    if not facts.cover.is_part:
        return ""
    numbers = {"n": facts.cover.asked, "of": facts.cover.touched}
    return " " + _("Gevraagd: %(n)d van de %(of)d collega's die het raakt.") % numbers


def response_location(project, goal: Decimal, facts: Facts) -> Outcome:
    if facts.survey is None:
        return nothing_yet(project, facts)
    unasked = [fact for fact in facts.unasked if not (fact.of < SMALL_LOCATION and facts.spoken_with(fact))]
    if not facts.locations and not unasked:
        reason = _("De resultaten zijn niet per locatie verdeeld: er is één groep.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    large = [fact for fact in facts.locations if fact.of >= SMALL_LOCATION and fact.answered is not None]
    hidden = [fact for fact in facts.locations if fact.answered is None]
    small = [fact for fact in facts.locations if fact.of < SMALL_LOCATION and fact.answered is not None]
    behind = sorted((fact for fact in large if percentage(fact.judged, fact.of) < goal), key=_share)
    lowest = min((_share(fact) for fact in large), default=None)
    unheard = [fact for fact in hidden if not (fact.of < SMALL_LOCATION and facts.spoken_with(fact))]
    quiet = [fact.label for fact in unheard + _quiet_small(facts, small)]
    count = len(facts.locations) + len(facts.unasked)
    told = []
    if behind:
        told.append(_behind_text(behind, goal, exact=not facts.survey.is_anonymous))
    if quiet:
        # Never a number here: a group this small could be recognised.
        told.append(_("Nog te weinig antwoorden in %(names)s.") % {"names": ", ".join(quiet)})
    if unasked or behind:
        told.append(_hardly_asked([*unasked, *behind]))
    if told:
        # Nobody yet is not a figure to decide on: «nog te weinig om te tonen», never 0%.
        value = lowest if behind and behind[0].answered and not unasked else None
        text = " ".join(filter(None, told)) + advice(facts, _talk())
        return Outcome(State.NOT_MET, text, value, count, **remedy(project, facts, LOCATIONS))
    if lowest is None:
        return Outcome(State.MET, _("Elke locatie gaf genoeg antwoorden."), None, count)
    if lowest < goal:  # met, but only the exact numbers say so, and those are not told
        text = _("Elke locatie haalt het doel van %(goal)s%%.") % {"goal": number(goal)}
        return Outcome(State.MET, text, goal, count)
    text = _(
        "In elke locatie, of groep van locaties die samen staan, deed minstens %(value)s%% mee, doel %(goal)s%%."
    ) % {
        "value": number(lowest),
        "goal": number(goal),
    }
    return Outcome(State.MET, text, lowest, count)


def _hardly_asked(found: list[GroupFact]) -> str:
    """Where people were left out of the list: the lead can do something about that. Nothing when nowhere."""
    names = [f"{fact.label} ({fact.invited}/{fact.of})" for fact in found if fact.invited < fact.of]
    return _("Niet iedereen is gevraagd: %(names)s.") % {"names": ", ".join(names)} if names else ""


def _talk() -> str:
    return _("Een gesprek met enkele collega's daar helpt ook.")


def _share(fact: GroupFact) -> Decimal:
    return percentage(fact.answered or 0, fact.of) if fact.of else Decimal(0)


def _quiet_small(facts: Facts, small: list[GroupFact]) -> list[GroupFact]:
    """Small locations that were not heard enough: no three answers, and nobody of them in a conversation.

    While the survey is open, of the answers only what participation shows counts.
    """
    small = [fact for fact in small if not facts.spoken_with(fact)]
    if not small or facts.survey is None:
        return []
    if facts.survey.status == Survey.Status.OPEN:
        return [fact for fact in small if fact.done is None and not fact.answered]
    return gate_facts.quiet_locations(small)


def _behind_text(behind: list[GroupFact], goal: Decimal, *, exact: bool) -> str:
    first = behind[0]
    numbers = {"name": first.label, "n": first.answered, "of": first.of, "goal": number(goal)}
    if not first.answered:
        text = _("%(name)s: nog te weinig antwoorden om te tonen, doel %(goal)s%%.") % numbers
    elif exact:
        text = _("%(name)s: %(n)d van %(of)d (%(value)s%%), doel %(goal)s%%.") % {
            **numbers,
            "value": number(_share(first)),
        }
    else:
        text = _("%(name)s: minstens %(n)d van %(of)d, doel %(goal)s%%.") % numbers
    if len(behind) > 1:
        text += " " + _("Ook nog onder het doel: %(names)s.") % {"names": ", ".join(fact.label for fact in behind[1:])}
    return text


def functions_heard(project, goal: Decimal, facts: Facts) -> Outcome:
    if project.mode == Project.Mode.QUALITATIVE:
        return gate_listening.functions_spoken_with(project, goal, facts)
    if facts.survey is None:
        return nothing_yet(project, facts)
    asked = [fact for fact in facts.functions if fact.of >= FUNCTION_FROM]
    if not asked:
        reason = _("Geen enkele functiegroep telt 10 collega's of meer.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    spoken = facts.listening.functions
    silent = [fact for fact in asked if (fact.answered or 0) < FUNCTION_HEARD and fact.label not in spoken]
    quiet = [fact.label for fact in silent]
    value = percentage(len(asked) - len(quiet), len(asked))
    heard = len(asked) - len(quiet)
    text = ngettext(
        "%(n)d van %(of)d functiegroepen van 10 collega's of meer gaf genoeg antwoorden.",
        "%(n)d van %(of)d functiegroepen van 10 collega's of meer gaven genoeg antwoorden.",
        heard,
    ) % {"n": heard, "of": len(asked)}
    if len(asked) == 1:
        text = (
            _("De ene functiegroep gaf nog niet genoeg antwoorden.")
            if quiet
            else _("De ene functiegroep gaf genoeg antwoorden.")
        )
    if quiet:
        text += " " + _("Nog niet genoeg gehoord: %(names)s.") % {"names": ", ".join(quiet)}
    if hardly := _hardly_asked(silent):
        text += f" {hardly}"
    if reached(value, goal) == State.MET:
        return Outcome(State.MET, text, value, len(asked))
    text += advice(facts, _talk())
    return Outcome(State.NOT_MET, text, value, len(asked), **remedy(project, facts, "s1.functions"))


def baseline(project, goal: Decimal, facts: Facts) -> Outcome:
    if facts.survey is None:
        return nothing_yet(project, facts)
    if facts.pulse is None:
        running = facts.survey.status == Survey.Status.OPEN
        text = (
            _("De polsing loopt nog. Ze telt pas na het afsluiten.")
            if running
            else _("Te weinig antwoorden om het draagvlak te tonen.")
        )
        look = {"remedy_url": survey_url("deelname", facts.survey), "remedy_label": _("Bekijk de deelname")}
        return Outcome(State.TOO_LITTLE, text, **(look if running else remedy(project, facts)))
    if facts.nearly_pulse and percentage(facts.invited, facts.of) >= goal:
        text = _("Bijna alle %(of)s collega's beantwoordden de vragen over draagvlak, doel %(goal)s%%.")
        text = text % {"of": getal(facts.invited), "goal": number(goal)} + asked_of(facts)
        return Outcome(State.MET, text, goal, facts.of)
    value = percentage(facts.pulse, facts.of)
    numbers = {"n": getal(facts.pulse), "of": getal(facts.of), "value": number(value), "goal": number(goal)}
    text = (
        _("%(n)s van %(of)s collega's beantwoordden de vragen over draagvlak (%(value)s%%), doel %(goal)s%%.") % numbers
    )
    text += asked_of(facts)
    if not facts.pulse:
        text = _("In deze bevraging is het draagvlak niet gemeten, of door te weinig collega's.")
        return Outcome(State.TOO_LITTLE, text, **remedy(project, facts))
    state = reached(value, goal)
    return Outcome(state, text, value, facts.of, **({} if state == State.MET else remedy(project, facts)))


def spread(project, goal: Decimal, facts: Facts) -> Outcome:
    if facts.survey is None:
        return nothing_yet(project, facts)
    found = gate_listening.spread(project, goal, facts)
    return found if found.state == State.MET else replace(found, **remedy(project, facts, "s1.spread"))


def by_any(compute: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Met when one of the surveys meets it, so that a later and narrower one never takes away what was shown."""

    def best(project, goal: Decimal, facts: Facts) -> Outcome:
        found = compute(project, goal, facts)
        for other in facts.others:
            if found.state != State.MET:
                again = compute(project, goal, other)
                found = again if again.state == State.MET else found
        return found

    return best


def feedback(project, goal: Decimal, facts: Facts) -> Outcome:
    return gate_feedback.came_back(facts.survey, goal) if facts.survey else nothing_yet(project, facts)


@register
class Bevraging(Step):
    number = 1
    slug = "bevraging"
    name = gettext_lazy("Bevraging")
    purpose = gettext_lazy("Vraag aan wie het werk doet hoe het nu gaat, en wat ze nodig hebben.")
    ready = True
    tells = ("survey", "results", "feedback", "conversation", "theme_added", "theme_renamed", "theme_merged", "theme_removed", "inventory")  # fmt: skip

    def criteria(self) -> Iterable[Criterion]:
        """New objects at every call: one evaluation reads the facts once, and never those of a moment ago."""
        shared = _shared_facts()
        return (
            _criterion(
                "s1.response", shared, by_any(response), 50, 20, 90,
                gettext_lazy("Genoeg collega's deden mee"),
                gettext_lazy("Het aandeel van alle collega's die het traject raakt, dat antwoordde."),
                modes=ASKED,
            ),
            _criterion(
                LOCATIONS, shared, response_location, 35, 15, 80,
                gettext_lazy("Elke locatie is gehoord"),
                gettext_lazy("De deelname in de locatie met de laagste deelname, van alle locaties die het traject raakt. Voor een kleine locatie volstaan enkele antwoorden."),
                modes=ASKED,
            ),
            _criterion(
                "s1.functions", shared, functions_heard, 100, 60, 100,
                gettext_lazy("Elke functiegroep is gehoord"),
                gettext_lazy("Het aandeel van de functiegroepen van 10 of meer collega's dat minstens 5 antwoorden gaf, of waarmee gesproken is."),
            ),
            _criterion(
                "s1.baseline", shared, by_any(baseline), 30, 10, 80,
                gettext_lazy("Het draagvlak aan de start is gemeten"),
                gettext_lazy("Het aandeel van alle collega's die het traject raakt, dat de vragen over draagvlak beantwoordde, na het afsluiten."),
            ),
            _criterion(
                "s1.spread", shared, by_any(spread), 80, 50, 100,
                gettext_lazy("We weten hoe ver werkwijzen uit elkaar liggen"),
                gettext_lazy("Het aandeel van de thema's in de bevraging waarover genoeg collega's antwoordden. Hoe groot de spreidstand is, maakt hier niet uit."),
                modes=ASKED,
            ),
            _counted(
                "s1.four_questions", shared, gate_listening.four_questions, 3, 3, 10,
                gettext_lazy("De vier vragen hebben een antwoord"),
                gettext_lazy("Het aantal bevestigde punten in de inventaris bij de vraag met de minste punten, van minstens 2 locaties."),
            ),
            _counted(
                "s1.examples", shared, gate_listening.examples, 2, 1, 5,
                gettext_lazy("Er zijn goede en slechte voorbeelden"),
                gettext_lazy("Het aantal bevestigde voorbeelden in de inventaris: goede en slechte, de kleinste van de twee telt."),
            ),
            replace(
                _counted(
                    "s1.conversations", shared, gate_listening.conversations, 1, 1, 10,
                    gettext_lazy("Er is ook met mensen gesproken"),
                    gettext_lazy("Focusgroepen, interviews en observaties waarvan het verslag klaar is. Luisteren jullie enkel met gesprekken, dan minstens 3, met elke locatie erbij."),
                ),
                # Beside a survey a conversation says why, and never blocks; alone it is all there is.
                kind=Kind.SHOULD, modes_kind={Project.Mode.QUALITATIVE.value: Kind.MUST},
            ),
            replace(
                _criterion(
                    "s1.feedback", shared, feedback, 100, 100, 100,
                    gettext_lazy("Collega's weten wat er met hun antwoorden gebeurt"),
                    gettext_lazy("Of wat jullie hoorden en wat je ermee doet binnen 30 dagen na het afsluiten gedeeld is, met iedereen die je vroeg."),
                    modes=ASKED,
                ),
                kind=Kind.SHOULD, minimum=None, maximum=None,
            ),
        )  # fmt: skip

    def url(self, project) -> str:
        return step_url(project)

    def next_action(self, project) -> tuple[str, str] | None:
        """Make the first survey, or finish the draft. After that the gate list says it."""
        surveys = shallow([project])
        for survey in surveys:
            if survey.status == Survey.Status.DRAFT:
                return _("Werk de bevraging af"), resume_url(survey)
        return None if surveys else (first_label(), new_url(project))

    def findings(self, project) -> tuple[str, str] | None:
        for survey in shallow([project]):
            if survey.status == Survey.Status.PUBLISHED:
                return _("Bekijk de resultaten"), survey_url("resultaten", survey)
        return None

    def invitation(self, project, results) -> Invitation | None:
        # The criteria know already that there is nothing: their remedy is to make the first one. No query here.
        if not any(result.remedy_label == first_label() for result in results):
            return None
        make = new_url(project)
        text = _("Hier komt je eerste bevraging. We zetten 8 vragen klaar.")
        return Invitation(_("Begin met luisteren."), text, make, (_("Of kies een andere bevraging"), make))


def _shared_facts() -> Callable[..., Facts]:
    known: dict[int, Facts] = {}

    def read(project) -> Facts:
        if project.pk not in known:
            known[project.pk] = gate_facts.facts_of(project)
        return known[project.pk]

    return read


def _criterion(code, facts, compute, default, minimum, maximum, title, explanation, modes=None) -> Criterion:
    more = {"modes": modes} if modes else {}
    return Criterion(
        code=code,
        kind=Kind.MUST,
        title=title,
        explanation=explanation,
        compute=lambda project, goal: compute(project, goal, facts(project)),
        default=Decimal(default),
        minimum=Decimal(minimum),
        maximum=Decimal(maximum),
        **more,
    )


def _counted(*args: Any) -> Criterion:
    """A criterion that counts things, in place of a share."""
    return replace(_criterion(*args), unit="")
