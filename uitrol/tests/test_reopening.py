"""An earlier step opens again while waves run: of each wave somebody says whether it pauses or goes on."""

import re

import pytest
from django.core.exceptions import ValidationError

from trajecten import gate
from trajecten.history import sentence
from trajecten.models import Event, GateDecision, Project, Reopening
from trajecten.tests.factories import make_decider
from trajecten.tests.factories import make_project as make_asking
from trajecten.tests.gate_world import Facts, World, fake_steps
from uitrol.actions import reopening, running
from uitrol.models import Moment, Wave
from uitrol.tests.factories import make_moment, make_wave, start_wave

pytestmark = pytest.mark.django_db
WHY = "De noodmap ontbreekt."
PAUSED_WHY = f"Stap 2 ging weer open: {WHY}"


@pytest.fixture
def world(linde, lies):
    """A project of Lies in step 5 of fake steps; Dirk decides."""
    facts, dirk = Facts(), make_decider(linde)
    with fake_steps(facts):
        found = World(make_asking(linde, lies, dirk), lies, dirk, facts)
        found.pass_gates(5)
        yield found


@pytest.fixture
def project(world):
    return world.project


@pytest.fixture
def two(project):
    """Two waves that run, and one that is only planned."""
    found = [start_wave(make_wave(*places, project=project)) for places in (("Aalst", "Gent"), ("Ninove",))]
    make_wave("Ieper", project=project)
    return found


def reopen(project, by, **answers):
    return gate.reopen(project=project, to_step=2, by=by, reason=WHY, answers=answers)


def waves() -> list[tuple[int, str, str]]:
    return list(Wave.objects.values_list("number", "status", "paused_why"))


def told(project) -> list[str]:
    found = Event.objects.filter(project=project, verb__in=["wave_paused", "wave_goes_on"]).order_by("pk")
    return [sentence(event) for event in found]


UNTOUCHED = [(1, "running", ""), (2, "running", ""), (3, "planned", "")]


# --- The action ------------------------------------------------------------------------------------


def test_each_wave_does_what_was_chosen_for_it_and_history_tells_both(project, lies, two):
    reopen(project, lies, golf_1="pause", golf_2="go_on")
    assert waves() == [(1, "paused", PAUSED_WHY), (2, "running", ""), (3, "planned", "")]
    assert told(project) == [
        f"{lies} pauzeerde golf 1. “{PAUSED_WHY}”",
        f"{lies} liet golf 2 doorgaan toen stap 2 weer openging.",
    ]


@pytest.mark.parametrize("answers", [{}, {"golf_1": "pause"}, {"golf_1": "pause", "golf_2": "misschien"}])
def test_without_an_answer_for_each_wave_nothing_happens(project, lies, two, answers):
    with pytest.raises(ValidationError) as caught:
        reopen(project, lies, **answers)
    missing = {"golf_1", "golf_2"} - {code for code, value in answers.items() if value == "pause"}
    assert set(caught.value.message_dict) == missing
    assert (waves(), Reopening.objects.count(), told(project)) == (UNTOUCHED, 0, [])
    assert Project.objects.get(pk=project.pk).step == 5


def test_second_press_changes_nothing_and_tells_nothing(project, lies, two):
    old = Project.objects.get(pk=project.pk)
    reopen(project, lies, golf_1="pause", golf_2="go_on")
    running.resume_wave(wave=two[0], by=lies)
    with pytest.raises(ValidationError):
        reopen(old, lies, golf_1="pause", golf_2="pause")
    assert (waves(), len(told(project)), Reopening.objects.count()) == (UNTOUCHED, 2, 1)


def test_wave_that_stopped_meanwhile_is_left_as_it_is(project, lies, two):
    running.finish_wave(wave=two[0], by=lies)
    reopen(project, lies, golf_1="pause", golf_2="go_on")
    assert [status for _number, status, _why in waves()] == ["done", "running", "planned"]
    assert told(project) == [f"{lies} liet golf 2 doorgaan toen stap 2 weer openging."]


def test_waves_that_do_not_run_ask_nothing(project, lies, two, elsewhere):
    running.pause_wave(wave=two[0], by=lies, why="Griep.")
    running.finish_wave(wave=two[1], by=lies)
    start_wave(make_wave("Eeklo", project=elsewhere))
    assert reopening.asks(project) == []
    reopen(project, lies)
    assert Reopening.objects.count() == 1


