"""The screens of sessions: who may come in, what they do, how many queries they take."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from organisatie.tests.factories import make_employee
from trajecten.tests.factories import make_project
from uitrol.models import Attendance, TaskDone, TrainingSession
from uitrol.tests.factories import attend, make_place, make_session, make_task
from uitrol.tests.training import statuses, text_of, url

LEAD_ONLY = ["sessie_wijzig", "sessie_annuleer", "sessie_aanwezig"]


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=5)


@pytest.fixture
def task(project):
    return make_task("Een observatie noteren", project=project)


@pytest.fixture
def session(task):
    return make_session(task, starts_at=timezone.now() - timedelta(hours=1))


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


@pytest.fixture
def typed(project, task):
    """What Lies fills in, with these changes."""
    fields = {
        "tasks": [task.pk],
        "location": make_place(project).pk,
        "day": timezone.localdate().isoformat(),
        "begins": "13:30",
        "minutes": "15",
        "form": "floor",
        "internal": "on",
    }
    return lambda **changes: {**fields, "form_key": str(uuid4()), **changes}


# --- Who may ------------------------------------------------------------------------------------


def test_list_and_session_are_for_readers_and_missing_for_strangers(client, lies, noor, vik, project, session):
    assert statuses(client, url("sessies", project), lies, noor, vik) == [200, 200, 404]
    assert statuses(client, url("sessie", project, session.pk), lies, noor, vik) == [200, 200, 404]


@pytest.mark.parametrize("name", LEAD_ONLY)
def test_session_is_changed_by_who_leads_only(client, lies, noor, vik, project, session, name):
    path = url(name, project, session.pk)
    assert statuses(client, path, lies, noor, vik) == [200, 403, 404]
    assert statuses(client, path, noor, vik, post=True) == [403, 404]


def test_session_is_planned_by_who_leads_only(client, lies, noor, vik, project):
    assert statuses(client, url("sessie_nieuw", project), lies, noor, vik) == [200, 403, 404]


def test_held_is_a_button_for_who_leads(client, lies, noor, vik, project, session):
    path = url("sessie_gehouden", project, session.pk)
    assert statuses(client, path, lies, noor, vik) == [405, 405, 405]
    assert statuses(client, path, noor, vik, lies, post=True) == [403, 404, 302]
    assert TrainingSession.objects.held().count() == 1


def test_pages_that_only_look_refuse_a_post(as_lies, project, session):
    paths = [url("sessies", project), url("sessie", project, session.pk)]
    assert [as_lies.post(path).status_code for path in paths] == [405, 405]


def test_who_gives_the_session_notes_who_came_and_nobody_else_who_reads(client, bram, noor, project, session):
    session.helper = bram.employee_records.get()
    session.save()
    assert statuses(client, url("sessie_aanwezig", project, session.pk), bram, noor) == [200, 403]
    seen = []
    for person in (bram, noor):
        client.force_login(person)
        seen.append("Noteer wie er was" in text_of(client.get(url("sessie", project, session.pk))))
    assert seen == [True, False]


def test_session_of_another_project_is_missing(as_lies, linde, lies, project):
    other = make_session(make_task(project=make_project(linde, lies, title="Ander traject")))
    assert as_lies.get(url("sessie", project, other.pk)).status_code == 404


# --- What they do -------------------------------------------------------------------------------


def test_session_is_planned_with_the_task_that_was_asked(as_lies, project, task, typed, an):
    page = as_lies.get(url("sessie_nieuw", project) + f"?taak={task.pk}").content.decode()
    boxes = re.findall(r'<input[^>]*name="tasks"[^>]*>', page)
    assert [("checked" in box, f'value="{task.pk}"' in box) for box in boxes] == [(True, True)]
    as_lies.post(url("sessie_nieuw", project), typed(owner="An Peeters", shift="Nacht"))
    found = TrainingSession.objects.get()
    assert (found.helper, found.shift, list(found.tasks.all()), found.internal) == (an, "Nacht", [task], True)
    assert timezone.localtime(found.starts_at).strftime("%H:%M") == "13:30"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"tasks": []}, "Kies minstens één taak"),
        ({"minutes": "0"}, "Kies 1 tot 240 minuten."),
        ({"owner": "Nobody"}, "We vinden geen collega met die naam."),
        ({"day": ""}, "Kies nog iets bij ‘Wanneer?’"),
    ],
)
def test_what_cannot_be_planned_says_so(as_lies, project, typed, changes, sentence):
    page = text_of(as_lies.post(url("sessie_nieuw", project), typed(**changes)))
    assert (sentence in page, "Fout:" in page, TrainingSession.objects.count()) == (True, True, 0)


def test_session_is_changed_and_after_it_was_held_only_how_it_went(as_lies, project, session, typed):
    as_lies.post(url("sessie_wijzig", project, session.pk), typed(place="Refter"))
    as_lies.post(url("sessie_gehouden", project, session.pk))
    page = text_of(as_lies.get(url("sessie_wijzig", project, session.pk)))
    assert ("Wat leren ze?" in page, "Wie geeft het?" in page) == (False, True)
    as_lies.post(url("sessie_wijzig", project, session.pk), typed(place="Gang", internal=""))
    session.refresh_from_db()
    assert (session.place, session.internal) == ("Gang", False)


def test_session_is_called_off(as_lies, project, session):
    as_lies.post(url("sessie_annuleer", project, session.pk))
    page = text_of(as_lies.get(url("sessie", project, session.pk)))
    assert ("Deze sessie gaat niet door." in page, "Noteer wie er was" in page) == (True, False)


def test_name_is_tapped_and_tapped_back(as_lies, project, session, linde):
    here = make_employee(linde, "An Peeters", location=session.location)
    path = url("sessie_aanwezig", project, session.pk)
    assert f'value="ja:{here.pk}" aria-pressed="false"' in as_lies.get(path).content.decode()
    answer = as_lies.post(path, {"wie": f"ja:{here.pk}"})
    assert (answer.url, TaskDone.objects.count()) == (f"{path}#p{here.pk}", 1)
    page = as_lies.get(path).content.decode()
    assert (f'value="nee:{here.pk}" aria-pressed="true"' in page, "1 collega was erbij" in page) == (True, True)
    as_lies.post(path, {"wie": f"nee:{here.pk}"})
    assert (TaskDone.objects.count(), Attendance.objects.came().count()) == (0, 0)


@pytest.mark.parametrize("who", ["", "ja", "ja:", "ja:x", "ja:9999999", "misschien:1", "ja:99999999999999999999"])
def test_tap_that_is_none_of_ours_changes_nothing(as_lies, project, session, who):
    assert as_lies.post(url("sessie_aanwezig", project, session.pk), {"wie": who}).status_code == 404
    assert Attendance.objects.count() == 0


def test_somebody_of_another_organisation_cannot_be_tapped(as_lies, project, session, anker):
    strange = make_employee(anker, "Zoë")
    assert as_lies.post(url("sessie_aanwezig", project, session.pk), {"wie": f"ja:{strange.pk}"}).status_code == 404


def test_tap_before_the_day_says_why_not(as_lies, project, task, an):
    ahead = make_session(task, starts_at=timezone.now() + timedelta(days=2))
    page = as_lies.post(url("sessie_aanwezig", project, ahead.pk), {"wie": f"ja:{an.pk}"}, follow=True)
    assert ("Deze sessie moet nog komen." in text_of(page), Attendance.objects.count()) == (True, 0)


def test_reader_sees_how_many_came_and_never_who(client, noor, project, session, an):
    attend(session, an)
    TrainingSession.objects.update(status="held", held_at=timezone.now())
    client.force_login(noor)
    pages = [text_of(client.get(url("sessie", project, session.pk)))]
    lists = [url("sessies", project), url("sessies", project) + "?voorbij=1"]  # an hour ago may be yesterday
    pages.append(" ".join(text_of(client.get(one)) for one in lists))
    assert [("1 collega was erbij" in page, "An Peeters" in page) for page in pages] == [(True, False), (True, False)]


# --- Queries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_for_one_and_three(as_lies, linde, project, task, count, django_assert_num_queries):
    here = make_place(project)
    for number in range(count):
        session = make_session(task, make_task(f"Taak {number} doen", project=project))
        attend(session, make_employee(linde, f"Collega {number}", location=here))
    for name, number in (("sessies", 7), ("sessie_aanwezig", 8)):
        path = url(name, project, session.pk) if name == "sessie_aanwezig" else url(name, project)
        as_lies.get(path)
        with django_assert_num_queries(number):
            as_lies.get(path)
