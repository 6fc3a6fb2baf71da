"""Barriers of the rollout: who may, noting once, taking up, solving, the median, filters, file, and the task on Vandaag."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from bevraging.tests.factories import make_project
from organisatie.tests.factories import make_employee
from trajecten.models import Event, ProjectRole
from uitrol import barrier_list, today_support
from uitrol.actions import barriers
from uitrol.models import Barrier
from uitrol.tests.factories import make_barrier, make_place, make_task, make_wave, solve, start_wave

READ = ["drempels", "drempels_csv", "drempel"]
LEAD = ["drempel_nieuw", "drempel_wijzig"]
BUTTONS = ["drempel_bezig", "drempel_oplossen", "drempel_terug"]
OF_BARRIER = ["drempel", "drempel_wijzig", *BUTTONS]


@pytest.fixture
def project(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def barrier(project):
    return make_barrier(project=project)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, project, number=1):
    return reverse(f"uitrol:{name}", args=[project.slug, *([number] if name in OF_BARRIER else [])])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# --- Who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READ, *LEAD])
def test_page_of_other_organisation_is_missing(client, vik, project, barrier, name):
    client.force_login(vik)
    assert client.get(url(name, project)).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_page_is_shown_to_a_reader_and_only_looked_at(client, noor, project, barrier, name):
    client.force_login(noor)
    assert [client.get(url(name, project)).status_code, client.post(url(name, project)).status_code] == [200, 405]


@pytest.mark.parametrize("name", LEAD)
def test_page_that_writes_is_forbidden_to_a_reader(client, noor, project, barrier, name):
    client.force_login(noor)
    assert client.get(url(name, project)).status_code == 403


@pytest.mark.parametrize("name", BUTTONS)
def test_button_is_forbidden_to_a_reader_missing_for_a_stranger_and_only_pressed(
    client, noor, vik, lies, project, barrier, name
):
    told = []
    for person, method in ((noor, client.post), (vik, client.post), (lies, client.get)):
        client.force_login(person)
        told.append(method(url(name, project)).status_code)
    assert told == [403, 404, 405]


# --- Noting and changing -------------------------------------------------------------------------


def test_barrier_is_noted_with_owner_and_day(as_lies, project, linde):
    an, day = make_employee(linde, "An Peeters"), timezone.localdate() + timedelta(days=3)
    form = {"text": "Zwakke wifi op vleugel C", "severity": "blocking", "owner": "An Peeters", "due_on": str(day)}
    as_lies.post(url("drempel_nieuw", project), form | {"location": make_place(project).pk, "form_key": uuid4()})
    barrier = Barrier.objects.get()
    assert (barrier.code, barrier.owner, barrier.due_on, barrier.severity, str(barrier.location)) == (
        "D01", an, day, "blocking", "Aalst",
    )  # fmt: skip


def test_same_form_twice_is_one_barrier(as_lies, project):
    form = {"text": "Zwakke wifi", "severity": "minor", "form_key": uuid4()}
    answers = [as_lies.post(url("drempel_nieuw", project), form).url for _ in range(2)]
    assert answers == [url("drempel", project)] * 2
    assert list(Event.objects.values_list("verb", flat=True)) == ["rollout_barrier_noted"]


def test_name_in_the_words_is_asked_about(as_lies, project, linde):
    make_employee(linde, "An Peeters")
    form = {"text": "An Peeters heeft geen badge", "severity": "minor"}
    assert "Staat hier een naam in?" in text_of(as_lies.post(url("drempel_nieuw", project), form))
    assert Barrier.objects.count() == 0


def test_task_of_another_project_is_refused(project, lies, elsewhere):
    with pytest.raises(ValidationError) as refused:
        barriers.note_barrier(project=project, by=lies, text="Iets", task=make_task(project=elsewhere))
    assert refused.value.message_dict == {"task": ["Kies een taak van dit traject."]}


def test_changed_with_the_same_words_leaves_no_line(as_lies, project, barrier):
    form = {"text": barrier.text, "severity": "annoying"}
    as_lies.post(url("drempel_wijzig", project), form)
    assert Event.objects.count() == 0
    as_lies.post(url("drempel_wijzig", project), form | {"severity": "blocking"})
    assert list(Event.objects.values_list("verb", flat=True)) == ["rollout_barrier_changed"]
    assert Barrier.objects.get().severity == "blocking"


def test_empty_form_says_what_is_missing(as_lies, project):
    assert "Vul nog iets in bij" in text_of(as_lies.post(url("drempel_nieuw", project), {"text": ""}))


# --- Until it is solved --------------------------------------------------------------------------


def test_taken_up_solved_and_open_again_each_once(as_lies, project, barrier):
    for name in ("drempel_bezig", "drempel_bezig", "drempel_oplossen", "drempel_oplossen"):
        as_lies.post(url(name, project), {"solution": "Extra zender geplaatst."})
    solved = Barrier.objects.get()
    assert (solved.status, solved.solution) == ("solved", "Extra zender geplaatst.")
    as_lies.post(url("drempel_terug", project))
    again = Barrier.objects.get()
    assert (again.status, again.solution, again.solved_at, again.busy_at) == ("open", "", None, None)
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        "rollout_barrier_taken_up",
        "rollout_barrier_solved",
        "rollout_barrier_reopened",
    ]


def test_solved_without_a_word_is_asked_how(as_lies, project, barrier):
    assert "Schrijf op wat de drempel oploste." in text_of(as_lies.post(url("drempel_oplossen", project), {}))
    assert not Barrier.objects.get().is_solved


def test_median_of_days_leaves_out_what_is_open(project):
    now = timezone.now()
    for days in (2, 3, 10):
        solve(make_barrier(project=project, opened_at=now - timedelta(days=days)), at=now)
    make_barrier(project=project, opened_at=now - timedelta(days=300))
    assert barrier_list.median_days(project.barriers.all()) == 3.0


def test_no_median_when_nothing_was_solved(project, barrier):
    assert barrier_list.median_days(project.barriers.all()) is None


# --- The list ------------------------------------------------------------------------------------


def test_unsolved_and_blocking_stand_first(as_lies, project):
    solve(make_barrier("Opgelost", project=project, severity="blocking"))
    make_barrier("Klein", project=project, severity="minor")
    make_barrier("Blokkeert", project=project, severity="blocking")
    page = text_of(as_lies.get(url("drempels", project)))
    assert sorted(("Opgelost</p>", "Klein</p>", "Blokkeert</p>"), key=page.index) == [
        "Blokkeert</p>", "Klein</p>", "Opgelost</p>",
    ]  # fmt: skip
    assert "2 drempels zijn nog niet opgelost." in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [("ernst=blocking&toestand=niet", ["Wifi"]), ("toestand=solved", ["Badge"]), ("q=bad", ["Badge"])],
)
def test_list_is_filtered_and_so_is_the_file(as_lies, project, asked, found):
    make_barrier("Wifi zwak", project=project, severity="blocking")
    solve(make_barrier("Badge niet herkend", project=project))
    for name in ("drempels", "drempels_csv"):
        page = as_lies.get(f"{url(name, project)}?{asked}").content.decode()
        assert [one for one in ("Wifi", "Badge") if f"{one} " in page] == found


def test_file_holds_text_and_no_formula(as_lies, project):
    make_barrier("=HYPERLINK()", project=project)
    told = as_lies.get(url("drempels_csv", project)).content.decode("utf-8-sig").splitlines()
    assert told[1].startswith("D01;'=HYPERLINK();overal;;hinderlijk;open;")


@pytest.mark.parametrize("n", [1, 3])
def test_list_asks_eight_queries_however_long(as_lies, project, linde, n, django_assert_num_queries):
    for number in range(n):
        owner = make_employee(linde, f"An Peeters {number}")
        make_barrier(
            project=project, owner=owner, location=make_place(project), task=make_task(f"T{number}", project=project)
        )
    with django_assert_num_queries(8):
        as_lies.get(url("drempels", project))


# --- Vandaag -------------------------------------------------------------------------------------


def test_what_blocks_is_one_task_for_the_project(project, lies):
    project.step = 5
    for severity in ("blocking", "blocking", "minor"):
        make_barrier(project=project, severity=severity)
    assert [(one.title, one.detail) for one in today_support.tasks(lies, [project])] == [
        ("Haal weg wat blokkeert", f"{project.title}. 2 drempels houden iedereen tegen.")
    ]


def test_no_task_and_no_query_in_another_step(project, lies, barrier, django_assert_num_queries):
    project.step = 4
    with django_assert_num_queries(0):
        assert list(today_support.tasks(lies, [project])) == []
        assert list(today_support.to_note(lies, [project])) == []


def test_who_helps_finds_the_way_to_noting_while_a_wave_runs(project, bram, noor):
    project.step = 5
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=bram)
    wave = make_wave("Aalst", project=project)
    assert list(today_support.to_note(bram, [project])) == []
    start_wave(wave)
    assert [one.url for one in today_support.to_note(bram, [project])] == [f"/noteren/?traject={project.slug}"]
    assert list(today_support.to_note(noor, [project])) == []
