"""What step 4 tells elsewhere: the line on the spoor, the one thing on Vandaag, the command, and the invitation."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from communicatie import next_thing, told_now
from communicatie.step import Communicatie
from communicatie.tests.factories import make_ask, make_audience, make_contact_point, make_message
from communicatie.tests.gate import people
from fundament.tests.factories import make_agreement
from trajecten import gate, reading
from trajecten.models import Project
from trajecten.steps import criteria_of, step_for
from trajecten.tests.factories import make_project


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4)


@pytest.fixture
def page(client, lies, project):
    client.force_login(lies)
    return lambda name: re.sub(r"\s+", " ", client.get(reverse(name, args=[project.slug])).content.decode())


# --- The spoor -----------------------------------------------------------------------------------


def test_spoor_says_how_far_the_plan_is(page, project):
    everybody = make_audience("Iedereen", project=project)
    make_message(audience=everybody)
    make_message(audience=everybody, status="sent")
    make_message(audience=everybody, status="dropped", dropped_why="Dubbel")
    told = "1 van 2 boodschappen verteld"
    assert [told in page(name) for name in ("trajecten:overzicht", "communicatie:stap")] == [True, True]


def test_spoor_says_that_they_are_here_while_nothing_is_planned(page):
    html = page("communicatie:stap")
    assert ("jullie zijn hier" in html, "boodschappen verteld" in html) == (True, False)


def test_line_is_the_same_when_it_did_not_come_along(project):
    make_message(audience=make_audience(project=project))
    alone = Project.objects.get(pk=project.pk)
    along = reading.with_columns(Project.objects.filter(pk=project.pk)).get()
    assert (told_now.words(alone), told_now.words(along)) == ("0 van 1 boodschap verteld",) * 2


def test_project_elsewhere_does_not_count_its_messages(project):
    make_message(audience=make_audience(project=project))
    Project.objects.filter(pk=project.pk).update(step=5)
    assert reading.with_columns(Project.objects.filter(pk=project.pk)).get().told_now is None


# --- Vandaag -------------------------------------------------------------------------------------


def titles(project):
    found = list(reading.with_columns(Project.objects.filter(pk=project.pk)))
    return [task.title for task in next_thing.tasks(None, found)]


def test_one_thing_after_the_other(project):
    somebody = people(project, 1)[0]
    seen = [titles(project)]
    make_contact_point(somebody, project=project)
    seen.append(titles(project))
    make_ask(somebody, project=project)
    seen.append(titles(project))
    make_message(audience=make_audience(project=project))
    seen.append(titles(project))
    version = make_agreement(project=project)
    seen.append(titles(project))
    type(version.agreement).objects.filter(pk=version.agreement_id).update(owner=somebody)
    seen.append(titles(project))
    assert seen == [
        ["Kies aanspreekpunten"],
        ["Vraag ambassadeurs"],
        ["Plan wat jullie vertellen"],
        [],
        ["Geef elke afspraak een eigenaar"],
        [],
    ]


@pytest.mark.parametrize("step", [3, 5])
def test_another_step_asks_nothing_of_this(project, step):
    Project.objects.filter(pk=project.pk).update(step=step)
    assert titles(project) == []


def test_what_was_told_in_an_earlier_step_is_no_plan_for_this_one(project):
    somebody = people(project, 1)[0]
    make_contact_point(somebody, project=project)
    make_ask(somebody, project=project)
    make_message(audience=make_audience(project=project), step=1, status="sent")
    assert titles(project) == ["Plan wat jullie vertellen"]


def test_vandaag_shows_it_to_who_leads_and_to_nobody_else(client, lies, noor, project):
    found = {}
    for person in (lies, noor):
        client.force_login(person)
        found[person] = "Collega&#x27;s weten dan bij wie ze terechtkunnen." in client.get("/vandaag/").content.decode()
    assert found == {lies: True, noor: False}


def test_tasks_need_no_query_of_their_own(project, django_assert_num_queries):
    found = list(reading.with_columns(Project.objects.all()))
    with django_assert_num_queries(0):
        assert len(list(next_thing.tasks(None, found))) == 1


# --- The gate elsewhere --------------------------------------------------------------------------


def test_command_prints_gate_4(project, capsys):
    people(project, 3)
    call_command("poort", project.slug)
    printed = capsys.readouterr().out
    assert (
        "Poort 4, Communicatie" in printed,
        "? [must] s4.ambassadors: Nog niemand zei ja. Nodig: 2 ambassadeurs. (doel 20 collega's per ambassadeur)"
        in printed,
    ) == (True, True)
    assert len(re.findall(r"\[(?:must|should)\] s4\.\w+:", printed)) == len(criteria_of(step_for(4)))


def test_empty_step_invites_to_choose_who_one_turns_to(project):
    assert Communicatie().invitation(project, gate.evaluate(project, 4)).title == "Wie is het aanspreekpunt?"
    make_audience(project=project)
    assert Communicatie().invitation(project, gate.evaluate(project, 4)) is None


def test_overview_of_an_empty_step_shows_the_invitation(page):
    html = page("trajecten:overzicht")
    assert ("Wie is het aanspreekpunt?" in html, "Kies per locatie minstens 1 naam." in html) == (True, True)
