"""What the overview of one project shows: state, track, gate, soon, just happened, and the one next useful thing."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from trajecten import access, agenda, gate, history, support
from trajecten.agenda import AgendaItem
from trajecten.gate_words import decision_title, gate_sentence, held_needs, next_name, rows, still_open
from trajecten.models import GateDecision, Project
from trajecten.reopened import reopened
from trajecten.steps import LAST_STEP, Invitation, all_steps, step_for
from trajecten.support import SupportPoint
from trajecten.templatetags.getallen import datum
from trajecten.track import GateStatus, still_held, track_for
from trajecten.waivers import waived_now

JUST_HAPPENED = 4


@dataclass(frozen=True)
class NextAction:
    label: str
    url: str
    icon: str = ""


@dataclass(frozen=True)
class Facts:
    """What is the same for everybody who looks."""

    view: gate.GateView
    decisions: list[GateDecision]
    decider: object
    points: list[SupportPoint]
    proposed: tuple[str, str] | None
    invitation: Invitation | None
    soon: list[AgendaItem]
    held: bool
    """The decider asked to wait, and nothing happened since."""


def facts_of(project: Project) -> Facts:
    """Computes the current gate, once."""
    view, decider, step = gate.status_of(project), project.decider, step_for(project.step)
    return Facts(
        view=view,
        decisions=view.decisions,
        decider=decider,
        points=support.points_for([project]).get(project.pk, []),
        proposed=step.next_action(project),
        invitation=step.invitation(project, view.results),
        soon=agenda.upcoming([project], agenda.of_gate(project, view, decider)),
        held=still_held(project, view.last_decision),
    )


def context_for(project: Project, user, *, edits: bool, sees_gate: bool) -> dict:
    """The context of the page. An ambassador of elsewhere sees where the project stands, not its figures."""
    events = history.latest(project, JUST_HAPPENED)
    facts = facts_of(project)
    step = step_for(project.step)
    context = {"step": step, "step_title": _("Stap %(n)d, %(name)s") % {"n": step.number, "name": step.name}}
    if not sees_gate:
        track = track_for(project, decisions=facts.decisions, held=facts.held)
        return context | {"state": state_sentence(project, str(step.purpose)), "track": track, "soon": []}
    action = next_action(project, facts, user, edits=edits)
    return context | gate_part(project, facts, user, edits=edits) | {
        "action": action,
        "invitation": facts.invitation if edits else None,
        "soon": facts.soon,
        "events": events,
        "findings": findings_of(project),
    }  # fmt: skip


def findings_of(project: Project) -> list[tuple[str, str]]:
    """(label, url) of what the steps up to now found out, to read."""
    found = [step.findings(project) for step in all_steps() if step.number <= project.step]
    return [one for one in found if one is not None]


def gate_part(project: Project, facts: Facts, user, *, edits: bool) -> dict:
    """State sentence, track and gate list."""
    view, left = facts.view, len(still_open(facts.view.results))
    ready, waits = step_for(project.step).ready, held_needs(view, held=facts.held)
    return {
        "state": state_sentence(project, gate_sentence(project, view, facts.decider, held=facts.held, reader=user)),
        "track": track_for(
            project,
            decisions=facts.decisions,
            open_request=view.open_request,
            open_points=left if ready else None,
            points=facts.points,
            held=facts.held,
        ),
        "support_text": support_sentence(facts.points),
        "support_pages": support.pages_for(project) if access.may_see_results(user, project) else {},
        "rows": rows(view.results, with_remedies=edits, waived=waived_now(project, view.open_request)),
        "gate_title": _("Poort naar stap %(n)d, %(name)s") % {"n": project.step + 1, "name": next_name(project.step)},
        "gate_url": reverse("trajecten:poort", args=[project.slug, project.step]),
        "gate_status": str(gate_status(facts, left)),
        "decision_title": waits[0] if waits else decision_title(facts.decider, view.open_request),
        "decision_detail": waits[1] if waits else decision_detail(view, left),
        "has_gate": project.step < LAST_STEP and ready,
    }


def state_sentence(project: Project, gate_says: str):
    """«Jullie zitten in stap 3 van 6. Nog 2 punten en de poort naar Communicatie kan open.»"""
    if project.status == Project.Status.STOPPED:
        return gate_says
    where = format_html("<b>{}</b>", _("stap %(n)d van 6") % {"n": project.step})
    return format_html(_("Jullie zitten in {where}. {gate}"), where=where, gate=gate_says)


def gate_status(facts: Facts, left: int) -> GateStatus:
    """How the arch in the head of the list stands."""
    asked = facts.view.open_request is not None
    if facts.held and not asked:
        return GateStatus.WAITING
    if asked or not left:
        return GateStatus.READY
    return GateStatus.ALMOST


def decision_detail(view, left: int) -> str:
    if view.open_request is not None:
        return _("Gevraagd tegen %(day)s.") % {"day": datum(view.open_request.decide_by)}
    return _("De vraag vertrekt per mail zodra alles in orde is.") if left else ""


def next_action(project: Project, facts: Facts, user, *, edits: bool) -> NextAction | None:
    """The one filled button: decide, ask, fix the first open point, or go to the step."""
    if project.status == Project.Status.STOPPED:
        return None
    asked = facts.view.open_request
    if asked is not None:
        asked.project = project
        if access.may_decide(user, asked):
            return NextAction(
                _("Bekijk en beslis"), reverse("trajecten:beslissen", args=[project.slug, asked.step]), "hand"
            )
        return None
    return useful_action(project, facts) if edits else None


def useful_action(project: Project, facts: Facts) -> NextAction:
    step = step_for(project.step)
    if facts.proposed:
        return NextAction(str(facts.proposed[0]), facts.proposed[1])
    left = still_open(facts.view.results)
    for result in left:
        if result.remedy_url:
            return NextAction(str(result.remedy_label), result.remedy_url)
    # Opened again for a reason that no figure knows: first the step itself, asking comes after.
    again = reopened(project, facts.decisions)
    if step.ready and project.step < LAST_STEP and not left and not again:
        url = reverse("trajecten:poort", args=[project.slug, project.step])
        return NextAction(_("Vraag de beslissing"), f"{url}#vraag", "hand")
    return NextAction(_("Bekijk stap %(n)d, %(name)s") % {"n": step.number, "name": step.name}, step.url(project))


def support_sentence(points: list[SupportPoint]) -> str:
    """«Draagvlak nu 64 op 100 (118 antwoorden), 12 punten meer dan in stap 2»."""
    shown = [point for point in points if point.n >= 5]
    if not shown:
        return _("Het draagvlak meten jullie met de eerste bevraging.")
    text = _("Draagvlak nu %(value)s op 100 (%(who)s)") % {"value": shown[-1].words, "who": shown[-1].who}
    trend = support.trend(shown)
    return f"{text}, {trend}" if trend else text
