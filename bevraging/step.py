"""Step 1, Bevraging: what it is for, and what its gate asks. The figures come from `gate_facts`."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bevraging import gate_facts, gate_feedback, gate_listening
from bevraging.dates import APART
from bevraging.gate_facts import FUNCTION_FROM, FUNCTION_HEARD, SMALL_LOCATION, Facts, GroupFact
from bevraging.models import Survey
from bevraging.naming import nearly_all
from bevraging.reading import shallow
from trajecten.criteria import number, percentage, reached
from trajecten.models import Project
from trajecten.reminders import working_day_from
from trajecten.steps import Criterion, Invitation, Kind, Outcome, State, Step, register
from trajecten.templatetags.getallen import getal

LOCATIONS = "s1.response_location"
ASKED = frozenset({"both", "quantitative"})
"""The modes of listening in which a survey is expected."""


def step_url(project) -> str:
    return reverse("bevraging:stap", args=[project.slug])


def survey_url(name: str, survey: Survey) -> str:
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])


def remedy(project, facts: Facts, otherwise: str = "") -> dict[str, Any]:
    """The one thing that helps now: make it, send it, remind, give more time, or ask again.

    After the close nobody can be reminded, and who did not answer is not known. What can still be heard in another way
    (a talk at the place that stayed quiet) is then proposed at the gate: `otherwise` is the point to go on without.
    """
    survey = facts.survey
    if otherwise and survey is not None and survey.status == Survey.Status.PUBLISHED and facts.draft is None:
        gate = reverse("trajecten:poort", args=[project.slug, 1])
        return {
            "remedy_url": f"{gate}?zonder={otherwise}#zonder-{otherwise}",
            "remedy_label": _("Leg uit hoe het anders kan"),
        }
    if survey is None or survey.status != Survey.Status.OPEN:
        if facts.draft is not None:
            return {"remedy_url": resume_url(facts.draft), "remedy_label": _("Werk de bevraging af")}
        label = first_label() if survey is None else _("Maak een nieuwe bevraging")
        return {"remedy_url": step_url(project), "remedy_label": label}
    page = survey_url("deelname", survey)
    if (survey.closes_on - timezone.localdate()).days <= 2:
        return {"remedy_url": f"{page}#verleng", "remedy_label": _("Verleng de bevraging")}
    if timezone.localdate() < working_day_from(timezone.localdate(survey.launched_at) + timedelta(days=APART)):
        # Too early for a reminder: what helps now is looking and talking.
        return {"remedy_url": page, "remedy_label": _("Bekijk de deelname")}
    return {"remedy_url": f"{page}#herinnering", "remedy_label": _("Stuur een herinnering")}


def advice(facts: Facts, sentence: str) -> str:
    """What one can do after the close, behind the figures; nothing while people can still answer."""
    closed = facts.survey is not None and facts.survey.status == Survey.Status.PUBLISHED
    return f" {sentence}" if closed else ""


def first_label() -> str:
    return _("Maak de startbevraging")


def resume_url(survey: Survey) -> str:
    """Where a draft goes on: from its first phase each next one is a button away."""
    return survey_url("vragen", survey)


def nothing_yet(project, facts: Facts) -> Outcome:
    text = _("De bevraging staat klaar, maar is nog niet verstuurd.") if facts.draft else _("Er is nog geen bevraging.")
    return Outcome(State.TOO_LITTLE, text, **remedy(project, facts))


def response(project, goal: Decimal, facts: Facts) -> Outcome:
    if facts.survey is None:
        return nothing_yet(project, facts)
    value = percentage(facts.answered, facts.invited)
    numbers = {"n": facts.answered, "of": facts.invited, "value": number(value), "goal": number(goal)}
    if facts.nearly:
        text = _("Bijna alle %(of)d collega's deden mee, doel %(goal)s%%.") % numbers
        return Outcome(State.MET, text, max(value, goal), facts.invited)
    if facts.exact:
        text = _("%(n)d van %(of)d collega's deden mee (%(value)s%%), doel %(goal)s%%.") % numbers
    elif facts.answered:
        text = _("Minstens %(n)d van %(of)d collega's deden al mee (%(value)s%%), doel %(goal)s%%.") % numbers
    else:
        text = _("Nog te weinig antwoorden om te tonen, van %(of)d collega's.") % numbers
        return Outcome(State.TOO_LITTLE, text, None, facts.invited, **remedy(project, facts))
    if reached(value, goal) == State.MET:
        return Outcome(State.MET, text, value, facts.invited)
    text += advice(facts, _("Ga op de werkvloer luisteren en schrijf dat op, of vraag het opnieuw."))
    return Outcome(State.NOT_MET, text, value, facts.invited, **remedy(project, facts, "s1.response"))


def response_location(project, goal: Decimal, facts: Facts) -> Outcome:
    if facts.survey is None:
        return nothing_yet(project, facts)
    if not facts.locations:
        reason = _("De resultaten zijn niet per locatie verdeeld: er is één groep.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    large = [fact for fact in facts.locations if fact.invited >= SMALL_LOCATION and fact.answered is not None]
    hidden = [fact for fact in facts.locations if fact.answered is None]
    small = [fact for fact in facts.locations if fact.invited < SMALL_LOCATION and fact.answered is not None]
    behind = sorted((fact for fact in large if percentage(fact.judged, fact.invited) < goal), key=_share)
    lowest = min((_share(fact) for fact in large), default=None)
    unheard = [fact for fact in hidden if not (fact.invited < SMALL_LOCATION and facts.spoken_with(fact))]
    quiet = [fact.label for fact in unheard + _quiet_small(facts, small)]
    if behind:
        text = _behind_text(behind, goal, exact=not facts.survey.is_anonymous) + advice(facts, _talk())
        # Nobody yet is not a figure to decide on: «nog te weinig om te tonen», never 0%.
        value = lowest if behind[0].answered else None
        return Outcome(State.NOT_MET, text, value, len(facts.locations), **remedy(project, facts, LOCATIONS))
    if quiet:
        # Never a number here: a group this small could be recognised.
        text = _("Nog te weinig antwoorden in %(names)s.") % {"names": ", ".join(quiet)} + advice(facts, _talk())
        return Outcome(State.NOT_MET, text, None, len(facts.locations), **remedy(project, facts, LOCATIONS))
    if lowest is None:
        return Outcome(State.MET, _("Elke locatie gaf genoeg antwoorden."), None, len(facts.locations))
    if lowest < goal:  # met, but only the exact numbers say so, and those are not told
        text = _("Elke locatie haalt het doel van %(goal)s%%.") % {"goal": number(goal)}
        return Outcome(State.MET, text, goal, len(facts.locations))
    text = _(
        "In elke locatie, of groep van locaties die samen staan, deed minstens %(value)s%% mee, doel %(goal)s%%."
    ) % {
        "value": number(lowest),
        "goal": number(goal),
    }
    return Outcome(State.MET, text, lowest, len(facts.locations))


def _talk() -> str:
    return _("Een gesprek met enkele collega's daar helpt ook.")


def _share(fact: GroupFact) -> Decimal:
    return percentage(fact.answered or 0, fact.invited) if fact.invited else Decimal(0)


def _quiet_small(facts: Facts, small: list[GroupFact]) -> list[GroupFact]:
    """Small locations that were not heard enough: no three answers, and nobody of them in a conversation.

    While the survey is open, of the answers only what participation shows counts.
    """
    small = [fact for fact in small if not facts.spoken_with(fact)]
    if not small or facts.survey is None:
        return []
    if facts.survey.status == Survey.Status.OPEN:
        return [fact for fact in small if not fact.answered]
    return gate_facts.quiet_locations(facts, small)


def _behind_text(behind: list[GroupFact], goal: Decimal, *, exact: bool) -> str:
    first = behind[0]
    numbers = {"name": first.label, "n": first.answered, "of": first.invited, "goal": number(goal)}
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
    asked = [fact for fact in facts.functions if fact.invited >= FUNCTION_FROM]
    if not asked:
        reason = _("Geen enkele functiegroep telt 10 collega's of meer.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    spoken = facts.listening.functions
    quiet = [fact.label for fact in asked if (fact.answered or 0) < FUNCTION_HEARD and fact.label not in spoken]
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
    if facts.pulse and facts.survey.is_anonymous and nearly_all(facts.pulse, facts.invited, facts.survey.min_group):
        text = _("Bijna alle %(of)s collega's beantwoordden de vragen over draagvlak, doel %(goal)s%%.")
        return Outcome(State.MET, text % {"of": getal(facts.invited), "goal": number(goal)}, goal, facts.invited)
    value = percentage(facts.pulse, facts.invited)
    numbers = {"n": getal(facts.pulse), "of": getal(facts.invited), "value": number(value), "goal": number(goal)}
    text = (
        _("%(n)s van %(of)s collega's beantwoordden de vragen over draagvlak (%(value)s%%), doel %(goal)s%%.") % numbers
    )
    if not facts.pulse:
        text = _("In deze bevraging is het draagvlak niet gemeten, of door te weinig collega's.")
        return Outcome(State.TOO_LITTLE, text, **remedy(project, facts))
    state = reached(value, goal)
    return Outcome(state, text, value, facts.invited, **({} if state == State.MET else remedy(project, facts)))


def spread(project, goal: Decimal, facts: Facts) -> Outcome:
    if facts.survey is None:
        return nothing_yet(project, facts)
    found = gate_listening.spread(project, goal, facts)
    return found if found.state == State.MET else replace(found, **remedy(project, facts, "s1.spread"))


def feedback(project, goal: Decimal, facts: Facts) -> Outcome:
    return gate_feedback.came_back(facts.survey, goal) if facts.survey else nothing_yet(project, facts)


@register
class Bevraging(Step):
    number = 1
    slug = "bevraging"
    name = gettext_lazy("Bevraging")
    purpose = gettext_lazy("Vraag aan wie het werk doet hoe het nu gaat, en wat ze nodig hebben.")
    ready = True

    def criteria(self) -> Iterable[Criterion]:
        """New objects at every call: one evaluation reads the facts once, and never those of a moment ago."""
        shared = _shared_facts()
        return (
            _criterion(
                "s1.response", shared, response, 50, 20, 90,
                gettext_lazy("Genoeg collega's deden mee"),
                gettext_lazy("Het aandeel van alle uitgenodigde collega's dat antwoordde."),
                modes=ASKED,
            ),
            _criterion(
                LOCATIONS, shared, response_location, 35, 15, 80,
                gettext_lazy("Elke locatie is gehoord"),
                gettext_lazy("De deelname in de locatie met de laagste deelname. Voor een kleine locatie volstaan enkele antwoorden."),
                modes=ASKED,
            ),
            _criterion(
                "s1.functions", shared, functions_heard, 100, 60, 100,
                gettext_lazy("Elke functiegroep is gehoord"),
                gettext_lazy("Het aandeel van de functiegroepen van 10 of meer collega's dat minstens 5 antwoorden gaf, of waarmee gesproken is."),
            ),
            _criterion(
                "s1.baseline", shared, baseline, 30, 10, 80,
                gettext_lazy("Het draagvlak aan de start is gemeten"),
                gettext_lazy("Het aandeel van alle uitgenodigde collega's dat de vragen over draagvlak beantwoordde, na het afsluiten."),
            ),
            _criterion(
                "s1.spread", shared, spread, 80, 50, 100,
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
        return None if surveys else (first_label(), step_url(project))

    def findings(self, project) -> tuple[str, str] | None:
        for survey in shallow([project]):
            if survey.status == Survey.Status.PUBLISHED:
                return _("Bekijk de resultaten"), survey_url("resultaten", survey)
        return None

    def invitation(self, project, results) -> Invitation | None:
        # The criteria know already that there is nothing: their remedy is to make the first one. No query here.
        if not any(result.remedy_label == first_label() for result in results):
            return None
        return Invitation(_("Begin met luisteren."), _("Hier komt je eerste bevraging. We zetten 8 vragen klaar."))


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
