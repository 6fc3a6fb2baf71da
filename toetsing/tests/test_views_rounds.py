"""The screens of rounds: who may see them, what they do, how many queries they take."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fundament.tests.factories import make_agreement
from organisatie.tests.factories import make_employee
from toetsing.actions import rounds
from toetsing.models import TestRound
from toetsing.tests.factories import (
    make_concept,
    make_ready_project,
    make_round,
    make_testers,
    open_now,
    tell,
)
from toetsing.tests.round_pages import path, status, text_of
from trajecten.models import Project, ProjectRole
from trajecten.tests.factories import make_decider

READ = ["concepten", "concept", "rondes", "ronde", "versie_bestand"]
WRITE = [
    "concept_nieuw", "concept_wijzig", "concept_niet", "versie_nieuw", "versie",
    "ronde_nieuw", "ronde_wijzig", "ronde_open", "ronde_afronden", "ronde_weg", "ronde_wie",
]  # fmt: skip
PRESS = ["concept_terug", "ronde_wie_erbij", "ronde_sleutelfiguren", "ronde_wie_weg"]
DAY = {"day": "2031-03-03", "begins": "14:00", "ends": "15:30"}


# --- Who may see what ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READ, *WRITE])
def test_page_of_other_organisation_is_missing(client, vik, project, planned, name):
    client.force_login(vik)
    assert status(client.get(path(name, project))) == 404


@pytest.mark.parametrize("name", PRESS)
def test_button_of_other_organisation_is_missing(client, vik, project, planned, name):
    client.force_login(vik)
    assert client.post(path(name, project)).status_code == 404


@pytest.mark.parametrize("name", READ)
def test_reader_sees_what_is_tried(as_noor, project, planned, name):
    assert status(as_noor.get(path(name, project))) == 200


@pytest.mark.parametrize("name", WRITE)
def test_reader_changes_nothing(as_noor, project, planned, name):
    assert status(as_noor.get(path(name, project))) == 403


@pytest.mark.parametrize("name", PRESS)
def test_reader_presses_nothing(as_noor, project, planned, name):
    assert as_noor.post(path(name, project)).status_code == 403


@pytest.mark.parametrize("name", READ)
def test_decider_sees_them_and_an_ambassador_of_elsewhere_does_not(client, linde, anker, project, planned, name):
    decider, helper = make_decider(linde), make_decider(anker, "helper@anker.test")
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.DECIDER, user=decider)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=helper)
    found = []
    for user in (decider, helper):
        client.force_login(user)
        found.append(status(client.get(path(name, project))))
    assert found == [200, 403]


@pytest.mark.parametrize("name", PRESS)
def test_button_is_only_pressed(as_lies, project, planned, name):
    assert as_lies.get(path(name, project)).status_code == 405


@pytest.mark.parametrize("name", READ)
def test_page_that_looks_takes_no_post(as_lies, project, planned, name):
    assert as_lies.post(path(name, project)).status_code == 405


@pytest.mark.parametrize("name", ["concept", "versie_bestand"])
def test_concept_of_another_project_is_missing(as_lies, project, planned, name):
    other = make_ready_project(slug="ander")
    args = [planned.concepts.first().concept_id, *([1] if name == "versie_bestand" else [])]
    assert status(as_lies.get(reverse(f"toetsing:{name}", args=[other.slug, *args]))) == 404


# --- Rounds --------------------------------------------------------------------------------------


def test_new_round_leads_to_who_takes_part(as_lies, project, concept):
    data = {"kind": "small", "concepts": [concept.pk], "place": "Refter", **DAY}
    answer = as_lies.post(path("ronde_nieuw", project), data)
    made = TestRound.objects.get()
    assert answer.url == path("ronde_wie", project)
    assert timezone.localtime(made.starts_at).strftime("%d/%m/%Y %H:%M") == "03/03/2031 14:00"
    assert timezone.localtime(made.ends_at).strftime("%H:%M") == "15:30"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends": "13:00"}, "Het einde komt na het begin."),
        ({"concepts": []}, "Kies minstens één concept"),
        ({"day": "gisteren"}, "geldige datum"),
    ],
)
def test_round_with_a_wrong_moment_keeps_what_was_typed(as_lies, project, concept, change, sentence):
    data = {"kind": "small", "concepts": [concept.pk], "place": "Refter", **DAY} | change
    page = as_lies.post(path("ronde_nieuw", project), data)
    assert (sentence in text_of(page), "Refter" in page.content.decode()) == (True, True)
    assert not TestRound.objects.exists()


def test_concept_of_another_project_cannot_be_chosen(as_lies, project, concept):
    strange = make_concept(project=make_ready_project(slug="ander"))
    as_lies.post(path("ronde_nieuw", project), {"kind": "small", "concepts": [strange.pk], **DAY})
    assert not TestRound.objects.exists()


def test_round_needs_a_concept_with_a_version_first(as_lies, project):
    page = text_of(as_lies.get(reverse("toetsing:ronde_nieuw", args=[project.slug])))
    assert "Een ronde begint met een concept dat al een versie heeft." in page


def test_colleagues_are_added_by_function_and_taken_off(as_lies, project, concept):
    empty = make_round(project=project, concepts=[concept])
    make_testers(project, ("Aalst", "Zorg", 2), ("Gent", "Keuken", 1))
    kitchen = project.organisation.functions.get(name="Keuken")
    page = as_lies.get(f"{path('ronde_wie', project)}?function={kitchen.pk}").content.decode()
    shown = re.findall(r'name="medewerker" value="(\d+)"', page)
    assert len(shown) == 1
    as_lies.post(path("ronde_wie_erbij", project), {"medewerker": shown, "zoek": f"function={kitchen.pk}"})
    assert [person.function.name for person in empty.people.all()] == ["Keuken"]
    as_lies.post(path("ronde_wie_weg", project))
    assert not empty.people.exists()


def test_somebody_of_another_organisation_cannot_be_added(as_lies, project, concept, anker):
    empty = make_round(project=project, concepts=[concept])
    answer = as_lies.post(path("ronde_wie_erbij", project), {"medewerker": [make_employee(anker).pk]}, follow=True)
    assert (empty.people.count(), "Er kwam niemand bij." in text_of(answer)) == (0, True)


def test_key_figures_are_offered_for_their_round_alone(as_lies, project, concept):
    (tester,) = make_testers(project, ("Aalst", "Zorg", 1))
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.KEY_FIGURE, employee=tester)
    tried, key = make_round(project=project, concepts=[concept]), make_round("key_figures", project=project)
    offered = [
        "Zet de sleutelfiguren op de lijst" in text_of(as_lies.get(path("ronde_wie", project, one)))
        for one in (tried, key)
    ]
    assert offered == [False, True]
    as_lies.post(path("ronde_sleutelfiguren", project, key))
    assert key.people.get().employee == tester


def test_small_group_hears_what_would_be_better(as_lies, project, concept):
    make_round(project=project, concepts=[concept], people=make_testers(project, ("Aalst", "Zorg", 2)))
    page = text_of(as_lies.get(path("ronde", project)))
    expected = [
        "Een try-out werkt het best met 5 tot 8 collega&#x27;s.",
        "Kies collega&#x27;s uit minstens 2 functiegroepen.",
    ]
    assert [words for words in expected if words not in page] == []


def test_key_figures_hear_which_location_is_missing(as_lies, project, concept):
    people = make_testers(project, ("Aalst", "Zorg", 9))
    make_testers(project, ("Gent", "Zorg", 1))
    make_round("key_figures", project=project, concepts=[concept], people=people)
    page = text_of(as_lies.get(path("ronde", project)))
    assert ("Nodig nog minstens 1 sleutelfiguur uit." in page, "Nog niemand van Gent." in page) == (True, True)


def test_round_asks_before_it_invites_and_then_invites(as_lies, project, planned):
    page = text_of(as_lies.get(path("ronde", project)))
    assert "Nodig 5 collega&#x27;s uit" in page
    assert "Nodig je 5 collega&#x27;s uit?" in text_of(as_lies.get(path("ronde_open", project)))
    answer = as_lies.post(path("ronde_open", project), follow=True)
    assert "De uitnodigingen vertrekken nu." in text_of(answer)
    planned.refresh_from_db()
    assert planned.status == "open"


def test_round_before_the_gate_says_so_and_invites_nobody(as_lies, project, planned):
    Project.objects.filter(pk=project.pk).update(step=2)
    page = text_of(as_lies.get(path("ronde", project)))
    assert ("zodra de poort naar Toetsing open is" in page, "Nodig 5 collega" in page) == (True, False)
    assert "zodra de poort" in text_of(as_lies.post(path("ronde_open", project), follow=True))


def test_round_that_waits_says_for_what(as_lies, project, concept):
    people = make_testers(project, ("Aalst", "Zorg", 5))
    make_round("key_figures", project=project, concepts=[concept], people=people)
    page = text_of(as_lies.get(path("ronde", project)))
    assert "is nog niet met een kleine groep uitgeprobeerd" in page


def test_open_round_shows_numbers_to_everybody_and_words_and_names_to_who_leads(client, lies, noor, project, planned):
    opened = open_now(planned, lies)
    tell(opened, 3, barrier="Te veel velden.")
    name = opened.survey.participants.order_by("pk").first().name
    found = []
    for user in (lies, noor):
        client.force_login(user)
        page = text_of(client.get(path("ronde", project)))
        found.append(("3 van 5 vertelden" in page, "Te veel velden." in page, name in page))
    assert found == [(True, True, True), (True, False, False)]


def test_round_asks_before_it_closes_and_shows_what_came_out(as_lies, project, planned, lies):
    opened = open_now(planned, lies)
    tell(opened, 4)
    assert "Rond je deze ronde af?" in text_of(as_lies.get(path("ronde_afronden", project)))
    page = text_of(as_lies.post(path("ronde_afronden", project), follow=True))
    assert ("4 van 5 vertelden" in page, "Zonder hulp gelukt: 4 van 4 (100%)" in page) == (True, True)


def test_round_in_preparation_can_go(as_lies, project, planned):
    assert "Haal je deze ronde weg?" in text_of(as_lies.get(path("ronde_weg", project)))
    as_lies.post(path("ronde_weg", project))
    assert not TestRound.objects.exists()


def test_open_round_moves_and_says_so(as_lies, project, planned, lies):
    open_now(planned, lies)
    answer = as_lies.post(path("ronde_wijzig", project), {"place": "Zaal", **DAY}, follow=True)
    assert "Iedereen krijgt een nieuwe uitnodiging." in text_of(answer)


# --- Queries -------------------------------------------------------------------------------------


QUERIES = [("concepten", 6), ("concept", 8), ("rondes", 6), ("ronde", 7), ("ronde_wie", 8), ("ronde_nieuw", 6)]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), QUERIES)
def test_page_takes_the_same_queries_for_one_and_three_rows(
    as_lies, project, lies, name, queries, rows, django_assert_num_queries
):
    concepts = [make_concept(f"Concept {number}", project=project, versions=rows) for number in range(rows)]
    for number in range(rows):
        version = make_agreement(f"We noteren {number}.", project=project)
        concepts[0].agreements.add(version.agreement)
        people = make_testers(project, (f"Huis {number}", f"Functie {number}", rows))
        make_round(project=project, concepts=concepts, people=people)
    make_testers(project, ("Aalst", "Zorg", rows))
    address = path(name, project)
    with django_assert_num_queries(queries):
        assert as_lies.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_open_round_takes_the_same_queries_for_any_number(as_lies, project, lies, rows, django_assert_num_queries):
    concepts = [make_concept(f"Concept {number}", project=project) for number in range(rows)]
    testers = make_testers(project, *((f"Huis {number}", "Zorg", 2) for number in range(rows)))
    opened = open_now(make_round(project=project, concepts=concepts, people=testers), lies)
    tell(opened, rows, barrier="Te veel velden.")
    address = path("ronde", project)
    with django_assert_num_queries(8):
        assert as_lies.get(address).status_code == 200


def test_round_of_key_figures_that_is_ready_takes_few_queries(as_lies, project, lies, django_assert_num_queries):
    concept = make_concept(project=project)
    testers = make_testers(project, ("Aalst", "Zorg", 10))
    first = open_now(make_round(project=project, concepts=[concept], people=testers), lies)
    rounds.close_round(test_round=first, by=lies)
    key = make_round(
        "key_figures", project=project, concepts=[concept], people=testers, ends_at=timezone.now() + timedelta(days=3)
    )
    for name, words, queries in (("ronde", "Nodig 10 sleutelfiguren", 8), ("ronde_wie", "Zet de sleutelfiguren", 7)):
        address = path(name, project, key)
        with django_assert_num_queries(queries):
            assert words in text_of(as_lies.get(address))
