"""The one filled button of concepts and rounds leads on, and a new round has ticked what was not tried yet."""

import re

import pytest
from django.urls import reverse

from toetsing.actions import rounds
from toetsing.actions.findings import finding_from_barrier
from toetsing.barriers import barriers_of
from toetsing.models import TestRound
from toetsing.next_round import suggestion
from toetsing.tests.factories import (
    add_version,
    close_round,
    finished,
    make_concept,
    make_finding,
    make_round,
    make_testers,
    open_now,
    small,
    tell,
)
from toetsing.tests.round_pages import path, text_of
from trajecten.models import Project


def buttons(page, variant: str = "") -> list[str]:
    """The links of the page that look like a button: filled ones, or those of a variant."""
    css = f"knop knop--{variant}" if variant else "knop"
    return [
        re.sub(r"<[^>]+>", "", text).strip()
        for text in re.findall(rf'<a class="{css}"[^>]*>(.*?)</a>', page.content.decode(), re.DOTALL)
    ]


# --- Concept -------------------------------------------------------------------------------------


def test_version_that_nobody_tried_leads_to_a_round(as_lies, project, concept):
    page = as_lies.get(path("concept", project))
    assert (buttons(page), buttons(page, "rand")) == (["Plan een ronde"], ["Maak een nieuwe versie"])


def test_version_in_a_round_leads_to_a_next_version(as_lies, project, planned):
    page = as_lies.get(path("concept", project))
    assert (buttons(page), buttons(page, "rand")) == (["Maak een nieuwe versie"], [])


def test_version_after_a_round_leads_to_the_next_round(as_lies, project, planned, concept):
    close_round(planned)
    add_version(concept)
    assert buttons(as_lies.get(path("concept", project))) == ["Plan een ronde"]


def test_reader_of_a_concept_gets_no_button(as_noor, project, concept):
    page = as_noor.get(path("concept", project))
    assert (buttons(page), buttons(page, "rand")) == ([], [])


# --- What a new round suggests -------------------------------------------------------------------


def suggested(project, kind="") -> tuple[str, list[str]]:
    found = suggestion(project, kind)
    return found.kind, [one.name for one in found.concepts]


@pytest.fixture
def two(project):
    return [make_concept(name, project=project) for name in ("Drie tikken", "Noodmap")]


def test_first_round_is_small_and_tries_everything(project, two):
    assert suggested(project) == ("small", ["Drie tikken", "Noodmap"])


def test_next_small_round_tries_what_was_not_tried(project, two):
    close_round(make_round(concepts=two[:1]))
    assert suggested(project) == ("small", ["Noodmap"])


def test_round_in_preparation_tried_nothing_yet(project, two):
    make_round(concepts=two[:1])
    assert suggested(project) == ("small", ["Drie tikken", "Noodmap"])


def test_new_version_is_tried_again(project, two):
    close_round(make_round(concepts=two))
    make_finding(concept=two[0], round=TestRound.objects.get())
    make_finding(concept=two[1], round=TestRound.objects.get())
    add_version(two[1])
    assert suggested(project) == ("small", ["Noodmap"])


def test_after_a_small_group_come_the_key_figures(project, two):
    tried = close_round(make_round(concepts=two))
    assert suggested(project) == ("key_figures", ["Drie tikken", "Noodmap"])
    make_finding(concept=two[0], round=tried)
    assert suggested(project) == ("small", [])
    add_version(two[0])
    assert suggested(project) == ("key_figures", ["Drie tikken", "Noodmap"])


def test_concept_that_does_not_take_part_holds_nobody_back(project, two):
    close_round(make_round(concepts=two[:1]))
    type(two[1]).objects.filter(pk=two[1].pk).update(left_out="Te vroeg.")
    assert suggested(project) == ("key_figures", ["Drie tikken"])


def test_address_says_with_whom(project, two):
    close_round(make_round(concepts=two[:1]))
    assert suggested(project, "key_figures") == ("key_figures", ["Drie tikken", "Noodmap"])
    assert suggested(project, "iedereen") == ("small", ["Noodmap"])


def test_only_concept_is_ticked_whatever_was_tried(project, concept):
    make_finding(concept=concept, round=close_round(make_round(concepts=[concept])))
    assert suggested(project) == ("small", [concept.name])


def test_form_shows_what_is_suggested(as_lies, project, two):
    close_round(make_round(concepts=two[:1]))
    page = as_lies.get(reverse("toetsing:ronde_nieuw", args=[project.slug])).content.decode()
    ticked = [tag for tag in re.findall(r"<input[^>]*>", page) if " checked" in tag]
    values = [re.search(r'name="(\w+)"', tag)[1] + "=" + re.search(r'value="(\w+)"', tag)[1] for tag in ticked]
    assert values == ["kind=small", f"concepts={two[1].pk}"]


