"""The page of step 3: what it shows to whom, its one button, and how many queries it takes."""

import re

import pytest
from django.core.cache import caches
from django.urls import reverse

from organisatie.tests.factories import make_user
from toetsing.models import TestRound
from toetsing.tests.factories import (
    close_round,
    give_feedback,
    make_concept,
    make_finding,
    make_round,
    make_testers,
)
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_project


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=3)


@pytest.fixture
def page(client, lies, project):
    """The page as Lies sees it, as one line of text."""
    client.force_login(lies)
    return lambda: re.sub(r"\s+", " ", client.get(reverse("toetsing:stap", args=[project.slug])).content.decode())


def tried(project, name="Observatie in drie tikken", *, kind="small", done=False, barrier=""):
    concept = project.concepts.filter(name=name).first() or make_concept(name, project=project)
    people = make_testers(project, ("Aalst", "Zorg", 2))
    trial = make_round(kind, concepts=[concept], people=people)
    give_feedback(trial, people[0], concept, tried="a1", ready=5, barrier=barrier)
    return close_round(trial) if done else trial


def test_stranger_finds_nothing(client, vik, project):
    client.force_login(vik)
    assert client.get(reverse("toetsing:stap", args=[project.slug])).status_code == 404


def test_page_is_only_looked_at(client, lies, project):
    client.force_login(lies)
    assert client.post(reverse("toetsing:stap", args=[project.slug])).status_code == 405


def test_step_of_the_core_leads_here(client, lies, project):
    client.force_login(lies)
    assert reverse("toetsing:stap", args=[project.slug]) == f"/trajecten/{project.slug}/toetsing/"
    assert "wordt nog voorbereid" not in client.get(f"/trajecten/{project.slug}/toetsing/").content.decode()


def test_empty_page_says_to_try_small_first(page):
    html = page()
    told = ["Probeer eerst klein.", "Kies 5 tot 8 collega's voor de try-out.", "Begin met een concept."]
    assert [one for one in told if one not in html] == []


def test_spoor_says_which_round_it_is(page, project):
    make_round(project=project)
    assert "ronde 1, kleine groep" in page()
    make_round("key_figures", project=project)
    assert "ronde 2, sleutelfiguren" in page()


def test_spoor_shows_the_round_that_runs_above_a_later_one(page, project):
    tried(project)
    make_round("key_figures", project=project)
    assert "ronde 1, kleine groep" in page()


def test_spoor_of_another_step_says_nothing_of_rounds(page, project):
    make_round(project=project)
    type(project).objects.filter(pk=project.pk).update(step=4)
    html = page()
    assert ("Ronde 1, kleine groep" in html, "ronde 1, kleine groep" in html) == (True, False)


def test_running_round_is_told_with_its_numbers(page, project):
    tried(project)
    assert "Ronde 1 loopt: 1 van 2 collega&#x27;s vertelden al hoe het ging." in page()


def test_concept_shows_how_often_it_was_tried_and_what_was_found(page, project):
    trial = tried(project)
    concept = project.concepts.get()
    make_finding(concept=concept, round=trial)
    html = page()
    told = ["C1 Observatie in drie tikken", "1 open, 0 aangepast", "1 bevinding genoteerd.", "1 is nog open."]
    assert [one for one in told if one not in html] == []


def test_what_blocks_is_the_one_button(page, project):
    trial = tried(project)
    make_finding(concept=project.concepts.get(), round=trial, severity="blocking")
    html = page()
    filled = re.findall(r'<a class="knop" href="([^"]+)"', html)
    assert filled == [f"/trajecten/{project.slug}/toetsing/drempels/?ernst=blocking&amp;open=ja"]


def test_compliments_stand_in_yellow_and_only_three_of_them(page, project):
    concept = make_concept(project=project)
    for number in range(4):
        make_finding(f"Compliment {number}", concept=concept, kind="compliment", severity="")
    html = page()
    assert re.findall(r"<blockquote>(Compliment \d)</blockquote>", html) == [
        "Compliment 3",
        "Compliment 2",
        "Compliment 1",
    ]
    assert "Alle 4 complimenten" in html
    assert len(re.findall(r'</p></div><div class="ruim-boven"><blockquote>', html)) == 2


def test_reader_sees_the_same_without_buttons(client, noor, project):
    trial = tried(project, barrier="Te veel velden.")
    make_finding(concept=project.concepts.get(), round=trial)
    client.force_login(noor)
    html = client.get(reverse("toetsing:stap", args=[project.slug])).content.decode()
    assert ("Ronde 1, kleine groep" in html, "Meld een drempel" in html, "Lees de opmerkingen" in html) == (
        True,
        False,
        False,
    )


def test_guest_without_results_sees_what_the_step_is_for(client, project):
    tried(project)
    guest = make_user("gast@elders.test", "Gast Een")
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=guest)
    client.force_login(guest)
    html = client.get(reverse("toetsing:stap", args=[project.slug])).content.decode()
    assert ("Probeer het uit met een kleine groep" in html, "Ronde 1, kleine groep" in html) == (True, False)


@pytest.mark.parametrize(("barrier", "link"), [("Te veel velden.", True), ("", False), ("  ", False)])
def test_remarks_of_a_round_are_a_link_for_who_leads_once_there_are_any(page, project, barrier, link):
    tried(project, barrier=barrier)
    html = page()
    address = f"/trajecten/{project.slug}/toetsing/ronde/1/opmerkingen/"
    assert (address in html, "Lees de opmerkingen" in html, "1 vertelde hoe het ging" in html) == (link, link, True)


# --- How many queries ----------------------------------------------------------------------------


@pytest.fixture
def cold(client, lies):
    """Signed in, and nothing remembered in this process from an earlier page."""
    client.force_login(lies)
    client.get(reverse("trajecten:nieuw"))
    caches["pages"].clear()
    caches["results"].clear()
    return client


def fill(project, count):
    for number in range(count):
        trial = tried(project, f"Concept {number}", done=True)
        concept = trial.concepts.get().concept
        for kind in ("barrier", "compliment"):
            for _turn in range(count):
                severity = "blocking" if kind == "barrier" else ""
                make_finding(concept=concept, round=trial, kind=kind, severity=severity)
    tried(project, "Concept 0", kind=TestRound.Kind.KEY_FIGURES)


PAGES = [
    ("toetsing:stap", 8), ("trajecten:overzicht", 8), ("trajecten:poort", 7), ("bevraging:stap", 8), ("trajecten:lijst", 7),
    ("trajecten:vandaag", 8),
]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), PAGES)
def test_page_takes_as_many_queries_for_one_and_three(cold, project, name, queries, count, django_assert_num_queries):
    fill(project, count)
    args = {"trajecten:poort": [project.slug, 3], "trajecten:lijst": [], "trajecten:vandaag": []}
    path = reverse(name, args=args.get(name, [project.slug]))
    with django_assert_num_queries(queries):
        assert cold.get(path).status_code == 200
