"""Vandaag, the list, a new project, the overview, and steps that are still being prepared."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from organisatie.models import Membership, Organisation
from organisatie.tests.factories import make_location, make_user
from trajecten import support, today
from trajecten.models import Event, Project, ProjectRole
from trajecten.steps import Step, replaced
from trajecten.support import SupportPoint
from trajecten.tests.factories import make_project, make_role

OVERVIEW = "/trajecten/digitale-werkbonnen/"


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies)


@pytest.fixture
def as_(client):
    """as_(user): the browser of that user."""

    def sign_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def many(organisation: Organisation, count: int) -> None:
    """Projects without people: what lists have to draw."""
    Project.objects.bulk_create(
        Project(organisation=organisation, slug=f"traject-{n}", title=f"Traject {n:03}", goal="Beter werken")
        for n in range(count)
    )


# --- Home and Vandaag --------------------------------------------------------------------------


def test_home_of_a_stranger_is_the_sign_in_page(client, db):
    assert client.get("/").url == reverse("account_login")


def test_home_of_a_member_is_vandaag(as_, lies):
    assert as_(lies).get("/").url == "/vandaag/"


def test_vandaag_asks_a_stranger_to_sign_in(client, db):
    assert client.get("/vandaag/").url.startswith(reverse("account_login"))


def test_vandaag_greets_and_shows_the_projects_of_this_organisation_only(as_, lies, project, anker):
    Project.objects.create(organisation=anker, slug="van-anker", title="Van Het Anker", goal="Iets anders")
    page = as_(lies).get("/vandaag/").content.decode()
    assert ("Dag Lies" in page, "Digitale werkbonnen" in page, "Van Het Anker" in page) == (True, True, False)


def test_vandaag_of_a_lead_has_one_filled_button_for_the_first_task(as_, lies, project):
    page = as_(lies).get("/vandaag/").content.decode()
    assert page.count('class="knop"') == 1
    assert "Maak de startbevraging" in page


def test_vandaag_folds_what_comes_after_the_twelfth_task(as_, lies, project, monkeypatch):
    tasks = [today.Task(f"Ding {n:02}", "Digitale werkbonnen", f"/ding/{n}/", "Bekijk", weight=1) for n in range(1, 14)]
    monkeypatch.setattr(today, "tasks_for", lambda user, visible, proposed: tasks)
    page = as_(lies).get("/vandaag/").content.decode()
    shown, _opens, folded = page.partition('<details class="meer ruim">')
    folded = folded.partition("</details>")[0]
    assert re.findall(r"Ding \d\d", shown) == [f"Ding {n:02}" for n in range(1, 13)]
    assert (re.findall(r"Ding \d\d", folded), "<summary>Nog 1 ding</summary>" in folded) == (["Ding 13"], True)
    assert 'href="/ding/13/"' in folded


def test_vandaag_without_projects_invites_a_lead_and_not_a_reader(as_, lies, noor):
    assert "Nieuw traject" in as_(lies).get("/vandaag/").content.decode()
    assert "Nieuw traject" not in as_(noor).get("/vandaag/").content.decode()


def test_vandaag_shows_a_guest_the_project_they_decide_about(as_, linde, lies):
    karel = make_user("karel@elders.test", "Karel Bogaert")
    project = make_project(linde, lies, with_decider=False)
    make_role(project, karel, ProjectRole.Role.DECIDER)
    assert "Digitale werkbonnen" in as_(karel).get("/vandaag/").content.decode()


def test_vandaag_changes_nothing_when_posted(as_, lies, project):
    assert as_(lies).post("/vandaag/").status_code == 405


@pytest.mark.parametrize("total", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/vandaag/", 7), ("/trajecten/", 7)])
def test_page_takes_the_same_queries_for_one_and_three_projects(
    as_, lies, linde, path, queries, total, django_assert_num_queries
):
    many(linde, total)
    browser = as_(lies)
    with django_assert_num_queries(queries):
        assert browser.get(path).status_code == 200


def test_vandaag_tells_how_many_projects_there_are(as_, lies, linde):
    many(linde, 200)
    assert "Alle 200 trajecten" in as_(lies).get("/vandaag/").content.decode()


# --- List --------------------------------------------------------------------------------------


def test_list_pages_at_fifty(as_, lies, linde):
    many(linde, 51)
    first = as_(lies).get("/trajecten/").content.decode()
    second = as_(lies).get("/trajecten/?blad=2").content.decode()
    assert (first.count('class="kaart traject"'), second.count('class="kaart traject"')) == (50, 1)


def test_list_search_finds_by_name(as_, lies, linde):
    many(linde, 7)
    page = as_(lies).get("/trajecten/?q=traject 003").content.decode()
    assert ("Traject 003" in page, "Traject 004" in page, "1 traject gevonden." in page) == (True, False, True)


def test_list_search_without_result_says_so(as_, lies, project):
    assert "Geen traject dat daarbij past." in as_(lies).get("/trajecten/?q=bestaat niet").content.decode()


def test_list_shows_support_of_five_answers_and_not_of_four(as_, lies, linde, project, monkeypatch):
    monkeypatch.setattr(support, "_sources", {"test": lambda ids: {project.pk: [SupportPoint(1, 64, 5)]}})
    assert '<b class="cijfer">64</b>' in as_(lies).get("/trajecten/").content.decode()
    monkeypatch.setattr(support, "_sources", {"test": lambda ids: {project.pk: [SupportPoint(1, 64, 4)]}})
    assert '<b class="cijfer">64</b>' not in as_(lies).get("/trajecten/").content.decode()


# --- New ---------------------------------------------------------------------------------------


def sent(**changes) -> dict:
    return {
        "form_key": str(uuid4()), "title": "Samen plannen", "goal": "Iedereen kent de planning.", "decider_email": "karel@linde.test",
    } | changes  # fmt: skip


def test_new_project_is_made_and_leads_to_its_overview(as_, lies, linde):
    answer = as_(lies).post("/trajecten/nieuw/", sent())
    project = Project.objects.get()
    assert (answer.url, project.organisation, project.decider.email) == (
        "/trajecten/samen-plannen/",
        linde,
        "karel@linde.test",
    )


def test_new_project_of_a_form_sent_twice_is_one_project(as_, lies):
    form = sent()
    answers = [as_(lies).post("/trajecten/nieuw/", form).url for _ in range(2)]
    assert (answers, Project.objects.count()) == (["/trajecten/samen-plannen/"] * 2, 1)


def test_new_project_with_chosen_locations_keeps_them(as_, lies, linde):
    aalst = make_location(linde, "Aalst")
    as_(lies).post("/trajecten/nieuw/", sent(locations=[aalst.pk]))
    assert list(Project.objects.get().locations.all()) == [aalst]


def test_new_project_refuses_a_location_of_another_organisation(as_, lies, anker):
    foreign = make_location(anker, "Elders")
    answer = as_(lies).post("/trajecten/nieuw/", sent(locations=[foreign.pk]))
    assert (answer.status_code, Project.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Schrijf een naam voor het traject"),
        ("goal", "", "Schrijf het doel in één zin"),
        ("decider_email", "", "Vul het mailadres in van wie beslist"),
        ("decider_email", f"karel@{'huis.' * 50}be", "Maak het korter. Er is plaats voor 254 tekens"),
    ],
)
def test_new_project_with_a_gap_says_what_to_do(as_, lies, field, value, said):
    page = as_(lies).post("/trajecten/nieuw/", sent(**{field: value})).content.decode()
    assert (said in page, "<title>Fout:" in page, Project.objects.count()) == (True, True, 0)


def test_new_project_refuses_oneself_as_decider(as_, lies):
    page = as_(lies).post("/trajecten/nieuw/", sent(decider_email=lies.email.upper())).content.decode()
    assert ("Wie beslist, is iemand anders dan wie het traject leidt." in page, Project.objects.count()) == (True, 0)


def test_new_project_is_not_for_a_reader(as_, noor):
    assert [
        as_(noor).get("/trajecten/nieuw/").status_code,
        as_(noor).post("/trajecten/nieuw/", sent()).status_code,
    ] == [403, 403]


def test_new_project_without_an_organisation_is_refused(as_, db):
    assert as_(make_user("karel@elders.test")).get("/trajecten/nieuw/").status_code == 403


# --- Overview ----------------------------------------------------------------------------------


def test_overview_of_a_fresh_project_begins_with_listening(as_, lies, project):
    page = as_(lies).get(OVERVIEW).content.decode()
    assert ("Begin met luisteren." in page, page.count('class="knop"')) == (True, 1)


def test_overview_says_where_the_project_stands(as_, lies, project):
    page = as_(lies).get(OVERVIEW).content.decode()
    assert "Jullie zitten in <b>stap 1 van 6</b>." in page


def test_overview_for_a_reader_has_no_button_that_writes(as_, noor, project):
    page = as_(noor).get(OVERVIEW).content.decode()
    assert (page.count('class="knop"'), "Maak de startbevraging" in page) == (0, False)


def test_overview_is_not_there_for_a_stranger(as_, vik, project):
    assert as_(vik).get(OVERVIEW).status_code == 404


def test_overview_for_a_guest_ambassador_shows_no_figures_of_the_gate(as_, linde, project):
    fatima = make_user("fatima@elders.test", "Fatima Akin")
    make_role(project, fatima, ProjectRole.Role.AMBASSADOR)
    page = as_(fatima).get(OVERVIEW).content.decode()
    assert ("Toon" in page, "Poort naar stap 2" in page, "Net gebeurd" in page, "Digitale werkbonnen" in page) == (
        False, False, False, True,
    )  # fmt: skip


def test_overview_sees_an_event_at_once_though_facts_are_remembered(as_, lies, noor, project):
    browser = as_(lies)
    browser.get(OVERVIEW)
    ProjectRole.objects.filter(project=project, role="decider").delete()
    Event.objects.create(organisation=project.organisation, project=project, verb="role.ended", actor=lies)
    assert "Er is nog niemand die beslist." in browser.get(OVERVIEW).content.decode()


def test_overview_of_a_stopped_project_says_so(as_, lies, project):
    Project.objects.filter(pk=project.pk).update(status=Project.Status.STOPPED)
    page = as_(lies).get(OVERVIEW).content.decode()
    assert ("Dit traject is stopgezet." in page, page.count('class="knop"')) == (True, 0)


# --- Steps -------------------------------------------------------------------------------------


class Later(Step):
    """A step of which nothing but its place and its purpose is there."""

    number, slug, name, purpose = 6, "later", "Later", "Wat nog komt."


def test_step_without_a_page_says_honestly_that_it_is_being_prepared(as_, noor, project):
    with replaced(Later):
        page = as_(noor).get(f"{OVERVIEW}later/").content.decode()
    assert ("wordt nog voorbereid" in page, f'href="{OVERVIEW}"' in page) == (True, True)


class Last(Step):
    """The last step has no gate of its own, and finds something out as well."""

    number, slug, name, purpose, ready = 6, "laatst", "Laatste", "Dit blijft doorlopen.", True

    def findings(self, project):
        return "Wat deze stap vond", "/gevonden/"


def test_overview_of_the_last_step_leads_to_what_was_found(as_, lies, project):
    Project.objects.filter(pk=project.pk).update(step=6)
    with replaced(Last):
        page = as_(lies).get(OVERVIEW).content.decode()
    assert '<a href="/gevonden/">Wat deze stap vond</a>' in page


def test_step_by_number_leads_to_its_name(as_, noor, project):
    assert as_(noor).get(f"{OVERVIEW}2/").url == f"{OVERVIEW}fundament/"


def test_step_one_has_its_own_page(as_, lies, project):
    answer = as_(lies).get(f"{OVERVIEW}bevraging/")
    assert "trajecten/stap.html" not in [template.name for template in answer.templates]


@pytest.mark.parametrize("step", ["0", "7", "bestaat-niet"])
def test_step_that_does_not_exist_is_not_found(as_, lies, project, step):
    assert as_(lies).get(f"{OVERVIEW}{step}/").status_code == 404


def test_step_is_not_there_for_a_stranger(as_, vik, project):
    assert as_(vik).get(f"{OVERVIEW}fundament/").status_code == 404


def test_former_member_sees_nothing_any_more(as_, lies, noor, project):
    Membership.objects.filter(user=noor).update(is_active=False)
    assert as_(noor).get(OVERVIEW).status_code == 404


def test_name_that_is_too_long_is_kept_and_refused_with_words(client, lies):
    client.force_login(lies)
    title = "Digitale werkbonnen voor alle ploegen in Aalst, Gent en Ninove, elke dag van het weekend"
    page = client.post("/trajecten/nieuw/", {"title": title, "goal": "Sneller.", "decider_email": "dirk@linde.test"})
    form = page.context["form"]
    assert form.errors["title"] == ["Maak het korter. Er is plaats voor 80 tekens."]
    assert (form["title"].value(), "maxlength" in str(form["title"])) == (title, False)