# --- Round ---------------------------------------------------------------------------------------


def test_round_before_the_gate_leads_to_the_gate(client, as_lies, noor, project, planned):
    Project.objects.filter(pk=project.pk).update(step=2)
    page = as_lies.get(path("ronde", project))
    assert buttons(page) == ["Bekijk de poort"]
    assert f'<a class="knop" href="{reverse("trajecten:poort", args=[project.slug, 2])}"' in page.content.decode()
    client.force_login(noor)
    assert buttons(client.get(path("ronde", project))) == []


def test_round_that_waits_for_a_version_leads_to_it(client, as_lies, noor, project, concept, lies):
    make_finding(concept=concept, round=finished(project, concept, by=lies))
    people = make_testers(project, ("Aalst", "Zorg", 10))
    waits = make_round("key_figures", project=project, concepts=[concept], people=people)
    address = reverse("toetsing:versie_nieuw", args=[project.slug, concept.pk])
    link = f'Maak eerst een versie na 0.1. <a href="{address}">Maak een nieuwe versie</a>'
    page = as_lies.get(path("ronde", project, waits))
    assert (link in page.content.decode(), buttons(page)) == (True, ["Maak een nieuwe versie van C1"])
    client.force_login(noor)
    assert link not in client.get(path("ronde", project, waits)).content.decode()


def test_round_of_what_no_small_group_tried_leads_to_a_small_round(as_lies, project, concept):
    people = make_testers(project, ("Aalst", "Zorg", 10))
    waits = make_round("key_figures", project=project, concepts=[concept], people=people)
    address = reverse("toetsing:ronde_nieuw", args=[project.slug]) + "?soort=small"
    assert f'<a href="{address}">Plan de try-out</a>' in as_lies.get(path("ronde", project, waits)).content.decode()


def test_round_that_waits_for_another_leads_to_it(as_lies, project, planned, concept, lies):
    open_now(planned, lies)
    waits = small(project, concept)
    link = f'<a href="{path("ronde", project, planned)}">Bekijk ronde 1</a>'
    assert link in as_lies.get(path("ronde", project, waits)).content.decode()


def test_round_is_not_to_be_closed_before_somebody_told(as_lies, project, planned, lies):
    opened = open_now(planned, lies)
    page = as_lies.get(path("ronde", project))
    assert (buttons(page), buttons(page, "rand")[0]) == (["Bekijk de deelname"], "Rond de ronde af")
    tell(opened, 1)
    page = as_lies.get(path("ronde", project))
    assert (buttons(page), buttons(page, "rand")) == (["Rond de ronde af"], [])


def test_findings_are_made_of_what_people_wrote_once_they_wrote_something(as_lies, project, planned, lies):
    opened = open_now(planned, lies)
    tell(opened, 1)
    before = buttons(as_lies.get(path("ronde", project)), "rand")
    tell(opened, 1, first=1, barrier="Te veel velden.")
    after = buttons(as_lies.get(path("ronde", project)), "rand")
    assert (before, after) == ([], ["Maak bevindingen van wat hen tegenhield"])


def test_closed_round_leads_to_what_people_wrote_and_then_to_the_next(
    as_lies, project, planned, lies, django_assert_num_queries
):
    opened = open_now(planned, lies)
    tell(opened, 3, barrier="Te veel velden.")
    rounds.close_round(test_round=opened, by=lies)
    address = path("ronde", project)
    with django_assert_num_queries(8):
        page = as_lies.get(address)
    assert (buttons(page), buttons(page, "rand")) == (["Bekijk de opmerkingen"], ["Plan de volgende ronde"])
    (barrier,) = barriers_of(opened)
    finding_from_barrier(barrier=barrier, severity="annoying", by=lies)
    page = as_lies.get(path("ronde", project))
    assert (buttons(page), buttons(page, "rand")) == (
        ["Plan de volgende ronde"],
        ["Maak bevindingen van wat hen tegenhield"],
    )


def test_reader_of_a_closed_round_gets_no_button(as_noor, project, planned, lies):
    opened = open_now(planned, lies)
    tell(opened, 3, barrier="Te veel velden.")
    rounds.close_round(test_round=opened, by=lies)
    page = as_noor.get(path("ronde", project))
    assert (buttons(page), buttons(page, "rand")) == ([], [])


def test_round_on_the_step_page_says_who_is_on_the_list_until_they_are_asked(as_lies, project, planned, lies):
    address = reverse("toetsing:stap", args=[project.slug])
    assert "5 collega’s op de lijst" in text_of(as_lies.get(address))
    open_now(planned, lies)
    page = text_of(as_lies.get(address))
    assert ("5 collega’s gevraagd" in page, "op de lijst" in page) == (True, False)
