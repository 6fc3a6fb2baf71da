"""The course of De Hazelaar past the gates ([T] §9.9): too early, go, go with a condition, back to step 2, go, go, go with a waiver,
go."""

from decimal import Decimal

from bevraging.actions import talks
from bevraging.models import Conversation
from opvolging.demo import content_gates as content
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from organisatie.models import User
from trajecten import gate
from trajecten.actions import change_threshold, set_role
from trajecten.gate import ConditionInput, WaiverInput
from trajecten.models import Condition, GateDecision, GateRequest, ProjectRole

Outcome = GateDecision.Outcome


def pass_gates(stage: Stage) -> None:
    stage.on(Moment(-54, 2, 15), _ask_early)
    stage.on(Moment(-54, 3, 10), _hold)
    stage.on(Moment(-53, 1, 9), _hear_the_night)
    stage.on(Moment(-51, 2, 10), _ask)
    stage.on(Moment(-51, 3, 15), _go, content.GO_1)
    stage.on(Moment(-43, 0, 10), _ask)
    stage.on(Moment(-43, 2, 15), _go_with_condition)
    stage.on(Moment(-40, 4, 16), _talk_in_kornoelje)
    stage.on(Moment(-39, 1, 9), _fulfil)
    # Hilde is away: Dirk decides in her place. With F06 open nobody can ask for gate 3, so he opens step 2 again.
    stage.on(Moment(-38, 4, 16), _decider, "dirk")
    stage.on(Moment(-37, 3, 10), _back_to_step_2)
    stage.on(Moment(-36, 0, 8), _decider, "hilde")
    stage.on(Moment(-34, 0, 10), _ask)
    stage.on(Moment(-34, 1, 11), _go, content.GO_2_AGAIN)
    stage.on(Moment(-30, 0, 10), _ask)
    stage.on(Moment(-30, 2, 15), _go, content.GO_3)
    stage.on(Moment(-26, 0, 10), _ask_one_ambassador_short)
    stage.on(Moment(-26, 2, 15), _go, content.GO_4)
    # When W-14 is over: the gate looks at whole weeks, and what cooled down is only then to be seen (ADR 0068).
    stage.on(Moment(-13, 0, 10), _ask)
    stage.on(Moment(-13, 1, 15), _go, content.GO_5)


def _ask(stage: Stage, note: str = "", waivers: tuple[WaiverInput, ...] = ()) -> None:
    gate.request_decision(project=stage.project, by=stage.lead, note=note, waivers=waivers)


def _ask_early(stage: Stage) -> None:
    """While the survey still runs: without the figures that are not there yet."""
    until = stage.day(-51)
    waivers = [
        WaiverInput(code, reason, measure, stage.lead, until) for code, (reason, measure) in content.EARLY.items()
    ]
    _ask(stage, content.EARLY_NOTE, tuple(waivers))


def _ask_one_ambassador_short(stage: Stage) -> None:
    """Who leads Kornoelje watches over what is done in place of the third."""
    owner = stage.user(content.SHORT_OWNER)
    until = stage.day(content.SHORT_UNTIL)
    waiver = WaiverInput(content.SHORT, content.SHORT_WHY, content.SHORT_MEASURE, owner, until)
    _ask(stage, waivers=(waiver,))


def _decide(stage: Stage, outcome: str, reason: str, conditions: tuple[ConditionInput, ...] = ()) -> None:
    request = GateRequest.objects.get(project=stage.project, status=GateRequest.Status.OPEN)
    gate.decide(request=request, by=stage.hilde, outcome=outcome, reason=reason, conditions=conditions)
    stage.project.refresh_from_db()


def _hold(stage: Stage) -> None:
    _decide(stage, Outcome.HOLD, content.HOLD)


def _go(stage: Stage, reason: str) -> None:
    _decide(stage, Outcome.GO, reason)


def _go_with_condition(stage: Stage) -> None:
    promised = ConditionInput(content.CONDITION, stage.dirk, stage.day(content.CONDITION_WEEK))
    _decide(stage, Outcome.GO_WITH_CONDITIONS, content.GO_2, (promised,))


def _hear_the_night(stage: Stage) -> None:
    change_threshold(
        project=stage.project,
        code="s1.conversations",
        value=Decimal(content.CONVERSATIONS),
        reason=content.NIGHT_HEARD,
        by=stage.lead,
    )


def _talk_in_kornoelje(stage: Stage) -> None:
    """What was promised at gate 2: the head of the house listens, twice."""
    for title, function, weekday, said in content.TALKS:
        talk = talks.add_conversation(
            project=stage.project,
            by=stage.lead,
            title=title,
            kind=Conversation.Kind.INTERVIEW,
            people=5,
            held_on=stage.day(-40, weekday),
            leader="Tom Wouters",
            locations=[stage.place("Huis Kornoelje")],
            functions=[stage.function(function)],
        )
        talks.write_notes(conversation=talk, lines=talks.lines_of(said, lens="needs"))
        talks.finish_report(conversation=talk, by=stage.lead)


def _fulfil(stage: Stage) -> None:
    promised = Condition.objects.get(decision__request__project=stage.project)
    gate.fulfil_condition(condition=promised, by=stage.dirk, evidence=content.EVIDENCE)


def _decider(stage: Stage, who: str) -> None:
    person: User = stage.dirk if who == "dirk" else stage.hilde
    set_role(project=stage.project, by=stage.lead, role=ProjectRole.Role.DECIDER, user=person)


def _back_to_step_2(stage: Stage) -> None:
    gate.reopen(project=stage.project, to_step=2, by=stage.dirk, reason=content.DEPUTY_WHY_BACK)
    stage.project.refresh_from_db()
