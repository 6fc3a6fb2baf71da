"""Agreements and approaches as files: what holds where and how it goes, with functions and without anybody's name."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging.tests.factories import make_check, make_holding, make_rhythm, make_step_6
from opvolging.tests.remedies import make_remedy
from organisatie.tests.factories import make_employee, make_function

FILES = ["afspraken_csv", "afspraken_xlsx", "aanpakken_csv", "aanpakken_xlsx"]


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def version(project):
    return make_holding(project, "Aalst", "Gent", sentence="We noteren elk gesprek.")


@pytest.fixture
def owner(linde):
    return make_employee(linde, "An Peeters", function=make_function(linde, "Hoofdzorgkundige"))


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, project):
    return reverse(f"opvolging:{name}", args=[project.slug])


def sheet_of(answer):
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(answer.content)).active


def ago(days):
    return timezone.localdate() - timedelta(days=days)


def rows_of(answer):
    assert answer.content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def told(answer, *heads):
    """The cells under these heads, row by row."""
    first, *rest = rows_of(answer)
    return [tuple(row[first.index(head)] for head in heads) for row in rest]


@pytest.mark.parametrize("name", FILES)
def test_reader_takes_it_along_and_somebody_of_elsewhere_finds_nothing(client, project, noor, vik, name):
    found = []
    for user in (noor, vik):
        client.force_login(user)
        found.append(client.get(url(name, project)).status_code)
    assert found == [200, 404]


def test_agreement_has_a_row_for_each_place_with_its_latest_check(as_lies, project, version):
    rhythm = make_rhythm(version, "Aalst")
    make_check(rhythm, 20, 10, ago(40))
    make_check(rhythm, 20, 17, ago(3))
    answer = as_lies.get(url("afspraken_csv", project))
    seen_on = ago(3).isoformat()
    heads = ("Afspraak", "Versie van kracht", "Locatie", "Laatste check", "Gezien", "Zoals afgesproken", "In %")
    assert told(answer, *heads) == [
        ("A01", "1", "Aalst", seen_on, "20", "17", "85"),
        ("A01", "1", "Gent", "", "", "", ""),
    ]


def test_expired_check_has_no_share(as_lies, project, version):
    make_check(make_rhythm(version, "Aalst"), 20, 17, ago(400))
    answer = as_lies.get(url("afspraken_csv", project))
    assert told(answer, "Locatie", "In %", "Hoe het loopt")[0] == ("Aalst", "", "onbekend")


def test_owner_is_told_by_function(as_lies, project, version, owner):
    make_rhythm(version, "Aalst", owner=owner)
    make_remedy(version, "Aalst", owner=owner)
    agreements, remedies = as_lies.get(url("afspraken_csv", project)), as_lies.get(url("aanpakken_csv", project))
    assert told(agreements, "Locatie", "Functie van de eigenaar") == [("Aalst", "Hoofdzorgkundige"), ("Gent", "")]
    assert told(remedies, "Functie van wie trekt") == [("Hoofdzorgkundige",)]
    assert [b"Peeters" in answer.content for answer in (agreements, remedies)] == [False, False]


def test_approach_stands_there_with_its_cause_and_step(as_lies, project, version):
    make_remedy(version, "Aalst", what="Een teamgesprek")
    answer = as_lies.get(url("aanpakken_csv", project))
    heads = ("Afspraak", "In één zin", "Locatie", "Oorzaak", "Stap", "Aanpak", "Toestand")
    assert told(answer, *heads) == [
        ("A01", "We noteren elk gesprek.", "Aalst", "Het lukt nog niet", "Begrijpen: een teamgesprek", "Een teamgesprek",
         "Loopt"),
    ]  # fmt: skip


def test_choice_of_the_page_holds_for_its_file(as_lies, project, version):
    make_remedy(version, what="Dit wel")
    make_remedy(make_holding(project, "Gent", sentence="We melden elk defect."), what="Dit niet")
    answer = as_lies.get(url("aanpakken_csv", project), {"afspraak": version.agreement_id})
    assert told(answer, "Aanpak") == [("Dit wel",)]


@pytest.mark.parametrize("what", ["=1+1", "  =1+1", "@SUM(A1)"])
def test_cell_is_never_a_formula(as_lies, project, version, what):
    make_remedy(version, what=what)
    assert told(as_lies.get(url("aanpakken_csv", project)), "Aanpak") == [(f"'{what.strip()}",)]
    sheet = sheet_of(as_lies.get(url("aanpakken_xlsx", project)))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_workbook_has_the_same_rows(as_lies, project, version, owner):
    make_check(make_rhythm(version, "Aalst", owner=owner), 20, 17)
    sheet = sheet_of(as_lies.get(url("afspraken_xlsx", project)))
    found = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert (sheet.title, found) == ("Afspraken", rows_of(as_lies.get(url("afspraken_csv", project))))


@pytest.mark.parametrize(("page", "name"), [("fundament:afspraken", "afspraken"), ("opvolging:aanpakken", "aanpakken")])
def test_list_leads_to_its_files(as_lies, project, version, page, name):
    make_remedy(version)
    words = as_lies.get(reverse(page, args=[project.slug])).content.decode()
    assert [url(f"{name}_{kind}", project) in words for kind in ("csv", "xlsx")] == [True, True]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", FILES)
def test_file_takes_as_many_queries_for_one_and_three(as_lies, project, linde, name, count, django_assert_num_queries):
    for number in range(count):
        holding = make_holding(project, f"Huis {number}")
        make_check(make_rhythm(holding, f"Huis {number}", owner=make_employee(linde, f"An {number}")), 20, 17)
        make_remedy(holding)
    as_lies.get(url(name, project))
    with django_assert_num_queries({"afspraken": 8, "aanpakken": 5}[name.partition("_")[0]]):
        as_lies.get(url(name, project))
