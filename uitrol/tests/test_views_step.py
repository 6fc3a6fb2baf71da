"""The page of step 5: what it shows to whom, its one button, and how many queries it takes."""

import re

import pytest
from django.urls import reverse

from communicatie.tests.factories import make_employee
from organisatie.tests.factories import make_user
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_project
from uitrol.models import Barrier
from uitrol.tests.factories import hold, learn, make_barrier, make_log, make_moment, make_task, make_wave, start_wave


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=5)


@pytest.fixture
def page(client, lies, project):
    """The page as Lies sees it, as one line of text."""
    client.force_login(lies)
    return lambda: re.sub(r"\s+", " ", client.get(reverse("uitrol:stap", args=[project.slug])).content.decode())


@pytest.fixture
def rollout(project):
    """One wave that started, one task that half of the people learned, one entry."""
    wave = start_wave(make_wave("Aalst", project=project))
    hold(make_moment(wave=wave))
    found = [make_employee(f"Collega {n}", project=project) for n in range(4)]
    task = make_task("Een observatie noteren", project=project)
    for employee in found[:2]:
        learn(task, employee)
    make_log(project=project)
    return wave


def filled_button(html):
    return [
        re.sub(r"<[^>]+>", "", text).strip()
        for text in re.findall(r'<a class="knop" href="[^"]+"[^>]*>(.*?)</a>', html)
    ]


def test_stranger_finds_nothing(client, vik, project):
    client.force_login(vik)
    assert client.get(reverse("uitrol:stap", args=[project.slug])).status_code == 404


def test_who_is_not_signed_in_signs_in_first(client, project):
    assert client.get(reverse("uitrol:stap", args=[project.slug])).status_code == 302


def test_page_is_only_looked_at(client, lies, project):
    client.force_login(lies)
    assert client.post(reverse("uitrol:stap", args=[project.slug])).status_code == 405


def test_step_of_the_core_leads_here(page, project):
    assert reverse("uitrol:stap", args=[project.slug]) == f"/trajecten/{project.slug}/uitrol/"
    assert "wordt nog voorbereid" not in page()


def test_empty_page_asks_who_starts_first(page):
    html = page()
    assert ("Wie start eerst?" in html, filled_button(html)) == (True, ["Maak een golf"])


def test_page_shows_waves_tasks_and_the_floor(page, rollout):
    html = page()
    shown = ("Golf 1", "Startmoment gehouden in 1 van 1 locatie.", "TK1 Een observatie noteren", "2 van 4", "50%")
    assert [one for one in shown if one not in html] == []
    assert "1 van 1 golf is gestart." in html


def test_reader_sees_the_same_without_buttons(client, noor, project, rollout):
    client.force_login(noor)
    html = client.get(reverse("uitrol:stap", args=[project.slug])).content.decode()
    asked = ("TK1 Een observatie noteren", "Plan een moment", "Schrijf een taak op")
    assert [one in html for one in asked] == [True, False, False]
    assert filled_button(html) == []


def test_guest_without_results_sees_what_the_step_is_for(client, project, rollout):
    guest = make_user("gast@elders.test", "Gast Een")
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=guest)
    client.force_login(guest)
    html = client.get(reverse("uitrol:stap", args=[project.slug])).content.decode()
    assert ("Start samen, met ambassadeurs" in html, "TK1" in html) == (True, False)


def test_what_blocks_comes_before_everything_else(page, project, rollout):
    make_barrier(project=project, severity=Barrier.Severity.BLOCKING)
    html = page()
    assert filled_button(html) == ["Los op wat blokkeert"]
    assert "1 drempel blokkeert nog." in html


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_one_and_three(client, lies, project, count, django_assert_num_queries):
    for number in range(count):
        wave = start_wave(make_wave(f"Plaats {number}", project=project))
        hold(make_moment(wave=wave))
        make_task(f"Taak {number} doen", project=project)
        make_log(project=project)
        make_barrier(f"Drempel {number}", project=project)
    client.force_login(lies)
    client.get(reverse("uitrol:stap", args=[project.slug]))
    with django_assert_num_queries(7):
        client.get(reverse("uitrol:stap", args=[project.slug]))


@pytest.mark.parametrize("state", ["planned", "running", "paused", "done"])
def test_wave_stands_there_in_each_state(page, project, state):
    wave = make_wave("Aalst", project=project)
    if state != "planned":
        start_wave(wave)
    if state == "paused":
        wave.paused_at, wave.paused_why = wave.started_at, "Griep in huis."
    if state == "done":
        wave.done_at = wave.started_at
    wave.status = state
    wave.save()

    assert wave.get_status_display().capitalize() in page()
