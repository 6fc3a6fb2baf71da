"""Waves, moments, entries, barriers, tasks and sessions, written straight into the database: no mail, no gate, no history."""

import uuid
from datetime import timedelta

from django.utils import timezone

from bevraging.tests.factories import make_project
from organisatie.models import Employee, Location
from organisatie.tests.factories import make_location
from trajecten.models import Project
from uitrol.models import (
    Attendance,
    Barrier,
    Material,
    Moment,
    SelfRating,
    SupportLog,
    TaskDone,
    TrainingSession,
    Wave,
    WorkTask,
)


def _next(rows) -> int:
    return (rows.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def make_place(project: Project, name: str = "Aalst") -> Location:
    """The location with this name in the organisation of `project`; the same one when asked again."""
    return make_location(project.organisation, name)


def make_wave(*locations: str, project: Project | None = None, **fields) -> Wave:
    """A planned wave of next week with the locations of these names."""
    project = project or make_project()
    values = {"starts_on": timezone.localdate() + timedelta(days=7), **fields}
    wave = Wave.objects.create(project=project, number=_next(project.waves), **values)
    for name in locations:
        wave.places.create(project=project, location=make_place(project, name))
    return wave


def start_wave(wave: Wave, at=None) -> Wave:
    """Running since `at`, or now."""
    wave.status, wave.started_at = Wave.Status.RUNNING, at or timezone.now()
    wave.save()
    return wave


def make_moment(kind: str = "start", *, project: Project | None = None, wave: Wave | None = None, **fields) -> Moment:
    """A planned moment of tomorrow of one hour, in Aalst unless told otherwise."""
    project = project or (wave.project if wave else make_project())
    start = fields.pop("starts_at", None) or timezone.now() + timedelta(days=1)
    values = {"ends_at": start + timedelta(hours=1), "place": "Leefruimte", **fields}
    values.setdefault("location", make_place(project))
    return Moment.objects.create(project=project, wave=wave, kind=kind, starts_at=start, **values)


def hold(moment: Moment, counted: int | None = None) -> Moment:
    """Held, with so many people."""
    moment.status, moment.held_at, moment.counted = Moment.Status.HELD, timezone.now(), counted
    moment.save()
    return moment


def make_material(title: str = "Kaart met de eerste stappen", *, moment: Moment | None = None, **fields) -> Material:
    """A link, for this moment or for the whole project."""
    values = {"link": "https://linde.test/kaart", **fields}
    if not moment:
        values.setdefault("project", make_project())
    return Material.objects.create(title=title, moment=moment, **values)


def make_log(kind: str = "question", *, project: Project | None = None, author=None, **fields) -> SupportLog:
    """One colleague helped just now in Aalst, and solved."""
    project = project or make_project()
    values = {"key": uuid.uuid4(), "happened_at": timezone.now(), **fields}
    values.setdefault("location", make_place(project))
    values.setdefault("received_at", values["happened_at"])
    return SupportLog.objects.create(project=project, kind=kind, author=author, **values)


def make_barrier(text: str = "Badge niet herkend", *, project: Project | None = None, **fields) -> Barrier:
    """An open one, annoying and everywhere unless told otherwise."""
    project = project or make_project()
    return Barrier.objects.create(project=project, number=_next(project.barriers), text=text, **fields)


def solve(barrier: Barrier, solution: str = "Nieuwe badge gegeven.", at=None) -> Barrier:
    barrier.status, barrier.solved_at, barrier.solution = Barrier.Status.SOLVED, at or timezone.now(), solution
    barrier.save()
    return barrier


def make_task(sentence: str = "Een observatie noteren", *functions, project: Project | None = None, **fields):
    """A task for these functions, or for everybody."""
    project = project or make_project()
    task = WorkTask.objects.create(project=project, number=_next(project.work_tasks), sentence=sentence, **fields)
    task.functions.set(functions)
    return task


def make_session(*tasks: WorkTask, project: Project | None = None, **fields) -> TrainingSession:
    """A planned session of tomorrow on the floor in Aalst."""
    project = project or (tasks[0].project if tasks else make_project())
    values = {"starts_at": timezone.now() + timedelta(days=1), **fields}
    values.setdefault("location", make_place(project))
    session = TrainingSession.objects.create(project=project, **values)
    session.tasks.set(tasks)
    return session


def attend(session: TrainingSession, *employees: Employee) -> None:
    """They came, and learned each task of the session; who learned it before keeps that row."""
    for employee in employees:
        Attendance.objects.create(session=session, employee=employee, present=True)
        for task in session.tasks.all():
            learn(task, employee, session=session)


def learn(task: WorkTask, employee: Employee, *, session: TrainingSession | None = None) -> TaskDone:
    first = {"project": task.project, "session": session}
    return TaskDone.objects.get_or_create(task=task, employee=employee, defaults=first)[0]


def rate(task: WorkTask, employee: Employee, now: int = 3, **fields) -> SelfRating:
    """This person says how well the task goes now."""
    values = {"level_now": now, "rated_at": timezone.now(), **fields}
    return SelfRating.objects.create(project=task.project, task=task, employee=employee, **values)
