"""Sessions and presence: what the actions do, twice, and that a person and task stay one row."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bevraging.tests.factories import make_project
from organisatie.tests.factories import make_employee, make_function
from trajecten.models import Event
from uitrol.actions import training
from uitrol.actions.presence import note_presence
from uitrol.models import Attendance, TaskDone, TrainingSession
from uitrol.session_people import people_of
from uitrol.tests.factories import make_place, make_session, make_task

Status = TrainingSession.Status


@pytest.fixture
def project(linde):
    return make_project()


@pytest.fixture
def tasks(project):
    return [make_task("Een val melden", project=project), make_task("Een wond opvolgen", project=project)]


def ago(**amount):
    return timezone.now() - timedelta(**amount)


def rows(employee):
    found = TaskDone.objects.filter(employee=employee).order_by("task")
    return [(one.task.code, one.session_id) for one in found.select_related("task")]


# --- Planned, changed, called off, held ----------------------------------------------------------


def test_same_form_twice_is_one_session(project, lies, tasks):
    fields = {"tasks": tasks, "location": make_place(project), "starts_at": timezone.now(), "form_key": uuid4()}
    made = [training.plan_session(project=project, by=lies, **fields) for _turn in range(2)]
    assert (made[0], TrainingSession.objects.count(), list(made[0].tasks.all())) == (made[1], 1, tasks)


def test_what_belongs_to_others_is_refused(project, lies, tasks, elsewhere, anker):
    base = {"location": make_place(project), "starts_at": timezone.now()}
    strange = [
        {"tasks": [make_task(project=elsewhere)]},
        {"tasks": tasks, "helper": make_employee(anker, "Zoë")},
        {"tasks": []},
        {"tasks": tasks, "minutes": 241},
    ]
    for fields in strange:
        with pytest.raises(ValidationError):
            training.plan_session(project=project, by=lies, **(base | fields))
    assert TrainingSession.objects.count() == 0


def test_another_moment_is_another_edition_and_another_helper_is_not(project, lies, tasks, an):
    session = make_session(*tasks)
    training.change_session(session=session, by=lies, helper=an)
    training.change_session(session=session, by=lies, place="Refter", tasks=tasks[:1])
    session.refresh_from_db()
    assert (session.helper, session.place, session.sequence, list(session.tasks.all())) == (an, "Refter", 1, tasks[:1])


def test_held_session_keeps_its_day_and_tasks(project, lies, tasks):
    session = make_session(*tasks, starts_at=ago(hours=1))
    training.hold_session(session=session, by=lies)
    with pytest.raises(ValidationError, match="is gehouden"):
        training.change_session(session=session, by=lies, tasks=tasks[:1])
    training.change_session(session=session, by=lies, internal=False)
    assert TrainingSession.objects.get().internal is False


def test_session_is_held_once_and_not_before_its_day(lies, tasks):
    with pytest.raises(ValidationError, match="moet nog komen"):
        training.hold_session(session=make_session(*tasks, starts_at=timezone.now() + timedelta(days=2)), by=lies)
    session = make_session(*tasks, starts_at=ago(hours=1))
    assert [training.hold_session(session=session, by=lies) for _turn in range(2)] == [True, False]
    assert Event.objects.filter(verb="training_held").count() == 1


def test_session_is_called_off_once_and_what_was_held_stays(lies, tasks):
    session, held = make_session(*tasks), make_session(*tasks, starts_at=ago(hours=1))
    training.hold_session(session=held, by=lies)
    called = [training.cancel_session(session=one, by=lies) for one in (session, session, held)]
    assert called == [True, False, False]
    with pytest.raises(ValidationError, match="gaat niet door"):
        training.hold_session(session=session, by=lies)
    with pytest.raises(ValidationError, match="gaat niet door"):
        training.change_session(session=session, by=lies, place="Refter")


# --- Who came -----------------------------------------------------------------------------------


def test_presence_makes_the_session_held_and_each_task_learned(lies, tasks, an):
    session = make_session(*tasks, starts_at=ago(hours=1))
    for _turn in range(2):
        note_presence(session=session, employee=an, present=True, by=lies)
    session.refresh_from_db()
    assert (session.status, Attendance.objects.count()) == (Status.HELD, 1)
    assert rows(an) == [("TK1", session.pk), ("TK2", session.pk)]


def test_person_and_task_stay_one_row_however_often_they_came(lies, tasks, an):
    sessions = [make_session(tasks[0], starts_at=ago(days=day)) for day in (3, 2, 1)]
    for session in sessions:
        note_presence(session=session, employee=an, present=True, by=lies)
    assert (rows(an), Attendance.objects.count()) == ([("TK1", sessions[0].pk)], 3)


def test_earlier_session_noted_later_is_the_first_one(lies, tasks, an):
    late, early = make_session(tasks[0], starts_at=ago(days=1)), make_session(*tasks, starts_at=ago(days=5))
    for session in (late, early):
        note_presence(session=session, employee=an, present=True, by=lies)
    assert rows(an) == [("TK1", early.pk), ("TK2", early.pk)]
    assert TaskDone.objects.get(task=tasks[0]).done_at == early.starts_at


def test_presence_taken_back_moves_what_was_learned_to_the_next_session(lies, tasks, an):
    first, second = make_session(*tasks, starts_at=ago(days=3)), make_session(tasks[0], starts_at=ago(days=1))
    for session in (first, second):
        note_presence(session=session, employee=an, present=True, by=lies)
    note_presence(session=first, employee=an, present=False, by=lies)
    assert rows(an) == [("TK1", second.pk)]
    note_presence(session=second, employee=an, present=False, by=lies)
    assert (rows(an), Attendance.objects.came().count()) == ([], 0)


def test_presence_taken_back_leaves_what_another_session_gave(lies, tasks, an):
    first, second = make_session(tasks[0], starts_at=ago(days=3)), make_session(tasks[0], starts_at=ago(days=1))
    for session in (first, second):
        note_presence(session=session, employee=an, present=True, by=lies)
    note_presence(session=second, employee=an, present=False, by=lies)
    assert rows(an) == [("TK1", first.pk)]


def test_who_was_never_noted_is_not_written_down_as_away(lies, tasks, an):
    note_presence(session=make_session(*tasks), employee=an, present=False, by=lies)
    assert (Attendance.objects.count(), TrainingSession.objects.held().count()) == (0, 0)


def test_presence_is_refused_before_the_day_after_a_cancel_and_for_others(lies, tasks, an, anker):
    ahead = make_session(*tasks, starts_at=timezone.now() + timedelta(days=2))
    off = make_session(*tasks, starts_at=ago(hours=1))
    training.cancel_session(session=off, by=lies)
    strange = make_employee(anker, "Zoë")
    for session, employee in ((ahead, an), (off, an), (make_session(*tasks, starts_at=ago(hours=1)), strange)):
        with pytest.raises(ValidationError):
            note_presence(session=session, employee=employee, present=True, by=lies)
    assert (Attendance.objects.count(), TaskDone.objects.count()) == (0, 0)


def test_history_never_says_who_came(lies, tasks, an):
    note_presence(session=make_session(*tasks, starts_at=ago(hours=1)), employee=an, present=True, by=lies)
    assert [(one.verb, "An" in str(one.data)) for one in Event.objects.all()] == [("training_held", False)]


def test_expected_are_the_people_of_that_place_shift_and_function(project, linde, lies):
    care, here = make_function(linde, "Zorg"), make_place(project)
    session = make_session(make_task("Een val melden", care, project=project), shift="Nacht", starts_at=ago(hours=1))
    same = {"location": here, "function": care, "shift": "nacht"}
    made = {
        "An": same,
        "Ben": {**same, "shift": "dag"},
        "Cas": {**same, "location": make_place(project, "Gent")},
        "Dina": {**same, "function": make_function(linde, "Keuken")},
    }
    people = {name: make_employee(linde, name, **fields) for name, fields in made.items()}
    assert [one.name for one in people_of(session)] == ["An"]
    note_presence(session=session, employee=people["Dina"], present=True, by=lies)
    assert [(one.name, one.present) for one in people_of(session)] == [("An", False), ("Dina", True)]
    assert [one.name for one in people_of(session, "ben")] == ["Ben"]


def test_task_for_everybody_expects_everybody_of_that_place(project, linde):
    here = make_place(project)
    session = make_session(make_task(project=project))
    for name in ("An", "Ben"):
        make_employee(linde, name, location=here)
    assert [one.name for one in people_of(session)] == ["An", "Ben"]
