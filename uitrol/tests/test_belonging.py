"""What belongs together in step 5: one project, what goes along with a deletion, who sees it, and how coverage is counted."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, RestrictedError
from django.utils import timezone

from bevraging.models import Theme
from bevraging.tests.factories import make_project
from fundament.tests.factories import make_agreement
from organisatie.tests.factories import make_employees, make_function
from organisatie.views.places import in_use
from uitrol.models import (
    Attendance,
    Material,
    Moment,
    SelfRating,
    SupportLog,
    TaskDone,
    Wave,
    WaveLocation,
    WorkTask,
)
from uitrol.tests.factories import (
    attend,
    hold,
    learn,
    make_barrier,
    make_log,
    make_material,
    make_moment,
    make_place,
    make_session,
    make_task,
    make_wave,
    rate,
)
from uitrol.tests.refusals import refused, refused_at_birth

pytestmark = pytest.mark.django_db
NOW = timezone.now()


# --- Of one and the same project ------------------------------------------------------------------


def test_nothing_points_into_another_project(linde, elsewhere, an):
    wave, task = make_wave(project=elsewhere), make_task(project=elsewhere)
    theme = Theme.objects.create(project=elsewhere, name="Overdracht")
    session, log = make_session(project=elsewhere), make_log(project=elsewhere)
    agreement = make_agreement(project=elsewhere).agreement
    mine, own_task = make_project(), make_task()
    place = make_wave("Aalst").places.get()
    done, rated = learn(own_task, an), rate(own_task, an)
    strays = [
        (place, {"wave": wave}),
        (make_moment(), {"wave": wave}),
        (make_log(), {"task": task}),
        (make_log(), {"theme": theme}),
        (make_barrier(), {"task": task}),
        (make_barrier(), {"from_log": log}),
        (own_task, {"agreement": agreement}),
        (done, {"task": task}),
        (done, {"session": session}),
        (rated, {"task": task}),
    ]
    for row, changes in strays:
        assert f"refused: uitrol_{row._meta.model_name}_own_project_later" in refused(row, **changes)
    born = [
        (WaveLocation.objects.create, {"project": mine, "wave": wave, "location": make_place(mine, "Gent")}),
        (make_moment, {"project": mine, "wave": wave}),
        (make_log, {"project": mine, "theme": theme}),
        (make_barrier, {"project": mine, "task": task}),
        (make_task, {"sentence": "Anders", "project": mine, "agreement": agreement}),
        (TaskDone.objects.create, {"project": mine, "task": task, "employee": an}),
        (SelfRating.objects.create, {"project": mine, "task": task, "employee": an}),
    ]
    for make, fields in born:
        assert "_own_project" in refused_at_birth(make, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_session().tasks.add(task)


def test_calendar_knows_a_moment_by_the_same_mark_for_good(linde):
    moment = make_moment()
    assert "refused: uitrol_moment_uid_stays" in refused(moment, uid=uuid.uuid4())
    Moment.objects.update(uid=moment.uid, sequence=1)


# --- Coming and going -----------------------------------------------------------------------------


def test_project_goes_with_all_of_step_5(linde, an):
    wave, task = make_wave("Aalst"), make_task()
    moment = make_moment(wave=wave)
    make_material(moment=moment)
    make_barrier(task=task, from_log=make_log("barrier", task=task, solved="passed_on"))
    attend(make_session(task), an)
    rate(task, an)
    wave.project.delete()
    counted = [rows.objects.count() for rows in (Wave, Moment, SupportLog, WorkTask, Material, SelfRating, TaskDone)]
    assert counted == [0] * 7


@pytest.mark.parametrize("make", [make_moment, make_log, make_session, lambda: make_wave("Aalst")])
def test_location_that_is_used_stays(linde, make):
    made = make()
    place = make_place(made.project)
    assert in_use(place)
    with pytest.raises(RestrictedError):
        place.delete()


def test_function_of_a_task_stays_or_the_task_would_suddenly_be_for_everybody(linde):
    function = make_function(linde)
    make_task("Een val melden", function)
    assert in_use(function)


def test_task_that_somebody_learned_is_not_deleted(linde, an):
    task = make_task()
    learn(task, an)
    with pytest.raises(RestrictedError):
        task.delete()


def test_who_leaves_takes_their_rows_along_and_the_count_stays(linde, an):
    moment = hold(make_moment(host=an), 6)
    moment.people.create(employee=an, present=True)
    rate(make_task(), an)
    an.delete()
    moment.refresh_from_db()
    assert (moment.host, moment.counted, moment.people.count(), SelfRating.objects.count()) == (None, 6, 0, 0)


def test_account_that_goes_leaves_its_entries_without_author(linde, bram):
    log = make_log(author=bram)
    assert list(SupportLog.objects.written_by(bram)) == [log]
    bram.delete()
    log.refresh_from_db()
    assert log.author is None


# --- Who sees, and how fast -----------------------------------------------------------------------


def test_stranger_sees_nothing_of_step_5(linde, lies, vik, an):
    wave, task = make_wave("Aalst"), make_task()
    wave.checks.create(code="toestellen", text="Toestellen nagekeken")
    moment = make_moment(wave=wave)
    moment.people.create(employee=an)
    task.helpers.create(employee=an, confirmed_at=NOW)
    attend(make_session(task), an)
    rows = [wave, wave.places.get(), wave.checks.get(), moment, moment.people.get(), make_material(moment=moment)]
    rows += [make_material(), make_log(), make_barrier(), task, task.helpers.get(), task.sessions.get()]
    rows += [Attendance.objects.get(), TaskDone.objects.get()]
    for row in rows:
        seen = [type(row).objects.visible_to(user).filter(pk=row.pk).count() for user in (lies, vik)]
        assert (row._meta.label, seen) == (row._meta.label, [1, 0])


def test_coverage_is_counted_out_of_an_index_alone(linde):
    projects = [make_project(slug=f"traject-{number}") for number in range(5)]
    tasks = [make_task(f"Taak {number}", project=project) for project in projects for number in range(4)]
    people = make_employees(linde, 50)
    TaskDone.objects.bulk_create(
        TaskDone(project=task.project, task=task, employee=employee) for task in tasks for employee in people
    )
    mine = TaskDone.objects.filter(project=projects[0]).order_by()
    per_task = mine.values("task").annotate(n=Count("employee"))
    assert {row["task"]: row["n"] for row in per_task} == dict.fromkeys([task.pk for task in tasks[:4]], 50)
    expected = _read_from_index_alone()
    assert expected in per_task.explain()


def _read_from_index_alone() -> str:
    """What the plan says of it. PostgreSQL reads a table this small as a whole, unless it may not."""
    if connection.vendor != "postgresql":
        return "USING COVERING INDEX task_done_coverage"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE uitrol_taskdone; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    return "Index Only Scan using task_done_coverage"
