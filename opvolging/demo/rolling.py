"""Which house starts when: three waves, and the moments with help nearby, planned before gate 4 is asked."""

from datetime import timedelta

from opvolging.demo.content_ambassadors import CONTACTS
from opvolging.demo.content_waves import START_DAY, WAVES, Meeting, meetings_of
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from uitrol.actions.moments import plan_moment
from uitrol.actions.waves import make_wave


def roll_out(stage: Stage) -> None:
    stage.on(Moment(-28, 2, 10), _plan_waves)
    stage.on(Moment(-28, 3, 10), _plan_meetings)


def _plan_waves(stage: Stage) -> None:
    for start in WAVES:
        make_wave(
            project=stage.project,
            by=stage.lead,
            starts_on=stage.day(start.week, START_DAY),
            locations=[stage.place(house) for house in start.houses],
            owner=stage.employee(start.owner),
        )


def _plan_meetings(stage: Stage) -> None:
    for start in WAVES:
        for house in start.houses:
            for meeting in meetings_of(house):
                _plan_meeting(stage, start.week, house, meeting)


def _plan_meeting(stage: Stage, week: int, house: str, meeting: Meeting) -> None:
    begins = stage.at(Moment(week, START_DAY + meeting.days, meeting.hour, meeting.minute))
    plan_moment(
        project=stage.project,
        by=stage.lead,
        kind=meeting.kind,
        location=stage.place(house),
        starts_at=begins,
        ends_at=begins + timedelta(minutes=meeting.minutes),
        shift=meeting.shift,
        place=meeting.place,
        note=meeting.note,
        host=stage.employee(CONTACTS[house]),
    )
