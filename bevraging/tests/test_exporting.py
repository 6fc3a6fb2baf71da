"""Results as a file: what the page says, as coarse as the page, and nothing that a program would run."""

import csv
import io

import openpyxl  # noqa: TID253  (a test reads a workbook)
import pytest
from django.urls import reverse

from bevraging.tests.typed import published, question
from trajecten.models import Event, ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(client, lies):
    """The file that Lies takes along: bytes."""

    def take(survey, form="csv"):
        ProjectRole.objects.get_or_create(project=survey.project, role=ProjectRole.Role.LEAD, user=lies)
        client.force_login(lies)
        answer = client.post(reverse("bevraging:meenemen", args=[survey.project.slug, survey.pk]), {"soort": form})
        return answer.content if "attachment" in answer.headers.get("Content-Disposition", "") else None

    return take


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def mixed(**fields):
    items = [question("choice"), question("open", "tekst", personal=True)]
    given = [{"vraag": "papier" if n < 15 else "bord", "tekst": "=1+1"} for n in range(30)]
    return published(items, given, **fields)


def test_csv_opens_in_dutch_excel(take):
    data = take(mixed())
    assert (data[:3], ["vraag", "Vraag over vraag?", "Papier", "50%", "15", "12"] in rows(data)) == (
        b"\xef\xbb\xbf",
        True,
    )


def test_file_of_nearly_everybody_holds_no_counts(take):
    people = (("Aalst", "Zorg", 10), ("Gent", "Zorg", 10))
    survey = published([question("choice")], [{"vraag": "papier" if n % 2 else "bord"} for n in range(18)], people)
    assert [row[3:] for row in rows(take(survey)) if row[:1] == ["vraag"] and row[2] == "Papier"][:1] == [
        ["50%", "", "11"]
    ]


def test_file_of_an_unanimous_survey_holds_the_band_only(take):
    survey = published([question("choice")], [{"vraag": "papier"}] * 29 + [{"vraag": "bord"}])
    told = [row[2:] for row in rows(take(survey)) if len(row) == 6 and row[0] == "vraag" and "%" in row[3]]
    assert told == [["Papier", "≥ 90%", "", ""]]


def test_anonymous_file_has_no_rows_of_people(take):
    assert openpyxl.load_workbook(io.BytesIO(take(mixed(), "xlsx"))).sheetnames == ["Cijfers", "Per groep", "Codeboek"]


def test_file_by_name_has_rows_without_what_is_personal(take):
    book = openpyxl.load_workbook(io.BytesIO(take(mixed(mode="named"), "xlsx")))
    header, first, *_more = book["Antwoorden"].iter_rows(values_only=True)
    assert (header, first) == (("Naam", "Vraag over vraag? (vraag)"), ("Collega 00001", "Papier"))


def test_file_runs_no_formula(take):
    items = [question("open", "tekst")]
    survey = published(items, [{"tekst": "=cmd()"}] * 12, mode="named", title="=1+1")
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(take(survey, "xlsx")))["Antwoorden"] for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell for row in rows(take(survey)) for cell in row if cell.startswith("=")] == []


def test_who_took_the_results_along_stands_in_the_history(take):
    take(mixed())
    assert Event.objects.filter(verb="results_exported").count() == 1


def test_unpublished_or_unknown_form_gives_no_file(take):
    survey = published([question("choice")], [{"vraag": "papier"}] * 3)
    assert (take(survey), take(mixed(title="twee"), "exe")) == (None, None)


@pytest.mark.parametrize(("who", "status"), [("noor", 403), ("vik", 404)])
def test_who_does_not_lead_takes_nothing_along(client, request, who, status):
    survey = mixed()
    client.force_login(request.getfixturevalue(who))
    path = reverse("bevraging:meenemen", args=[survey.project.slug, survey.pk])
    assert client.post(path, {"soort": "csv"}).status_code == status
