"""A rhythm begins: who looks where, what was seen, and every week how follow-up is doing."""

from typing import Any

from fundament.models import Agreement
from opvolging.actions.checks import note_check
from opvolging.actions.health import read_health
from opvolging.actions.preparing import prepare
from opvolging.actions.rhythm import change_rhythm, start_rhythm
from opvolging.demo.content_checks import AGAIN, CHECKS, FIRST, QUARTER, SEEN_ON, WAYS, Check
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from opvolging.models import CheckRhythm, PlannedCheck

READ_FROM = -11
"""The first week of which the health is read: before it nothing was seen."""
LATER = (1, 7)
"""Houses where nobody looks in the first quarter are spread over these weeks, agreement by agreement."""


def follow_up(stage: Stage) -> None:
    # Before gate 5 is asked: each agreement needs a first check in every house where it holds.
    stage.on(Moment(-14, 3, 10), _start_rhythms)
    stage.on(Moment(-14, 3, 11), _start_the_others)
    stage.on(Moment(-13, 2, 9), _begin_with_a_few_houses)
    for number, one in enumerate(CHECKS):
        stage.on(Moment(one.week, SEEN_ON, 14, number), _look, one)
        if one in AGAIN:
            before = FIRST[one.code, one.house]
            stage.on(Moment(before.week, SEEN_ON, 15, number), _look_sooner, one)
    for week in range(READ_FROM, stage.script.weeks.now):
        stage.on(Moment(week, 0, 23), _read_health)
    stage.afterwards(_read_health)


def _agreement(stage: Stage, code: str) -> Agreement:
    return stage.agreements[code].agreement


def rhythm(stage: Stage, code: str, house: str) -> CheckRhythm:
    return CheckRhythm.objects.running().get(agreement=_agreement(stage, code), location__name=house)


def _start_rhythms(stage: Stage) -> None:
    """Where somebody looks in the first quarter, by whoever owns the agreement."""
    for (code, house), one in FIRST.items():
        agreement, way = _agreement(stage, code), WAYS[code]
        start_rhythm(
            agreement=agreement,
            by=stage.lead,
            method=way.method,
            unit=way.unit,
            location=stage.place(house),
            interval_weeks=QUARTER,
            first_on=stage.day(*one.day),
            owner=agreement.owner,
        )


def _start_the_others(stage: Stage) -> None:
    prepare(project=stage.project, by=stage.lead)


def _begin_with_a_few_houses(stage: Stage) -> None:
    """Sixty checks in two months is more than anybody looks at well: the other houses come in the next quarter."""
    begin, weeks = LATER
    running = CheckRhythm.objects.running().filter(agreement__project=stage.project)
    for number, one in enumerate(running.select_related("agreement", "location").order_by("pk")):
        code, house = one.agreement.code, one.location.name if one.location else ""
        if (code, house) not in FIRST:
            _change(stage, one, code, stage.day(begin + number % weeks, SEEN_ON))


def _change(stage: Stage, one: CheckRhythm, code: str, next_on: Any) -> None:
    way = WAYS[code]
    change_rhythm(rhythm=one, by=stage.lead, method=way.method, unit=way.unit, interval_weeks=QUARTER, next_on=next_on)


def _look(stage: Stage, one: Check) -> None:
    """By the link of the check that is open."""
    found = rhythm(stage, one.code, one.house)
    planned = found.planned.filter(status=PlannedCheck.Status.PLANNED).order_by("due_on").first()
    note_check(
        rhythm=found,
        seen=one.seen,
        followed=one.followed,
        good_example_seen=one.good,
        remark=one.remark,
        planned=planned,
    )


def _look_sooner(stage: Stage, one: Check) -> None:
    """The first one asked for attention: the next one comes when the approach had time to work."""
    _change(stage, rhythm(stage, one.code, one.house), one.code, stage.day(*one.day))


def _read_health(stage: Stage) -> None:
    """As the worker does at night."""
    read_health(project=stage.project)
