"""What the pages say about a gate, in words and rows. Reads what `gate.status_of` computed; asks the database nothing."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trajecten import access
from trajecten.models import GateDecision, Project
from trajecten.reopened import reopened
from trajecten.steps import LAST_STEP, Kind, State, Step, step_for
from trajecten.templatetags.getallen import datum
from trajecten.track import day_month
from trajecten.waivers import Waived
from trajecten.wording import ended, lowered, short

OPEN = (State.NOT_MET, State.TOO_LITTLE)
Outcome = GateDecision.Outcome
GOES_ON = (Outcome.GO, Outcome.GO_WITH_CONDITIONS)


@dataclass(frozen=True)
class Row:
    """One line of the gate list, as the component `poortlijst` draws it."""

    code: str
    kind: str
    state: str
    text: str
    detail: str
    remedy_url: str = ""
    remedy_label: str = ""
    waiver: Waived | None = None


def rows(results, *, with_remedies: bool, waived: dict[str, Waived] | None = None) -> list[Row]:
    """The lines for these results, each with what was proposed to go on without it."""
    return [_row(result, with_remedies, (waived or {}).get(result.code)) for result in results]


def _row(result, with_remedies: bool, waiver: Waived | None) -> Row:
    detail = str(
        result.reason if result.state == State.NOT_APPLICABLE else " ".join(filter(None, [result.text, result.detail]))
    )
    url, label = (result.remedy_url, result.remedy_label) if with_remedies else ("", "")
    return Row(result.code, str(result.kind), str(result.state), str(result.title), detail, url, str(label), waiver)


def still_open(results, waived=()) -> list:
    """The points that keep the gate closed: not met or too little data, not merely helpful, not waived."""
    return [r for r in results if r.state in OPEN and r.kind != Kind.SHOULD and r.code not in waived]


def next_name(step: int) -> str:
    return str(step_for(min(step + 1, LAST_STEP)).name)


def gate_sentence(project: Project, view, decider, *, held: bool, reader=None) -> str:
    """How the current gate stands, in the words of the house (ux §5.4), for this reader."""
    if project.status == Project.Status.STOPPED:
        return _("Dit traject is stopgezet. Alles blijft te lezen.")
    if project.step == LAST_STEP:
        return step_for(LAST_STEP).standing(project) or _("Opvolging blijft doorlopen.")
    if view.open_request is not None:
        return request_sentence(view.open_request, decider, reader)
    if not step_for(project.step).ready:
        return _("Deze stap wordt nog voorbereid.")
    decision = view.last_decision
    if held and decision is not None:
        values = {"name": decision.decided_by.first_name, "reason": ended(short(decision.reason))}
        return _("%(name)s wil nog even wachten. Dit is nog nodig: %(reason)s De rest blijft staan.") % values
    if again := reopened_sentence(project, view.decisions):
        return again
    return points_sentence(project, view, may_ask=access.may_request_decision(reader, project) if reader else True)


def reopened_sentence(project: Project, decisions) -> str:
    """«Stap 3 staat weer open sinds vrijdag 2 april: “Nieuwe locatie.” Wat jullie later al deden, blijft bewaard.»"""
    found = reopened(project, decisions)
    if found is None:
        return ""
    values = {"step": found.step, "day": datum(timezone.localdate(found.at)), "reason": short(found.reason)}
    if found.step != project.step:
        return _("Stap %(step)d ging weer open op %(day)s. Daarom bevestigen jullie ook deze stap opnieuw.") % values
    return (
        _("Stap %(step)d staat weer open sinds %(day)s: “%(reason)s”. Wat jullie later al deden, blijft bewaard.")
        % values
    )


def reclosed_sentence(project: Project, decisions, step: int) -> str:
    """Of a gate further on that was open before: since when it is closed again, what was opened, and why."""
    found = reopened(project, decisions, step)
    if found is None:
        return ""
    values = {"step": found.step, "day": datum(timezone.localdate(found.at)), "reason": short(found.reason)}
    return (
        _("Opnieuw dicht sinds %(day)s: stap %(step)d ging weer open, “%(reason)s”. Wat jullie deden, blijft bewaard.")
        % values
    )


def points_sentence(project: Project, view, *, may_ask: bool) -> str:
    left, name = len(still_open(view.results)), next_name(project.step)
    if not left and may_ask:
        return _("Alles is in orde. Vraag nu de beslissing.")
    if not left:
        return _("Alles is in orde. De projectleider kan de beslissing vragen.")
    if left == 1:
        return _("Nog 1 punt. Jullie zijn er bijna.")
    if all(r.state == State.TOO_LITTLE for r in view.results if r.kind != Kind.HARD):
        return _("De poort naar %(name)s is nog dicht.") % {"name": name}
    return ngettext(
        "Nog %(n)d punt en de poort naar %(name)s kan open.",
        "Nog %(n)d punten en de poort naar %(name)s kan open.",
        left,
    ) % {"n": left, "name": name}


def request_sentence(request, decider, reader=None) -> str:
    """With whom the question lies and by when; no «hij» or «zij», and nothing about a mail that may still have to leave."""
    values = {"name": decider.first_name if decider else "", "day": datum(request.decide_by)}
    if not decider:
        return _("De beslissing volgt tegen %(day)s.") % values
    if reader is not None and reader.pk == decider.pk:
        return _("De vraag ligt bij jou. We vragen je beslissing tegen %(day)s.") % values
    return _("De vraag ligt bij %(name)s. De beslissing volgt tegen %(day)s.") % values


def held_needs(view, *, held: bool) -> tuple[str, str] | None:
    """For the last line of the list while the decider waits: who, and what is still needed."""
    if not held or view.open_request is not None or view.last_decision is None:
        return None
    decision = view.last_decision
    title = _("%(name)s wil nog even wachten") % {"name": decision.decided_by}
    return title, _("Dit is nog nodig: %(reason)s") % {"reason": decision.reason}


def decision_title(decider, asked) -> str:
    if decider is None:
        return _("Er is nog geen beslisser.")
    return _("%(name)s beslist") % {"name": decider} if asked else _("Daarna beslist %(name)s") % {"name": decider}


def decision_line(decision: GateDecision) -> str:
    """«Hilde besliste op 12 maart: we gaan door.»"""
    values = {
        "name": decision.decided_by.first_name,
        "day": day_month(timezone.localdate(decision.at)),
        "outcome": str(OUTCOME_WORDS[GateDecision.Outcome(decision.outcome)]) % {"step": decision.back_to or ""},
    }
    return _("%(name)s besliste op %(day)s: %(outcome)s.") % values


OUTCOME_WORDS = {
    Outcome.GO: gettext_lazy("we gaan door"),
    Outcome.GO_WITH_CONDITIONS: gettext_lazy("we gaan door, met een afspraak"),
    Outcome.HOLD: gettext_lazy("nog even wachten"),
    Outcome.BACK: gettext_lazy("terug naar stap %(step)s"),
    Outcome.STOP: gettext_lazy("we stoppen met dit traject"),
}

CONFIRM_WORDS = {
    Outcome.GO: gettext_lazy("Bevestig: we gaan door"),
    Outcome.GO_WITH_CONDITIONS: gettext_lazy("Bevestig: we gaan door, met een afspraak"),
    Outcome.HOLD: gettext_lazy("Bevestig: nog even wachten"),
    Outcome.BACK: gettext_lazy("Bevestig: terug naar een vroegere stap"),
    Outcome.STOP: gettext_lazy("Bevestig: we stoppen"),
}


def choices_for(step: int) -> list[tuple[str, str, str]]:
    """The choice cards of the decider: value, words, what happens then."""
    cards = [
        (Outcome.GO, _("De poort gaat open. De ploeg start met stap %(next)d, %(name)s.")),
        (Outcome.GO_WITH_CONDITIONS, _("Je schrijft op wat nog moet gebeuren, en tegen wanneer.")),
        (Outcome.HOLD, _("Je schrijft op wat jij nog nodig hebt. De ploeg gaat ermee aan de slag.")),
    ]
    if step > 1:
        cards.append((Outcome.BACK, _("Je kiest welke stap weer opengaat. Alles blijft bewaard.")))
    cards.append((Outcome.STOP, _("Het traject stopt. Alles blijft te lezen.")))
    values = {"next": step + 1, "name": next_name(step)}
    return [(str(value), str(value.label), text % values) for value, text in cards]


def consequences(step: Step) -> list[tuple[str, str, str]]:
    """What happens then: (title, text, icon) when one goes on and when one waits, from what the two steps say of themselves."""
    after = step_for(step.number + 1)
    waits = ", ".join(lowered(str(what)) for what in after.guards.values())
    on = [
        _("Stap %(n)d, %(name)s, begint. %(purpose)s")
        % {"n": after.number, "name": after.name, "purpose": after.purpose}
    ]
    hold = [
        _("De ploeg blijft in stap %(n)d, %(name)s, en werkt aan wat jij nog nodig hebt.")
        % {"n": step.number, "name": step.name}
    ]
    if waits:
        on.append(_("Dan kan ook dit: %(what)s.") % {"what": waits})
        hold.append(_("Dit wacht tot dan: %(what)s.") % {"what": waits})
    return [(_("Als we doorgaan"), " ".join(on), "pijl"), (_("Als we wachten"), " ".join(hold), "klok")]
