"""All projects together: where each is, what waits for a decision, search, choose, sort, and the list as a file."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from organisatie.tests.factories import make_user
from trajecten import health, support
from trajecten.health import HealthLabel
from trajecten.models import GateRequest, Project, ProjectRole
from trajecten.support import SupportPoint
from trajecten.tests.factories import make_project, make_role

LIST = "/trajecten/"


@pytest.fixture
def as_(client):
    """as_(user): the browser of that user."""

    def sign_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def three(linde, lies):
    """Three projects: the first asks a decision, the last is in follow-up."""
    found = [
        make_project(linde, lies, title=title, goal=goal, step=step)
        for title, goal, step in (
            ("Digitale werkbonnen", "Minder papier in de werkplaats", 2),
            ("Onthaal van nieuwe collega’s", "Iedereen is snel thuis", 1),
            ("Eén bewonersdossier", "Samen noteren", 6),
        )
    ]
    GateRequest.objects.create(project=found[0], step=2, round=1, requested_by=lies, decide_by=timezone.localdate())
    return found


@pytest.fixture
def healthy(monkeypatch, three):
    monkeypatch.setattr(health, "_sources", [])
    health.register_source(lambda asked: {one.pk: HealthLabel("gezond", "ok") for one in asked if one.step == 6})


def titles(page) -> list[str]:
    return [card.project.title for card in page.context["cards"]]


def test_list_says_which_gate_waits_since_when(as_, lies, three):
    page = as_(lies).get(LIST).content.decode()
    assert page.count("wacht sinds") == 1
    assert "Poort 2 wacht sinds" in page


def test_list_tells_health_of_who_is_in_follow_up(as_, lies, healthy):
    assert as_(lies).get(LIST).content.decode().count("gezond") == 1


def test_ambassador_from_elsewhere_hears_of_no_gate_and_no_health(as_, healthy, three):
    bea = make_user("bea@elders.test", "Bea Boon")
    for project in three:
        make_role(project, bea, ProjectRole.Role.AMBASSADOR)
    page = as_(bea).get(LIST)
    assert sorted(titles(page)) == sorted(project.title for project in three)
    assert ("wacht sinds" in page.content.decode(), "gezond" in page.content.decode()) == (False, False)
    assert titles(as_(bea).get(LIST, {"wacht": "ja"})) == []


def test_decider_from_elsewhere_hears_of_their_gate(as_, three):
    karel = three[0].decider
    assert "Poort 2 wacht sinds" in as_(karel).get(LIST).content.decode()


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"q": "papier werkplaats"}, ["Digitale werkbonnen"]),
        ({"q": "THUIS"}, ["Onthaal van nieuwe collega’s"]),
        ({"stap": "6"}, ["Eén bewonersdossier"]),
        ({"wacht": "ja"}, ["Digitale werkbonnen"]),
        ({"toestand": "stopped"}, []),
        ({"volgorde": "stap"}, ["Eén bewonersdossier", "Digitale werkbonnen", "Onthaal van nieuwe collega’s"]),
        ({"volgorde": "naam"}, ["Digitale werkbonnen", "Eén bewonersdossier", "Onthaal van nieuwe collega’s"]),
        ({}, ["Eén bewonersdossier", "Onthaal van nieuwe collega’s", "Digitale werkbonnen"]),
        (
            {"stap": "9", "volgorde": "x"},
            ["Eén bewonersdossier", "Onthaal van nieuwe collega’s", "Digitale werkbonnen"],
        ),
    ],
)
def test_list_finds_chooses_and_sorts(as_, lies, three, choice, found):
    assert titles(as_(lies).get(LIST, choice)) == found


def test_choice_with_nothing_leads_back_to_all(as_, lies, three):
    page = as_(lies).get(LIST, {"q": "niets"}).content.decode()
    assert "Geen traject dat daarbij past." in page
    assert "Toon alle trajecten" in page


def test_file_holds_what_the_list_shows(as_, lies, healthy, three):
    answer = as_(lies).get(reverse("trajecten:lijst_csv"), {"volgorde": "stap"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row[0], row[4], row[6], row[11]) for row in rows] == [
        ("Traject", "Stap", "Beslissing gevraagd voor poort", "Gezondheid"),
        ("Eén bewonersdossier", "6", "", "gezond"),
        ("Digitale werkbonnen", "2", "2", ""),
        ("Onthaal van nieuwe collega’s", "1", "", ""),
    ]
    assert answer["Content-Disposition"] == 'attachment; filename="trajecten.csv"'


def test_file_for_excel_holds_no_formula(as_, lies, linde):
    import openpyxl

    make_project(linde, lies, title="=1+1")
    answer = as_(lies).get(reverse("trajecten:lijst_xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert (sheet.title, sheet["A2"].value, sheet["A2"].data_type) == ("Trajecten", "=1+1", "s")


def test_file_tells_support_as_the_page_tells_it(as_, lies, linde, monkeypatch):
    project = make_project(linde, lies)
    points = {project.pk: [SupportPoint(1, 92, 20, text="≥ 90"), SupportPoint(2, 50, 3)]}
    monkeypatch.setattr(support, "_sources", {"test": lambda _projects: points})
    rows = as_(lies).get(reverse("trajecten:lijst_csv")).content.decode("utf-8-sig").splitlines()
    assert rows[1].split(";")[8:10] == ["≥ 90", "20"]


def test_stranger_finds_nothing_in_list_and_file(as_, vik, three):
    client = as_(vik)
    assert titles(client.get(LIST)) == []
    assert len(client.get(reverse("trajecten:lijst_csv")).content.decode().splitlines()) == 1


@pytest.mark.parametrize("total", [1, 3])
def test_file_asks_the_same_of_one_and_of_three(as_, lies, three, total, django_assert_num_queries):
    Project.objects.exclude(pk__in=[one.pk for one in three[:total]]).delete()
    client = as_(lies)
    with django_assert_num_queries(6):
        client.get(reverse("trajecten:lijst_csv"))
