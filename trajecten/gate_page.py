"""What the page of one gate and the page of the decider show. Computes that gate once; reads the rest."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisatie.models import User
from trajecten import access, gate, support
from trajecten.forms_gate import REASON_ASKED
from trajecten.gate_past import past_of
from trajecten.gate_words import (
    CONFIRM_WORDS,
    GOES_ON,
    choices_for,
    consequences,
    decision_line,
    decision_title,
    gate_sentence,
    held_needs,
    next_name,
    reclosed_sentence,
    rows,
    still_open,
)
from trajecten.models import GateDecision, GateRequest, Project
from trajecten.overview import findings_of
from trajecten.steps import State, Step
from trajecten.templatetags.getallen import datum
from trajecten.track import GateStatus, Track, still_held, track_for
from trajecten.waivers import waived_now, waived_of


def on_step_page(project: Project, step: int, *, sees: bool) -> tuple[list[gate.CriterionResult], Track]:
    """For the page of a step: what its gate says, and the spoor with that gate as it stands; nothing of either for who
    may not see figures. `step` is the number of the page, wherever the project stands now."""
    if not sees or project.step != step:
        return gate.evaluate(project, step) if sees else [], track_for(project)
    now = gate.status_of(project)
    left = len(still_open(now.results))
    return now.results, track_for(project, decisions=now.decisions, open_request=now.open_request, open_points=left)


def gate_context(project: Project, step: Step, user, *, edits: bool) -> dict:
    """The gate page of any step: past (decided, and how it stands today), present (checklist), future (look ahead)."""
    view = gate.status_of(project, step.number)
    decider = project.decider
    taken = [decision for decision in view.decisions if decision.request.step == step.number]
    current = step.number == project.step and project.status == Project.Status.RUNNING
    asked = view.open_request if current else None
    # A go that was taken back by opening the step again used its waivers up.
    passed = step.number < project.step and taken and taken[0].outcome in GOES_ON
    waived = waived_now(project, asked) if asked else waived_of(taken[0].request if passed else None)
    left = still_open(view.results)
    held = current and still_held(project, taken[0] if taken else None)
    title, detail = decision_row(project, step, view, held=held)
    may_request = current and step.ready and asked is None and access.may_request_decision(user, project)
    return {
        "step": step,
        "title": _("Poort naar %(name)s") % {"name": next_name(step.number)},
        "list_title": _("Wat de poort vraagt"),
        "state": page_sentence(project, step, view, decider, taken, held=held, reader=user),
        "results": view.results,
        "rows": rows(view.results, with_remedies=edits, waived=waived) if step.ready else [],
        "status": str(page_status(project, step, asked, left, held=held)),
        "decision_title": title,
        "decision_detail": detail,
        "decider": decider,
        "past": past_of(step.number, view.decisions),
        "conditions": [condition for decision in taken[:1] for condition in decision.conditions.all()],
        "drift": drift_lines(view),
        "stays_open": bool(passed),
        "may_request": may_request and not any(r.kind == "hard" for r in left),
        "asked": asked,
        "proposal": proposal(asked) if asked else "",
        "may_decide": asked is not None and access.may_decide(user, asked),
        "may_revise": bool(taken) and may_revise(user, taken[0], view.decisions[0]),
        "decide_url": reverse("trajecten:beslissen", args=[project.slug, step.number]),
        "remedy": next((r for r in left if r.remedy_url), None) if edits and current and asked is None else None,
        "ask_label": _("Vraag de beslissing aan %(name)s") % {"name": decider.first_name}
        if decider
        else _("Vraag de beslissing"),
    }


def decision_row(project: Project, step: Step, view, *, held: bool) -> tuple[str, str]:
    """The last line of the list: who decides, by when, or what they still need."""
    if step.number < project.step:
        return "", ""
    asked = view.open_request
    detail = _("Gevraagd tegen %(day)s.") % {"day": datum(asked.decide_by)} if asked else ""
    return held_needs(view, held=held) or (decision_title(project.decider, asked), detail)


def people_in(project: Project):
    """Who has a role in this project now, and an account: they can promise something."""
    current = User.objects.filter(project_roles__project=project, project_roles__until__isnull=True, is_active=True)
    return current.distinct().order_by("name")


def page_sentence(project: Project, step: Step, view, decider, taken, *, held: bool, reader=None) -> str:
    if step.number > project.step:
        if again := reclosed_sentence(project, view.decisions, step.number):
            return again
        return _("Deze poort komt na %(name)s. Je kan hier al rondkijken.") % {"name": step.name}
    if step.number < project.step and taken:
        return decision_line(taken[0])
    if step.number < project.step:
        return _("Deze poort is open.")
    return gate_sentence(project, view, decider, held=held, reader=reader)


def page_status(project: Project, step: Step, asked, left, *, held: bool) -> GateStatus:
    if step.number < project.step:
        return GateStatus.OPEN
    if step.number > project.step or not step.ready:
        return GateStatus.CLOSED
    if asked is None and held:
        return GateStatus.WAITING
    return GateStatus.ALMOST if left and asked is None else GateStatus.READY


def drift_lines(view) -> list[str]:
    """«Deelname: beslist op 61%, vandaag 54%.» for what changed since the decision."""
    return [str(line) for line in view.drift]


def request_to_decide(project: Project, step: int) -> tuple[GateRequest | None, GateDecision | None]:
    """The open request of this gate; or the one decided less than 24 hours ago, with the decision to revise."""
    asked = (
        GateRequest.objects.filter(
            project=project, step=step, status__in=[GateRequest.Status.OPEN, GateRequest.Status.DECIDED]
        )
        .select_related("requested_by", "snapshot", "project")
        .first()
    )
    if asked is None or asked.status == GateRequest.Status.OPEN:
        return asked, None
    # The 24 hours count from the first decision: a revision does not start them again.
    decisions = list(asked.decisions.select_related("decided_by", "request").order_by("pk"))
    in_time = bool(decisions) and decisions[0].at >= timezone.now() - gate.REVISE_WITHIN
    return (asked, decisions[-1]) if in_time else (None, None)


def may_revise(user, decision: GateDecision, newest: GateDecision) -> bool:
    """The button stands there as long as the gate says yes: in time, and nothing was decided or opened again since."""
    since = decision != newest or decision.reopened_at is not None  # type: ignore[attr-defined]
    in_time = decision.first_at >= timezone.now() - gate.REVISE_WITHIN  # type: ignore[attr-defined]
    return decision.decided_by_id == user.pk and in_time and not since


def decision_context(project: Project, step: Step, asked: GateRequest, replaces: GateDecision | None) -> dict:
    """Everything on one page: the numbers of the snapshot, the proposal, what the team does without, the choice."""
    frozen = gate.results_of(asked.snapshot)
    waived = waived_of(asked)
    titles = {result.code: result.title for result in frozen}
    left = still_open(frozen, waived)
    return {
        "asked": asked,
        "step": step,
        "gate_name": _("Poort na stap %(n)d") % {"n": step.number},
        "question": _("Gaan we door naar %(name)s?") % {"name": next_name(step.number)},
        "state": ask_sentence(asked, left, len(waived), replaces),
        "numbers": numbers(project, frozen, waived),
        "proposal": proposal(asked),
        "rows": rows(frozen, with_remedies=False, waived=waived),
        "list_title": _("De punten van deze poort"),
        "waivers": [{"title": titles.get(code, code), "lines": one.lines} for code, one in waived.items()],
        "choices": choices_for(step.number),
        "findings": findings_of(project),
        "confirm_words": [(str(value), words) for value, words in CONFIRM_WORDS.items()],
        "reason_words": [(str(GateDecision.Outcome.GO), _("Woordje voor de ploeg (mag leeg blijven)")), *((str(value), words) for value, words in REASON_ASKED.items())],
        "consequences": consequences(step),
    }  # fmt: skip


def proposal(asked: GateRequest) -> str:
    return _("%(name)s stelt voor: we gaan door") % {"name": asked.requested_by.first_name}


def ask_sentence(asked: GateRequest, left: list, waived: int, replaces: GateDecision | None) -> str:
    if replaces is not None:
        return _("%(line)s Je kan dat nog herzien.") % {"line": decision_line(replaces)}
    values = {"name": asked.requested_by.first_name, "day": datum(asked.decide_by)}
    if not left and waived:
        return ngettext(
            "%(n)d punt is nog niet in orde. %(name)s stelt voor om toch door te gaan en vraagt je beslissing tegen %(day)s.",
            "%(n)d punten zijn nog niet in orde. %(name)s stelt voor om toch door te gaan en vraagt je beslissing tegen %(day)s.",
            waived,
        ) % {**values, "n": waived}
    if not left:
        return _("Alles is in orde. %(name)s vraagt je beslissing tegen %(day)s.") % values
    return _("%(name)s vraagt je beslissing tegen %(day)s.") % values


def numbers(project: Project, frozen, waived) -> list[tuple]:
    """At most three numbers, each with its context: points in order, support, and what the team does without."""
    counted = [r for r in frozen if r.kind != "should" and r.state != State.NOT_APPLICABLE]
    met = sum(r.state == State.MET for r in counted)
    values = {"met": met, "total": len(counted)}
    items: list[tuple] = [
        (_("Punten"), _("%(met)d van %(total)d") % values, _("in orde"), "ok" if met == len(counted) else "")
    ]
    points = [p for p in support.points_for([project]).get(project.pk, []) if p.n >= 5]
    if points:
        context = support.trend(points) or points[-1].who
        items.append((_("Draagvlak"), _("%(value)s op 100") % {"value": points[-1].words}, context))
    if waived:
        items.append(
            (
                _("Zonder"),
                str(len(waived)),
                ngettext("punt waar we zonder verdergaan", "punten waar we zonder verdergaan", len(waived)),
            )
        )
    return items
