"""The page of step 2: what waits, what is decided, what follows, and the one thing to do next."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from bevraging.tests import factories as surveys
from fundament.models import Decision
from fundament.tests.factories import (
    follows,
    make_agreement,
    make_bottleneck,
    make_bundle,
    make_core_theme,
    make_decision,
    make_taken,
    put_in_force,
)
from organisatie.tests.factories import make_user
from trajecten.models import Project, ProjectRole
from trajecten.tests.factories import make_project, make_role

pytestmark = pytest.mark.django_db
PATH = "/trajecten/digitale-werkbonnen/fundament/"
OVERVIEW = "/trajecten/digitale-werkbonnen/"


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=2)


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def fill(project, lies, rows=1):
    """`rows` bundles with a decision, an agreement in force and a theme each; one proposal more."""
    for number in range(rows):
        theme = make_core_theme(f"Thema {number}", project=project)
        bundle = make_bundle(f"Bundel {number}", project=project, theme=theme, count=rows)
        decision = make_taken(f"Keuze {number}?", project=project, decider=lies)
        decision.bundles.add(bundle)
        put_in_force(follows(make_agreement(project=project), decision))
    make_decision(project=project)


# --- Who may look ------------------------------------------------------------------------------


def test_page_is_not_there_for_a_stranger(as_, vik, project):
    assert as_(vik).get(PATH).status_code == 404


def test_page_changes_nothing_when_posted(as_, lies, project):
    assert as_(lies).post(PATH).status_code == 405


def test_page_leads_who_is_not_signed_in_to_the_door(client, project):
    assert client.get(PATH).status_code == 302


def test_reader_sees_everything_and_no_button_that_writes(as_, noor, lies, project):
    fill(project, lies)
    page = text_of(as_(noor).get(PATH))
    assert ("Bundel 0" in page, "Leg een keuze voor" in page, page.count('class="knop"')) == (True, False, 0)


def test_guest_ambassador_sees_no_figures(as_, lies, project):
    fatima = make_user("fatima@elders.test", "Fatima Akin")
    make_role(project, fatima, ProjectRole.Role.AMBASSADOR)
    fill(project, lies)
    page = text_of(as_(fatima).get(PATH))
    assert ("Bundel 0" in page, "Poort naar stap 3" in page, "Meld een knelpunt" in page) == (False, False, True)


# --- What it says ------------------------------------------------------------------------------


def test_empty_page_invites_to_get_the_points(as_, lies, project):
    page = text_of(as_(lies).get(PATH))
    assert ("Welke keuzes moeten we maken?" in page, page.count('class="knop"'), "Haal punten op" in page) == (
        True, 1, True,
    )  # fmt: skip


def test_empty_page_invites_a_reader_to_nothing(as_, noor, project):
    page = text_of(as_(noor).get(PATH))
    assert ("Welke keuzes moeten we maken?" in page, "Haal punten op" in page) == (True, False)


def test_state_tells_what_waits_and_what_stands(as_, lies, project):
    fill(project, lies, 2)
    page = text_of(as_(lies).get(PATH))
    assert "1 keuze wacht op een besluit, 2 besluiten staan vast, 2 afspraken zijn van kracht." in page


def test_state_of_reports_alone_says_so(as_, lies, project):
    make_bottleneck(project=project)
    assert "1 knelpunt is genoteerd, er is nog geen keuze voorgelegd." in text_of(as_(lies).get(PATH))


def test_choices_that_wait_stand_first(as_, lies, project):
    make_taken("Genomen?", project=project, decider=lies)
    make_decision("Open?", project=project)
    page = text_of(as_(lies).get(PATH))
    assert 0 < page.index("Open?") < page.index("Genomen?")


@pytest.mark.parametrize(
    ("asked", "sent_back", "words"),
    [
        (False, "", "de trekker bereidt voor"),
        (True, "", "ligt bij wie beslist"),
        (False, "Wat kost het?", "wie beslist vroeg nog iets, de trekker vult aan"),
    ],
)
def test_choice_says_as_a_role_with_whom_it_lies(as_, lies, project, asked, sent_back, words):
    decision = make_decision(project=project, decider=lies, sent_back=sent_back)
    Decision.objects.filter(pk=decision.pk).update(asked_at="2026-03-02T08:00:00Z" if asked else None)
    page = text_of(as_(lies).get(PATH))
    assert (words in page, "Lies" in page.split('id="keuzes"')[1].split("</section>")[0]) == (True, False)


def test_chain_tells_each_bundle_from_report_to_agreement(as_, lies, project):
    fill(project, lies)
    chain = text_of(as_(lies).get(PATH)).split('id="keten"')[1]
    found = [words for words in ("1 knelpunt", "B01 genomen", "A01 van kracht", "nog te vroeg") if words in chain]
    assert (len(found), chain.count("<table")) == (4, 1)


def test_agreements_are_counted_per_status(as_, lies, project):
    fill(project, lies, 2)
    make_agreement(project=project)
    assert as_(lies).get(PATH).context["counts"] == [("2 van kracht", "ok"), ("1 concept", "")]


def test_many_choices_are_a_press_away(as_, lies, project):
    for number in range(9):
        make_decision(f"Keuze {number}?", project=project)
    answer = as_(lies).get(PATH)
    assert (len(answer.context["lines"]), "Bekijk alle 9" in text_of(answer)) == (8, True)


# --- The one thing to do next ------------------------------------------------------------------


def main_of(as_, user):
    return as_(user).get(PATH).context["main"]


def test_choice_that_is_not_asked_yet_is_worked_out_first(as_, lies, project):
    decision = make_decision(project=project)
    assert main_of(as_, lies) == ("Werk B01 af", reverse("fundament:keuze", args=[project.slug, decision.pk]))


def test_bundle_without_choice_asks_for_one(as_, lies, project):
    bundle = make_bundle(project=project, count=2)
    assert main_of(as_, lies) == (
        "Leg de keuze vast",
        reverse("fundament:keuze_nieuw", args=[project.slug]) + f"?bundel={bundle.pk}",
    )


def test_decision_without_agreement_asks_for_one(as_, lies, project):
    decision = make_taken(project=project, decider=lies)
    assert main_of(as_, lies) == (
        "Schrijf de afspraak bij B01",
        reverse("fundament:afspraak_nieuw", args=[project.slug]) + f"?besluit={decision.pk}",
    )


def test_loose_reports_ask_for_a_bundle(as_, lies, project):
    make_bottleneck(project=project)
    assert main_of(as_, lies)[0] == "Bundel de knelpunten"


def test_when_all_is_done_the_gate_is_next(as_, lies, project):
    make_taken(project=project, decider=lies, no_agreement="Dit is eenmalig.")
    assert main_of(as_, lies)[0] == "Bekijk de poort"


def test_who_decides_gets_what_lies_with_them(as_, lies, noor, project):
    decision = make_decision(project=project, decider=noor)
    Decision.objects.filter(pk=decision.pk).update(asked_at="2026-03-02T08:00:00Z")
    assert main_of(as_, noor) == (
        "Bekijk en beslis over B01",
        reverse("fundament:beslis", args=[project.slug, decision.pk]),
    )


# --- Around it ---------------------------------------------------------------------------------


def test_overview_of_an_empty_step_two_invites(as_, lies, project):
    page = text_of(as_(lies).get(OVERVIEW))
    assert ("Welke keuzes moeten we maken?" in page, page.count('class="knop"')) == (True, 1)


def test_station_of_step_two_leads_to_its_page(as_, noor, project):
    assert as_(noor).get(f"{OVERVIEW}2/").url == PATH


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("stap", 8), ("overzicht", 8), ("poort", 8)])
def test_page_takes_as_many_queries_for_one_and_three_rows(
    as_, lies, project, name, queries, rows, django_assert_num_queries
):
    surveys.make_published(Project.objects.get(pk=project.pk), answers=20, by=lies)
    fill(project, lies, rows)
    browser = as_(lies)
    browser.get(reverse("trajecten:nieuw"))
    caches["pages"].clear()
    path = {"stap": PATH, "overzicht": OVERVIEW, "poort": f"{OVERVIEW}poort/2/"}[name]
    with django_assert_num_queries(queries):
        assert browser.get(path).status_code == 200


@pytest.mark.parametrize("step", [1, 3])
def test_page_takes_eight_queries_from_another_step(as_, lies, project, step, django_assert_num_queries):
    Project.objects.filter(pk=project.pk).update(step=step)
    fill(project, lies)
    browser = as_(lies)
    browser.get(reverse("trajecten:nieuw"))
    caches["pages"].clear()
    with django_assert_num_queries(8):
        assert browser.get(PATH).status_code == 200
