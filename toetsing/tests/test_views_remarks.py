"""Remarks of a round that become findings, and what each version of a concept did with what was found."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.tests.factories import make_project
from organisatie.tests.factories import make_ines
from toetsing.models import Finding
from toetsing.tests.factories import give_feedback, make_concept, make_finding, make_round, make_testers
from trajecten.models import ProjectRole


@pytest.fixture
def project(linde, lies):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def concept(project):
    return make_concept(project=project)


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def story(concept):
    return reverse("toetsing:voor_na", args=[concept.project.slug, concept.pk])


# --- Remarks of a round --------------------------------------------------------------------------


@pytest.fixture
def trial(concept):
    people = make_testers(concept.project, ("Aalst", "Zorg", 2))
    trial = make_round(concepts=[concept], people=people)
    give_feedback(trial, people[0], concept, tried="a3", barrier="Geen netwerk in de gang")
    return trial


def remarks(trial, *args):
    return reverse("toetsing:opmerking_bevinding" if args else "toetsing:opmerkingen", args=[trial.project.slug, trial.number, *args])  # fmt: skip


def test_remarks_are_only_for_who_leads_this_project(client, trial, lies, noor, vik):
    told = []
    for person in (lies, noor, make_ines(), vik):
        client.force_login(person)
        told.append(client.get(remarks(trial)).status_code)
    assert told == [200, 403, 403, 404]


def test_remark_stands_without_who_wrote_it(as_lies, trial):
    page = text_of(as_lies.get(remarks(trial)))
    assert ("Geen netwerk in de gang" in page, "Tester" in page) == (True, False)


def test_one_click_makes_one_finding(as_lies, trial):
    key = re.search(r"opmerkingen/([0-9a-f-]{36})/", as_lies.get(remarks(trial)).content.decode())[1]
    for _turn in range(2):
        as_lies.post(remarks(trial, key), {"ernst": "blocking"})
    assert Finding.objects.values_list("text", "severity").get() == ("Geen netwerk in de gang", "blocking")
    assert "Staat bij de bevindingen" in text_of(as_lies.get(remarks(trial)))


def test_click_without_severity_makes_nothing(as_lies, trial):
    key = re.search(r"opmerkingen/([0-9a-f-]{36})/", as_lies.get(remarks(trial)).content.decode())[1]
    page = as_lies.post(remarks(trial, key), {"ernst": "heel"}, follow=True)
    assert ("Kies hoe erg het is." in text_of(page), Finding.objects.count()) == (True, 0)


def test_click_on_a_remark_is_for_who_leads_and_only_pressed(client, trial, lies, noor):
    key = "0" * 8 + "-0000-0000-0000-" + "0" * 12
    client.force_login(lies)
    told = [client.get(remarks(trial, key)).status_code, client.post(remarks(trial, key)).status_code]
    client.force_login(noor)
    assert [*told, client.post(remarks(trial, key)).status_code] == [405, 404, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_remarks_take_the_same_queries(as_lies, trial, concept, count, django_assert_num_queries):
    people = make_testers(concept.project, ("Aalst", "Zorg", count))
    for number, person in enumerate(people):
        give_feedback(trial, person, concept, barrier=f"Drempel {number}")
    as_lies.get(remarks(trial))
    with django_assert_num_queries(8):
        assert as_lies.get(remarks(trial)).status_code == 200


# --- Before and after ----------------------------------------------------------------------------


def test_before_and_after_stand_beside_each_other(as_lies, project):
    concept = make_concept(project=project, versions=1)
    first = concept.versions.get()
    second = concept.versions.create(number=2, text="Tik, kies en bewaar.", changed="Van 9 naar 3 velden.")
    make_finding(
        concept=concept, version=first, disposition="adjusted", adjusted_in=second, answer="Drie velden.",
        answered_at=timezone.now(),
    )  # fmt: skip
    page = text_of(as_lies.get(story(concept)))
    parts = [
        "Van 0.1 naar 0.2", "Gevonden in 0.1", "Te veel verplichte velden", "Aangepast in 0.2", "Veranderd in 0.2",
        "Van 9 naar 3 velden.", "Drie velden.",
        '<del><span class="alleen-lezer">weg: </span>kies, </del><ins><span class="alleen-lezer">nieuw: </span>kies en </ins>',
    ]  # fmt: skip
    assert [part for part in parts if part not in page] == []


def test_version_that_is_a_link_has_no_difference_in_words(as_lies, project):
    concept = make_concept(project=project)
    concept.versions.create(number=2, link="https://linde.test/blad", changed="Op het net.")
    page = text_of(as_lies.get(story(concept)))
    assert "Eén van de twee versies is geen tekst." in page


def test_concept_with_one_version_waits(as_lies, concept):
    page = text_of(as_lies.get(story(concept)))
    assert "Er is nog geen nieuwe versie." in page
