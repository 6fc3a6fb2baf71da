"""What the overview of one project shows: state, track, gate, soon, just happened, and the one next useful thing."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from trajecten import access, agenda, gate, history, support
from trajecten.gate_words import gate_sentence, next_name, rows, still_open
from trajecten.models import Project
from trajecten.steps import LAST_STEP, step_for
from trajecten.track import decisions_of, track_for

JUST_HAPPENED = 4


@dataclass(frozen=True)
class NextAction:
    label: str
    url: str
    icon: str = ""


def context_for(project: Project, user, *, edits: bool) -> dict:
    """The context of the page. Computes the current gate once; everything else is read from stored rows."""
    view = gate.status_of(project)
    decider = project.decider
    points = support.points_for([project.pk]).get(project.pk, [])
    left = len(still_open(view.results))
    action = next_action(project, view, user, edits=edits)
    return {
        "view": view,
        "state": gate_sentence(project, view, decider),
        "track": track_for(
            project,
            decisions=decisions_of(project),
            open_request=view.open_request,
            open_points=left if step_for(project.step).ready else None,
            points=points,
        ),
        "support_text": support_sentence(points),
        "rows": rows(view.results, with_remedies=edits),
        "gate_title": _("Poort naar stap %(n)d, %(name)s") % {"n": project.step + 1, "name": next_name(project.step)},
        "gate_url": reverse("trajecten:poort", args=[project.slug, project.step]),
        "has_gate": project.step < LAST_STEP and step_for(project.step).ready,
        "decider": decider,
        "step": step_for(project.step),
        "action": action,
        "invitation": step_for(project.step).invitation(project, view.results) if edits else None,
        "soon": agenda.upcoming([project.pk], agenda.of_gate(project, view, decider)),
        "events": history.latest(project, JUST_HAPPENED),
    }


def next_action(project: Project, view, user, *, edits: bool) -> NextAction | None:
    """The one filled button: decide, ask, fix the first open point, or go to the step."""
    if project.status == Project.Status.STOPPED:
        return None
    request = view.open_request
    if request is not None:
        if access.may_decide(user, request):
            return NextAction(
                _("Bekijk en beslis"), reverse("trajecten:beslissen", args=[project.slug, request.step]), "hand"
            )
        return None
    if not edits:
        return None
    step = step_for(project.step)
    own = step.next_action(project)
    if own:
        return NextAction(str(own[0]), own[1])
    for result in still_open(view.results):
        if result.remedy_url:
            return NextAction(str(result.remedy_label), result.remedy_url)
    if step.ready and project.step < LAST_STEP and not still_open(view.results):
        return NextAction(
            _("Vraag de beslissing"), reverse("trajecten:poort", args=[project.slug, project.step]), "hand"
        )
    return NextAction(_("Bekijk stap %(n)d, %(name)s") % {"n": step.number, "name": step.name}, step.url(project))


def support_sentence(points) -> str:
    """«Draagvlak nu 64% (118 antwoorden), 12 punten meer dan in stap 2»."""
    shown = [point for point in points if point.n >= 5]
    if not shown:
        return _("Het draagvlak meten jullie met de eerste bevraging.")
    text = _("Draagvlak nu %(value)d%% (%(n)d antwoorden)") % {"value": shown[-1].value, "n": shown[-1].n}
    trend = support.trend(shown)
    return f"{text}, {trend}" if trend else text
