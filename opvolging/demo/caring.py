"""Where an agreement asks for attention somebody begins an approach; where the agreement itself is wrong, its words change."""

from fundament.actions import deciding, enforcing
from fundament.actions.agreements import link_decisions, new_version
from opvolging.actions.remedies import finish_remedy, start_remedy
from opvolging.demo.content_agreements import AGREEMENTS
from opvolging.demo.content_remedies import (
    APPROACHES,
    B03_AGAIN,
    B03_NOTE,
    RENEWED,
    STUCK,
    STUCK_SOLVED,
    Approach,
    Renewed,
)
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from opvolging.models import AgreementCheck, Remedy
from uitrol.actions import barriers
from uitrol.models import Barrier

THURSDAY, FRIDAY = 3, 4


def take_care(stage: Stage) -> None:
    for number, one in enumerate(APPROACHES):
        stage.on(Moment(one.week, THURSDAY, 11, number), _begin, one)
        if one.result:
            stage.on(Moment(one.effect, THURSDAY, 11, 30 + number), _helped, one)
    for words in RENEWED:
        stage.on(Moment(*words.written, 11), _write, words)
        stage.on(Moment(*words.tested, 11), _try, words)
        stage.on(Moment(*words.tested, 11, 30), _let_begin, words)
    stage.on(Moment(-8, 1, 10), _look_at_b03)
    stage.on(Moment(-3, FRIDAY, 16), _solve_what_was_stuck)


def _begin(stage: Stage, one: Approach) -> None:
    start_remedy(
        agreement=stage.agreements[one.code].agreement,
        by=stage.lead,
        cause=one.cause,
        rung=one.rung,
        what=one.what,
        location=stage.place(one.house) if one.house else None,
        owner=stage.employee(one.owner),
        due_on=stage.day(one.due, FRIDAY),
        effect_on=stage.day(one.effect, THURSDAY),
        skipped_why=one.skipped_why,
        check_seen=_check(stage, one),
    )


def _check(stage: Stage, one: Approach) -> AgreementCheck | None:
    """The one that asked for attention."""
    if one.seen is None:
        return None
    house, week = one.seen
    mine = AgreementCheck.objects.filter(rhythm__agreement=stage.agreements[one.code].agreement)
    return mine.get(rhythm__location__name=house, noted_on__range=(stage.day(week), stage.day(week, 6)))


def _helped(stage: Stage, one: Approach) -> None:
    """The check of that week says so."""
    remedy = Remedy.objects.get(agreement=stage.agreements[one.code].agreement, what=one.what)
    finish_remedy(remedy=remedy, by=stage.lead, outcome=Remedy.Outcome.HELPED, result=one.result)


def _write(stage: Stage, one: Renewed) -> None:
    """Other words, after another decision."""
    agreement, said = stage.agreements[one.code].agreement, AGREEMENTS[one.code]
    stage.agreements[one.code] = new_version(
        agreement=agreement,
        by=stage.lead,
        functions=[stage.function(name) for name in said.for_whom],
        sentence=one.sentence,
        why=said.why,
        when=one.when,
        example=one.example,
        exception=said.exception,
        changed=one.changed,
        changed_why=one.why,
    )
    link_decisions(agreement=agreement, by=stage.lead, decisions=[stage.decisions[one.after]])


def _try(stage: Stage, one: Renewed) -> None:
    enforcing.mark_tested(version=stage.agreements[one.code], by=stage.lead, how=one.tried)


def _let_begin(stage: Stage, one: Renewed) -> None:
    """In every house at once."""
    enforcing.put_in_force(version=stage.agreements[one.code], by=stage.lead, since=stage.day(*one.begins))


def _look_at_b03(stage: Stage) -> None:
    deciding.review(decision=stage.decisions["B03"], by=stage.dirk, next_review_on=stage.day(B03_AGAIN), note=B03_NOTE)


def _solve_what_was_stuck(stage: Stage) -> None:
    stuck = Barrier.objects.select_related("project").get(project=stage.project, text=STUCK)
    barriers.solve(barrier=stuck, solution=STUCK_SOLVED, by=stage.lead)
