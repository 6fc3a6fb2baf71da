"""Houses start, wave by wave: what is agreed begins to hold there, colleagues meet with help nearby, and a wave is done."""

from fundament.actions.enforcing import put_in_force
from opvolging.demo import content_agreements
from opvolging.demo.content_ambassadors import CONTACTS
from opvolging.demo.content_waves import CAME, START_DAY, WAVES, WEEKS_OF_A_WAVE, Start, meetings_of
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from uitrol.actions import attending, running
from uitrol.models import Wave

WEEK = 7
FIRST_WEEK = WAVES[0].week


def start_houses(stage: Stage) -> None:
    for start in WAVES:
        stage.on(Moment(start.week, 0, 11), _let_agreements_begin, start)
        stage.on(Moment(start.week, START_DAY - 1, 15), _look_at_devices, start)
        stage.on(Moment(start.week, START_DAY, 6, 30), _begin, start)
        for house in start.houses:
            for number, meeting in enumerate(meetings_of(house)):
                weeks, weekday = divmod(START_DAY + meeting.days, WEEK)
                hour, minute = divmod(meeting.hour * 60 + meeting.minute + meeting.minutes, 60)
                stage.on(Moment(start.week + weeks, weekday, hour, minute), _count_who_came, house, number)
        stage.on(Moment(start.week + WEEKS_OF_A_WAVE, 4, 16), _finish, start)


def _wave(stage: Stage, start: Start) -> Wave:
    return stage.project.waves.get(number=WAVES.index(start) + 1)


def _let_agreements_begin(stage: Stage, start: Start) -> None:
    """From the day on which a house starts, in that house; what is agreed later holds from then on in all that started."""
    started = [house for one in WAVES if one.week <= start.week for house in one.houses]
    for code, version in stage.agreements.items():
        begins = content_agreements.LATER.get(code, FIRST_WEEK)
        if begins > start.week:
            continue
        put_in_force(
            version=version,
            by=stage.lead,
            since=stage.day(start.week, START_DAY),
            locations=[stage.place(house) for house in (started if begins == start.week else start.houses)],
        )


def _look_at_devices(stage: Stage, start: Start) -> None:
    """The day before: does everything work, and can everybody sign in?"""
    for check in _wave(stage, start).checks.select_related("wave__project"):
        running.check(check=check, by=stage.lead, done=True)


def _begin(stage: Stage, start: Start) -> None:
    running.start_wave(wave=_wave(stage, start), by=stage.lead)


def _count_who_came(stage: Stage, house: str, number: int) -> None:
    """Who hosts a moment counts; nobody writes down who was there."""
    moment = stage.project.moments.filter(location__name=house).order_by("starts_at")[number]
    attending.note_number(moment=moment, by=stage.user(CONTACTS[house]), counted=CAME[house][number])


def _finish(stage: Stage, start: Start) -> None:
    running.finish_wave(wave=_wave(stage, start), by=stage.lead)