def test_planned_moments_of_a_wave_that_pauses_stay_where_they_are(project, lies, two):
    moment = make_moment(wave=two[0])
    reopen(project, lies, golf_1="pause", golf_2="go_on")
    assert (Moment.objects.get().status, Moment.objects.get().starts_at) == ("planned", moment.starts_at)


def test_long_reason_fits_in_the_pause(project, lies, two):
    gate.reopen(project=project, to_step=2, by=lies, reason="o" * 1000, answers={"golf_1": "pause", "golf_2": "go_on"})
    wave = Wave.objects.get(number=1)
    wave.full_clean()
    assert len(wave.paused_why) < 200


def test_questions_take_two_queries_for_one_and_three_waves(project, lies, django_assert_num_queries):
    for places in (("Aalst",), ("Gent", "Ninove"), ("Ieper",)):
        start_wave(make_wave(*places, project=project))
        with django_assert_num_queries(2 + 1):  # waves, their places, the locations
            reopening.asks(project)


# --- The pages -------------------------------------------------------------------------------------


@pytest.fixture
def as_(client):
    """as_(user): a browser in which this person is signed in."""

    def as__(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as__


ADDRESS = "/trajecten/digitale-werkbonnen/heropenen/"


def asked_on(response) -> list[str]:
    page = response.content.decode()
    return re.findall(r"(Golf \d) loopt in ([^.]*)\. Pauzeren of doorgaan\?", page)


def test_page_asks_for_each_wave_and_chooses_nothing_beforehand(as_, project, lies, two):
    response = as_(lies).get(ADDRESS)
    assert asked_on(response) == [("Golf 1", "Aalst, Gent"), ("Golf 2", "Ninove")]
    assert 'value="pause" checked' not in response.content.decode()
    assert response.context["form"].initial == {"to_step": ""}


def test_page_without_an_answer_says_so_at_the_wave(as_, project, lies, two):
    response = as_(lies).post(ADDRESS, {"to_step": 2, "reason": WHY, "golf_1": "pause"})
    assert dict(response.context["form"].errors) == {"golf_2": ["Golf 2: kies pauzeren of doorgaan"]}
    assert (response.status_code, waves()) == (200, UNTOUCHED)


def test_page_with_its_answers_opens_the_step_and_pauses(as_, project, lies, two):
    as_(lies).post(ADDRESS, {"to_step": 2, "reason": WHY, "golf_1": "pause", "golf_2": "go_on"})
    assert [status for _number, status, _why in waves()] == ["paused", "running", "planned"]
    assert Project.objects.get(pk=project.pk).step == 2


# --- The decider -----------------------------------------------------------------------------------


GATE = "/trajecten/digitale-werkbonnen/poort/5/beslissen/"
BACK = {"outcome": "back", "reason": WHY, "back_to": 2}


def test_decider_who_goes_back_chooses_for_each_wave(as_, world, two):
    world.ask()
    page = as_(world.decider).get(GATE)
    as_(world.decider).post(GATE, BACK | {"golf_1": "go_on", "golf_2": "pause"})
    assert asked_on(page) == [("Golf 1", "Aalst, Gent"), ("Golf 2", "Ninove")]
    assert waves() == [(1, "running", ""), (2, "paused", PAUSED_WHY), (3, "planned", "")]


def test_decider_who_goes_back_without_choosing_is_asked(as_, world, two):
    world.ask()
    response = as_(world.decider).post(GATE, BACK)
    assert dict(response.context["form"].errors) == {
        f"golf_{number}": [f"Golf {number}: kies pauzeren of doorgaan"] for number in (1, 2)
    }
    assert (waves(), GateDecision.objects.filter(outcome="back").count()) == (UNTOUCHED, 0)


def test_action_of_the_decider_asks_as_well(world, two):
    with pytest.raises(ValidationError):
        world.answer("back", back_to=2)
    assert (waves(), GateDecision.objects.filter(outcome="back").count()) == (UNTOUCHED, 0)


def test_decider_who_waits_is_asked_nothing_about_waves(as_, world, two):
    world.ask()
    as_(world.decider).post(GATE, {"outcome": "hold", "reason": "Nog een week.", "golf_1": "pause"})
    assert (waves(), GateDecision.objects.latest("pk").outcome) == (UNTOUCHED, "hold")


def test_revision_that_goes_back_pauses_too(world, two):
    decision = world.answer("hold")
    choice = {"golf_1": "pause", "golf_2": "go_on"}
    gate.revise(decision=decision, by=world.decider, outcome="back", reason=WHY, back_to=2, answers=choice)
    assert [status for _number, status, _why in waves()] == ["paused", "running", "planned"]
