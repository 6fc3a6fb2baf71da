"""What the database itself refuses about waves, moments, entries, barriers, tasks, sessions and self-ratings."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from uitrol.models import (
    Attendance,
    PersonalLink,
    SelfRating,
    SupportLog,
    TaskDone,
    TaskHelper,
    Wave,
    WaveCheck,
    WaveLocation,
    WorkTask,
)
from uitrol.tests.factories import (
    attend,
    hold,
    make_barrier,
    make_log,
    make_material,
    make_moment,
    make_place,
    make_session,
    make_task,
    make_wave,
    rate,
    solve,
    start_wave,
)
from uitrol.tests.refusals import refused, refused_at_birth, told

pytestmark = pytest.mark.django_db
NOW = timezone.now()


# --- States and their moments ---------------------------------------------------------------------

WAVE, MOMENT, SESSION = "wave_status_has_moments", "moment_status_has_moments", "session_status_has_moments"


@pytest.mark.parametrize(
    ("make", "changes", "name"),
    [
        (make_wave, {"status": "running"}, WAVE),
        (make_wave, {"started_at": NOW}, WAVE),
        (make_wave, {"status": "paused", "started_at": NOW, "paused_why": "Griep"}, WAVE),
        (make_wave, {"status": "done", "started_at": NOW}, WAVE),
        (make_wave, {"status": "done", "done_at": NOW}, WAVE),
        (make_wave, {"status": "paused", "started_at": NOW, "paused_at": NOW}, "wave_paused_says_why"),
        (make_wave, {"paused_why": "Griep"}, "wave_paused_says_why"),
        (make_moment, {"status": "held"}, MOMENT),
        (make_moment, {"held_at": NOW}, MOMENT),
        (make_moment, {"status": "cancelled", "cancelled_why": "Griep"}, MOMENT),
        (make_moment, {"status": "cancelled", "cancelled_at": NOW}, "moment_cancelled_says_why"),
        (make_moment, {"cancelled_why": "Griep"}, "moment_cancelled_says_why"),
        (make_moment, {"counted": 12}, "moment_counted_when_held"),
        (make_session, {"status": "held"}, SESSION),
        (make_session, {"cancelled_at": NOW}, SESSION),
        (make_session, {"minutes": 0}, "session_1_to_240_minutes"),
        (make_session, {"minutes": 241}, "session_1_to_240_minutes"),
        (make_barrier, {"status": "busy"}, "barrier_status_has_moments"),
        (make_barrier, {"busy_at": NOW}, "barrier_status_has_moments"),
        (make_barrier, {"status": "solved", "solution": "Zo"}, "barrier_status_has_moments"),
        (make_barrier, {"status": "solved", "solved_at": NOW + timedelta(days=1)}, "barrier_solved_says_how"),
        (make_barrier, {"solution": "Zo"}, "barrier_solved_says_how"),
        (make_barrier, {"text": ""}, "barrier_has_text"),
        (
            make_barrier,
            {"status": "solved", "solution": "Zo", "solved_at": NOW - timedelta(days=1)},
            "barrier_solved_after_it_opened",
        ),
        (make_log, {"helped": 0}, "support_log_helped_1_to_200"),
        (make_log, {"helped": 201}, "support_log_helped_1_to_200"),
        (make_log, {"minutes": 0}, "support_log_minutes_1_to_600"),
        (make_log, {"minutes": 601}, "support_log_minutes_1_to_600"),
        (make_log, {"kind": "success", "solved": "passed_on"}, "support_log_success_is_solved"),
        (make_log, {"happened_at": NOW + timedelta(days=1)}, "support_log_happened_before_it_came"),
        (make_material, {"title": ""}, "material_has_title"),
        (make_material, {"project": None}, "material_of_project_or_moment"),
        (make_material, {"link": ""}, "material_file_or_link"),
        (make_material, {"file": "materiaal/x.pdf"}, "material_file_or_link"),
        (make_task, {"sentence": ""}, "work_task_has_sentence"),
        (make_task, {"minutes": 0}, "work_task_1_to_15_minutes"),
        (make_task, {"minutes": 16}, "work_task_1_to_15_minutes"),
    ],
)
def test_row_that_says_half_of_it_is_refused(linde, make, changes, name):
    assert name in refused(make(), **changes)


def test_every_state_with_its_moments_is_kept(linde):
    wave = start_wave(make_wave())
    wave.status, wave.paused_at, wave.paused_why = Wave.Status.PAUSED, NOW, "Griep in huis."
    wave.save()
    wave.status, wave.paused_at, wave.paused_why, wave.done_at = Wave.Status.DONE, None, "", NOW
    wave.save()
    moment, barrier = hold(make_moment(), 21), solve(make_barrier())
    assert (wave.status, moment.counted, barrier.is_solved) == ("done", 21, True)


def test_moment_ends_after_it_starts(linde):
    moment = make_moment()
    assert "moment_ends_after_start" in refused(moment, ends_at=moment.starts_at)


@pytest.mark.parametrize(
    ("make", "changes", "sentence"),
    [
        (
            make_wave,
            {"status": "paused", "started_at": NOW, "paused_at": NOW},
            "Schrijf op waarom de golf even stopt.",
        ),
        (make_moment, {"ends_at": NOW - timedelta(days=9)}, "Het einde komt na het begin."),
        (make_moment, {"status": "cancelled", "cancelled_at": NOW}, "Schrijf op waarom het niet doorgaat."),
        (make_moment, {"counted": 3}, "Tel wie er was als het moment voorbij is."),
        (make_session, {"minutes": 300}, "Kies 1 tot 240 minuten."),
        (make_log, {"helped": 0}, "Tel hoeveel collega's je hielp: minstens 1, hooguit 200."),
        (make_log, {"minutes": 0}, "Tel de minuten: minstens 1, hooguit 600. Of laat het leeg."),
        (make_log, {"kind": "success", "solved": "no"}, "Een succes hoeft niemand meer op te lossen."),
        (make_barrier, {"text": ""}, "Schrijf op wat mensen tegenhoudt."),
        (
            make_barrier,
            {"status": "solved", "solved_at": NOW + timedelta(days=1)},
            "Schrijf op wat de drempel oploste.",
        ),
        (make_material, {"link": ""}, "Kies een bestand of geef een link, een van de twee."),
        (
            make_task,
            {"minutes": 20},
            "Een taak leer je in 1 tot 15 minuten. Duurt het langer? Maak er twee taken van.",
        ),
    ],
)
def test_who_meets_a_refusal_reads_a_sentence(linde, make, changes, sentence):
    assert told(make(), **changes) == [sentence]


# --- Once ---------------------------------------------------------------------------------------


def test_location_stands_in_one_wave_of_a_project(linde, elsewhere):
    make_wave("Aalst")
    second = make_wave()
    row = WaveLocation(project=second.project, wave=second, location=make_place(second.project))
    assert told(row) == ["Deze locatie staat al in een golf."]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    make_wave("Aalst", project=elsewhere)
    assert WaveLocation.objects.count() == 2


@pytest.mark.parametrize("make", [make_wave, make_barrier, make_task])
def test_number_is_given_once_a_project(linde, make):
    made = make()
    assert "number" in refused(make("Een ander geval"), number=made.number)


def test_check_of_a_wave_stands_once_has_words_and_no_hand_without_a_moment(linde, lies):
    wave = make_wave()
    row = wave.checks.create(code="toestellen", text="Toestellen en toegang nagekeken", checked_at=NOW, by=lies)
    refused_at_birth(WaveCheck.objects.create, wave=wave, code="toestellen", text="Nog eens")
    assert "wave_check_by_has_moment" in refused(row, checked_at=None)
    assert "wave_check_has_text" in refused(row, text="")


def test_colleague_stands_once_with_a_moment_a_session_and_a_task(linde, an):
    moment, task = make_moment(), make_task()
    session = make_session(task)
    moment.people.create(employee=an)
    session.attendances.create(employee=an)
    task.helpers.create(employee=an, confirmed_at=NOW)
    for rows, more in ((moment.people, {}), (session.attendances, {}), (task.helpers, {"confirmed_at": NOW})):
        again = rows.model(**rows.core_filters, employee=an, **more)
        assert told(again) == ["Deze collega staat er al bij."]
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()


def test_helper_offered_or_was_confirmed(linde, an):
    name = refused_at_birth(TaskHelper.objects.create, task=make_task(), employee=an)
    assert "task_helper_offered_or_confirmed" in name


def test_entry_that_is_sent_twice_is_one(linde):
    key = uuid.uuid4()
    make_log(key=key)
    refused_at_birth(make_log, key=key)
    assert SupportLog.objects.count() == 1


def test_entry_becomes_one_barrier(linde):
    log = make_log("barrier", solved="passed_on")
    make_barrier(from_log=log)
    refused_at_birth(make_barrier, from_log=log)
    assert SupportLog.objects.passed_on().count() == 0


@pytest.mark.parametrize("make", [make_wave, make_moment, make_barrier, make_task, make_session, make_material])
def test_form_that_is_sent_twice_is_one_row(linde, make):
    key = uuid.uuid4()
    make(form_key=key)
    refused_at_birth(make, **({"form_key": key} if make is not make_task else {"sentence": "Anders", "form_key": key}))


def test_task_stands_once_until_it_is_retired(linde):
    task = make_task("Een val melden")
    assert told(WorkTask(project=task.project, number=9, sentence="EEN VAL MELDEN")) == ["Deze taak staat er al."]
    refused_at_birth(make_task, "EEN VAL MELDEN")
    WorkTask.objects.update(retired_at=NOW)
    make_task("Een val melden")
    assert WorkTask.objects.current().count() == 1


def test_coverage_is_one_row_however_often_somebody_came(linde, an):
    task = make_task()
    first, second = make_session(task), make_session(task)
    attend(first, an)
    attend(second, an)
    refused_at_birth(TaskDone.objects.create, project=task.project, task=task, employee=an)
    assert (Attendance.objects.count(), list(TaskDone.objects.values_list("session", flat=True))) == (2, [first.pk])


def test_link_of_a_person_stands_once_per_purpose(linde, an):
    PersonalLink.objects.create(employee=an, purpose="calendar")
    PersonalLink.objects.create(employee=an, purpose="rating")
    refused_at_birth(PersonalLink.objects.create, employee=an, purpose="rating")


# --- Self-rating ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"level_now": 5}, "self_rating_levels_0_to_4"),
        ({"level_then": 5}, "self_rating_levels_0_to_4"),
        ({"level_later": 5, "later_at": NOW}, "self_rating_levels_0_to_4"),
        ({"level_now": None}, "self_rating_now_has_moment"),
        ({"rated_at": None}, "self_rating_now_has_moment"),
        ({"level_later": 3}, "self_rating_later_has_moment"),
        ({"later_at": NOW}, "self_rating_later_has_moment"),
        ({"helps": True}, "self_rating_helps_from_level_4"),
    ],
)
def test_self_rating_that_says_half_of_it_is_refused(linde, an, changes, name):
    assert name in refused(rate(make_task(), an, 3), **changes)


def test_self_rating_stands_once_a_person_and_task(linde, an):
    task = make_task()
    rate(task, an, 4, level_then=1, helps=True)
    refused_at_birth(rate, task, an, 2)


def test_self_rating_says_its_refusals_in_words(linde, an):
    row = rate(make_task(), an)
    assert told(row, level_now=7) == ["Kies een van de vijf antwoorden."]
    assert told(row, level_now=None) == ["Kies hoe het nu gaat."]


def test_self_rating_is_seen_by_its_person_alone(linde, lies, bram, an):
    task = make_task()
    own = rate(task, bram.employee_records.get())
    rate(task, an)
    assert list(SelfRating.objects.visible_to(bram)) == [own]
    assert list(SelfRating.objects.visible_to(lies)) == []
