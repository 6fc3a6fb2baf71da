"""«Noteren»: who may, one entry once, the clock of a phone, what is remembered, and that only I see my counts."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from bevraging.tests.factories import make_project
from organisatie.models import User
from organisatie.tests.factories import make_employee
from trajecten.access import may_note_support
from trajecten.models import Event, Project, ProjectRole
from uitrol import noting
from uitrol.actions import logs
from uitrol.models import SupportLog
from uitrol.tests.factories import make_barrier, make_log, make_place, make_task

Role = ProjectRole.Role
NOTE = "/noteren/"
PHONE = {"headers": {"X-Wachtrij": "1"}}


@pytest.fixture
def project(linde, lies, bram):
    project = make_project(linde)
    place = make_place(project)
    ProjectRole.objects.create(project=project, role=Role.LEAD, user=lies)
    ProjectRole.objects.create(project=project, role=Role.AMBASSADOR, user=bram, location=place)
    return project


@pytest.fixture
def task(project):
    return make_task("Foto toevoegen", project=project)


@pytest.fixture
def as_bram(client, bram):
    client.force_login(bram)
    return client


def filled(project, **fields):
    """As the page sends it; `who` is looked at only when it comes from the queue of a phone."""
    place = make_place(project)
    return {
        "who": noting.mark_of(User.objects.get(email="bram@linde.test")),
        "project": project.slug, "what": "anders", "kind": "question", "solved": "yes", "location": place.pk,
        "key": uuid.uuid4(), **fields,
    }  # fmt: skip


def note(project, by, **fields):
    values = {"location": make_place(project), "kind": "question", "key": uuid.uuid4(), **fields}
    return logs.note_support(project=project, by=by, **values)


# --- Who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["ambassador", "helper", "key_figure", "lead"])
def test_who_helps_in_the_project_notes(linde, noor, role):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=role, user=noor)
    assert may_note_support(noor, project)
    assert list(noting.projects_of(noor)) == [project]


@pytest.mark.parametrize("role", ["decider", "owner", "contact"])
def test_another_role_does_not(linde, noor, role):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=role, user=noor)
    assert not may_note_support(noor, project)
    assert list(noting.projects_of(noor)) == []


def test_a_role_that_ended_does_not(project, bram):
    ProjectRole.objects.filter(user=bram).update(until=timezone.now())
    project = Project.objects.get()
    assert not may_note_support(bram, project)
    assert list(noting.projects_of(bram)) == []


def test_address_of_a_project_is_missing_for_a_stranger_and_forbidden_to_a_reader(client, project, vik, noor):
    told = []
    for person in (vik, noor):
        client.force_login(person)
        told += [
            client.get(f"{NOTE}?traject={project.slug}").status_code,
            client.post(NOTE, filled(project)).status_code,
        ]
    assert told == [404, 404, 403, 403]
    assert SupportLog.objects.count() == 0


def test_who_helps_nowhere_reads_what_to_do(client, noor, project):
    client.force_login(noor)
    assert "Je helpt nog in geen traject dat loopt." in client.get(NOTE).content.decode()


def test_signed_out_every_address_asks_to_sign_in(client, project, bram):
    log = make_log(project=project, author=bram)
    names = [("noteren",), ("mijn_momenten",), ("noteren_stand",), ("noteren_bewaard", log.key)]
    told = [client.get(reverse(f"uitrol:{name}", args=args)).url.split("?")[0] for name, *args in names]
    assert told == ["/aanmelden/"] * 4


def test_only_pressed_and_only_looked_at(as_bram, project, bram):
    log = make_log(project=project, author=bram)
    names = [
        ("mijn_momenten",),
        ("noteren_stand",),
        ("noteren_bewaard", log.key),
        ("noteren_manifest",),
        ("noteren_worker",),
    ]
    assert [as_bram.post(reverse(f"uitrol:{name}", args=args)).status_code for name, *args in names] == [405] * 5
    assert as_bram.get(reverse("uitrol:noteren_weg", args=[log.key])).status_code == 405
    assert as_bram.put(NOTE).status_code == 405


# --- One entry -----------------------------------------------------------------------------------


def test_note_from_the_page(as_bram, project, task, bram):
    data = filled(
        project, what=f"taak-{task.pk}", kind="barrier", solved="passed_on", helped=3, text="Camera start niet"
    )
    answer = as_bram.post(NOTE, data)
    log = SupportLog.objects.get()
    assert answer.url == f"/noteren/bewaard/{log.key}/"
    kept = (log.task, log.kind, log.solved, log.helped, log.text, log.author, log.location.name)
    assert kept == (task, "barrier", "passed_on", 3, "Camera start niet", bram, "Aalst")


def test_sent_twice_from_a_phone_it_is_one(as_bram, project):
    data = filled(project)
    assert [as_bram.post(NOTE, data, **PHONE).status_code for _ in range(2)] == [201, 200]
    assert SupportLog.objects.count() == 1


def test_note_of_somebody_else_on_this_phone_stays_there(client, lies, project):
    client.force_login(lies)
    assert client.post(NOTE, filled(project), **PHONE).status_code == 409
    assert SupportLog.objects.count() == 0


def test_success_needs_no_answer_whether_it_is_solved(as_bram, project):
    as_bram.post(NOTE, filled(project, kind="success", solved=""))
    assert SupportLog.objects.get().solved == "yes"


def test_question_without_an_answer_is_asked_again(as_bram, project):
    page = as_bram.post(NOTE, filled(project, solved="")).content.decode()
    assert "Tik aan of het opgelost is" in page
    assert SupportLog.objects.count() == 0


def test_phone_hears_what_is_wrong(as_bram, project):
    answer = as_bram.post(NOTE, filled(project, what=""), **PHONE)
    assert (answer.status_code, answer.json()) == (422, {"names": [], "text": "Tik aan waarmee je hielp"})


def test_name_is_asked_about_taken_out_or_kept(as_bram, project, linde):
    make_employee(linde, "An Peeters")
    data = filled(project, text="An Peeters vond de knop niet")
    assert as_bram.post(NOTE, data, **PHONE).json()["names"] == ["An Peeters"]
    assert "We zien: An Peeters." in as_bram.post(NOTE, data).content.decode()
    as_bram.post(NOTE, data | {"namen": "weg"})
    as_bram.post(NOTE, data | {"namen": "laat", "key": uuid.uuid4()})
    assert sorted(SupportLog.objects.values_list("text", flat=True)) == [
        "An Peeters vond de knop niet",
        "[naam] vond de knop niet",
    ]


def test_waiting_on_a_phone_counts_back_from_when_it_came_in(project, bram):
    log, _fresh = note(project, bram, ago=7200)
    assert log.received_at - log.happened_at == timedelta(hours=2)


@pytest.mark.parametrize(("ago", "kept"), [(-500, timedelta()), (10**9, timedelta(days=30))])
def test_clock_of_a_phone_that_is_wrong_is_capped(project, bram, ago, kept):
    log, _fresh = note(project, bram, ago=ago)
    assert log.received_at - log.happened_at == kept


def test_task_of_another_project_is_refused(project, bram, elsewhere):
    with pytest.raises(ValidationError) as refused:
        note(project, bram, task=make_task(project=elsewhere))
    assert refused.value.message_dict == {"what": ["Kies iets van dit traject."]}


def test_retired_task_still_comes_in_from_a_phone(as_bram, project, task):
    task.retired_at = timezone.now()
    task.save()
    assert "Foto toevoegen" not in as_bram.get(NOTE).content.decode()
    assert as_bram.post(NOTE, filled(project, what=f"taak-{task.pk}"), **PHONE).status_code == 201


def test_project_that_stopped_takes_no_more_notes(as_bram, project):
    Project.objects.filter(pk=project.pk).update(status=Project.Status.STOPPED)
    answer = as_bram.post(NOTE, filled(project), **PHONE)
    assert (answer.status_code, answer.json()["text"]) == (422, "Dit traject loopt niet meer. Noteren kan niet meer.")


def test_history_holds_nothing_of_it(project, bram):
    note(project, bram)
    assert Event.objects.count() == 0


# --- What is remembered --------------------------------------------------------------------------


def test_place_and_shift_are_those_of_the_last_time(project, bram, linde):
    make_employee(linde, "Nachtwerker", shift="nacht")
    assert noting.usual_of(bram, project) == noting.Usual(make_place(project).pk, "")
    note(project, bram, location=make_place(project, "Gent"), shift="nacht")
    assert noting.usual_of(bram, project) == noting.Usual(make_place(project, "Gent").pk, "nacht")


def test_who_helps_stays_signed_in_longer_and_who_leads_does_not(client, project, bram, lies):
    told = []
    for person in (bram, lies):
        client.force_login(person)
        client.post(NOTE, filled(project))
        told.append(client.session.get_expiry_age() // 86400)
    assert told == [60, 14]


def test_five_things_stand_on_the_page_and_what_i_note_most_comes_first(as_bram, project, bram):
    tasks = [make_task(f"Taak {number}", project=project) for number in range(7)]
    for task in (tasks[6], tasks[6], tasks[5]):
        make_log(project=project, author=bram, task=task)
    form = as_bram.get(NOTE).context["form"]
    assert [chip.label for chip in form.first_chips()] == ["Taak 6", "Taak 5", "Taak 0", "Taak 1"]
    assert [chip.label for chip in form.more_chips()] == ["Taak 2", "Taak 3", "Taak 4"]


def test_themes_stand_there_as_long_as_there_is_no_task(as_bram, project):
    project.themes.create(name="Overdracht")
    assert [chip.label for chip in as_bram.get(NOTE).context["form"].first_chips()] == ["Overdracht"]
    make_task("Foto toevoegen", project=project)
    form = as_bram.get(NOTE).context["form"]
    assert [[chip.label for chip in chips] for chips in (form.first_chips(), form.more_chips())] == [
        ["Foto toevoegen"],
        ["Overdracht"],
    ]


# --- Only I see mine -----------------------------------------------------------------------------


def test_my_moments_are_mine_alone(client, project, bram, lies):
    make_log(project=project, author=bram, text="Camera start niet", helped=4)
    log = make_log(project=project, author=lies, text="Bon kwijt")
    client.force_login(bram)
    page = client.get("/noteren/mijn/").content.decode()
    assert [
        one for one in ("Camera start niet", "Bon kwijt", "Dit jaar hielp je 4 collega’s verder.") if one in page
    ] == [
        "Camera start niet",
        "Dit jaar hielp je 4 collega’s verder.",
    ]
    assert client.get(f"/noteren/bewaard/{log.key}/").status_code == 404
    assert client.post(f"/noteren/bewaard/{log.key}/weg/").status_code == 404


def test_undo_within_a_day_and_not_after(as_bram, project, bram):
    log, old = make_log(project=project, author=bram), make_log(project=project, author=bram)
    SupportLog.objects.filter(pk=old.pk).update(
        happened_at=timezone.now() - timedelta(days=2), received_at=timezone.now() - timedelta(days=2)
    )
    for one in (log, old):
        as_bram.post(f"/noteren/bewaard/{one.key}/weg/")
    assert list(SupportLog.objects.all()) == [old]


def test_entry_that_became_a_barrier_stays(project, bram):
    log = make_log("barrier", project=project, author=bram)
    make_barrier(project=project, from_log=log)
    assert logs.take_back(log=log, by=bram) is False


# --- The app -------------------------------------------------------------------------------------


def test_worker_and_manifest_are_the_same_for_everybody(client, db):
    worker, manifest = client.get("/noteren/werker.js"), client.get("/noteren/manifest.webmanifest")
    assert worker.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert 'importScripts("/static/js/steun-werker.js");' in worker.content.decode()
    assert (manifest.json()["scope"], manifest.json()["short_name"]) == ("/noteren/", "Noteren")
    assert [one.cookies for one in (worker, manifest)] == [{}, {}]


def test_queue_hears_whose_it_is_without_a_name(as_bram, bram, lies, project):
    told = as_bram.get("/noteren/stand/").json()
    assert told["who"] == noting.mark_of(bram) != noting.mark_of(lies)
    assert sorted(told) == ["token", "who"]


@pytest.mark.parametrize("n", [1, 3])
def test_page_asks_a_fixed_number_of_queries(as_bram, project, bram, n, django_assert_num_queries):
    for number in range(n):
        make_task(f"Taak {number}", project=project)
        make_log(project=project, author=bram)
    with django_assert_num_queries(10):
        as_bram.get(NOTE)


@pytest.mark.parametrize("n", [1, 3])
def test_my_moments_ask_a_fixed_number_of_queries(as_bram, project, bram, n, django_assert_num_queries):
    for _ in range(n):
        make_log(project=project, author=bram)
    with django_assert_num_queries(5):
        as_bram.get("/noteren/mijn/")
