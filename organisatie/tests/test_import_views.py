"""From a file to colleagues, page by page, without JavaScript and without a worker."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisatie.importing import runs
from organisatie.models import ImportRun
from organisatie.tests.factories import make_membership
from organisatie.tests.test_reader import workbook

pytestmark = pytest.mark.django_db
SHEET = "Naam;E-mail;Vestiging\r\nAn;an@linde.be;Aalst\r\nBea;bea@gmial.com;Aalst\r\n"
FILE = SHEET.encode("cp1252")


def url(name, *args):
    return reverse(f"organisatie:{name}", args=args)


def send(client, content=FILE, name="lijst.csv"):
    return client.post(url("invoeren"), {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def run(as_ines):
    send(as_ines)
    run = ImportRun.objects.get()
    as_ines.post(url("invoer_kolommen", run.pk), {"kolom_0": "name", "kolom_1": "email", "kolom_2": "location"})
    run.refresh_from_db()
    return run


def test_upload_shows_the_columns_with_a_guess(as_ines):
    page = as_ines.get(send(as_ines).url, follow=True)
    chosen = [(field.label, field.value()) for field, _values in page.context["form"].rows]
    assert chosen == [("Naam", "name"), ("E-mail", "email"), ("Vestiging", "location")]


def test_upload_of_a_bad_file_gets_its_sentence(as_ines):
    page = send(as_ines, b"%PDF-1.7")
    assert page.context["form"].errors["file"] == [
        "Dit is een pdf, geen lijst. Bewaar je lijst als Excel (.xlsx) of CSV."
    ]
    assert ImportRun.objects.count() == 0


def test_upload_without_a_file_gets_a_sentence(as_ines):
    assert as_ines.post(url("invoeren")).context["form"].errors["file"] == ["Kies eerst een bestand"]


def test_upload_that_is_too_large_gets_a_sentence(as_ines):
    errors = send(as_ines, b"a" * (6 * 1024 * 1024)).context["form"].errors["file"]
    assert [error[:35] for error in errors] == ["Dit bestand is groter dan 5 MB. Bew"]


def test_columns_without_a_name_get_a_sentence(as_ines):
    send(as_ines)
    page = as_ines.post(url("invoer_kolommen", ImportRun.objects.get().pk), {"kolom_1": "email"})
    assert page.context["form"].non_field_errors() == ["Zeg in welke kolom de naam staat."]


def test_columns_with_the_same_choice_twice_get_a_sentence(as_ines):
    send(as_ines)
    page = as_ines.post(url("invoer_kolommen", ImportRun.objects.get().pk), {"kolom_0": "name", "kolom_1": "name"})
    assert page.context["form"].errors["kolom_1"] == ["«Naam» is al gekozen voor een andere kolom."]


def test_preview_shows_problems_and_new_places_and_changes_nothing(as_ines, run, linde):
    page = as_ines.get(url("invoer", run.pk))
    assert [(one["row"], str(one["column"]), one["value"]) for one in page.context["problems"]] == [
        (3, "Mailadres", "bea@gmial.com")
    ]
    assert run.news == {"locations": ["Aalst"], "functions": []}
    assert (linde.employees.count(), linde.locations.count()) == (0, 0)


def test_row_to_correct_is_filled_in_with_the_suggestion(as_ines, run):
    form = as_ines.get(url("invoer_rij", run.pk, 3)).context["form"]
    assert form["email"].value() == "bea@gmail.com"


def test_row_to_correct_says_what_is_wrong_at_the_field_itself(as_ines, run):
    page = as_ines.get(url("invoer_rij", run.pk, 3)).content.decode()
    field = re.search(r"<input[^>]*name=\"email\"[^>]*>", page)[0]
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_email_error"' in field
    assert re.search(r'id="id_email_error"[^>]*><p>Dit adres klopt misschien niet. Bedoel je bea@gmail.com\?</p>', page)


def test_row_to_correct_asks_for_a_name_and_leaves_the_rest_free(as_ines, run):
    page = as_ines.get(url("invoer_rij", run.pk, 3)).content.decode()
    labels = re.findall(r'<label for="id_(\w+)"[^>]*>[^<]*(<span class="leegmag">)?', page)
    assert [(name, bool(free)) for name, free in labels] == [("name", False), ("email", True), ("location", True)]


def test_formula_in_a_cell_is_shown_as_one_and_asked_anew(as_ines):
    book = workbook([["Naam", "E-mail"], ["An", "an@linde.be"], ["=1+1", "bea@linde.be"]])
    send(as_ines, book, "lijst.xlsx")
    run = ImportRun.objects.get()
    columns = as_ines.get(url("invoer_kolommen", run.pk))
    assert [values for _field, values in columns.context["form"].rows] == [
        ["An", "=…"],
        ["an@linde.be", "bea@linde.be"],
    ]
    as_ines.post(url("invoer_kolommen", run.pk), {"kolom_0": "name", "kolom_1": "email"})
    form = as_ines.get(url("invoer_rij", run.pk, 3)).context["form"]
    assert (form["name"].value(), form["email"].value()) == ("", "bea@linde.be")


def test_whole_way_to_two_colleagues(as_ines, run, linde):
    as_ines.post(url("invoer_bevestig", run.pk))
    as_ines.post(url("invoer_rij", run.pk, 3), {"name": "Bea", "email": "bea@gmail.com", "location": "Aalst"})
    as_ines.post(url("invoer_bevestig", run.pk))
    page = as_ines.get(url("invoer", run.pk))
    assert page.templates[0].name == "organisatie/invoer_klaar.html"
    assert list(linde.employees.values_list("name", "location__name")) == [("An", "Aalst"), ("Bea", "Aalst")]


def test_rows_to_correct_come_as_a_file_with_the_reason(as_ines, run):
    lines = as_ines.get(url("invoer_rest", run.pk)).content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Naam;E-mail;Vestiging;Wat er scheelt",
        "Bea;bea@gmial.com;Aalst;Mailadres: Dit adres klopt misschien niet. Bedoel je bea@gmail.com?",
    ]


def test_that_file_can_be_uploaded_again(as_ines, run):
    content = as_ines.get(url("invoer_rest", run.pk)).content
    send(as_ines, content.replace(b"gmial", b"gmail"))
    again = ImportRun.objects.first()
    assert (again.mapping, again.total) == ({"name": 0, "email": 1, "location": 2}, 1)


def test_large_sheet_shows_its_progress(as_ines):
    send(as_ines, b"Naam\r\n" + b"".join(f"Collega {n}\r\n".encode() for n in range(600)))
    run = ImportRun.objects.get()
    as_ines.post(url("invoer_kolommen", run.pk), {"kolom_0": "name"})
    assert as_ines.get(url("invoer", run.pk)).templates[0].name == "organisatie/invoer_bezig.html"
    runs.sweep()
    assert as_ines.get(url("invoer", run.pk)).templates[0].name == "organisatie/invoer_nakijken.html"


def test_thrown_away_sheet_is_gone(as_ines, run):
    as_ines.post(url("invoer_wis", run.pk))
    assert as_ines.get(url("invoer", run.pk)).status_code == 404


@pytest.mark.parametrize("name", ["invoer", "invoer_kolommen", "invoer_rest"])
def test_sheet_of_another_organisation_does_not_exist(as_ines, run, vik, name):
    as_ines.force_login(vik)
    assert as_ines.get(url(name, run.pk)).status_code == 404


@pytest.mark.parametrize("name", ["invoer_bevestig", "invoer_wis", "invoer_kolommen"])
def test_verb_on_a_sheet_of_another_organisation_does_not_exist(as_ines, run, vik, name, linde):
    as_ines.force_login(vik)
    assert as_ines.post(url(name, run.pk), {"kolom_0": "name"}).status_code == 404
    assert linde.employees.count() == 0


@pytest.mark.parametrize("name", ["invoer_bevestig", "invoer_wis"])
def test_verb_with_get_is_the_wrong_method(as_ines, run, name):
    assert as_ines.get(url(name, run.pk)).status_code == 405


def test_former_admin_cannot_apply_what_stood_ready(as_ines, run, ines, linde):
    make_membership(ines, linde, "reader")
    assert as_ines.post(url("invoer_bevestig", run.pk)).status_code == 403
    assert linde.employees.count() == 0


def test_row_that_is_not_in_the_sheet_is_not_found(as_ines, run):
    assert as_ines.get(url("invoer_rij", run.pk, 99)).status_code == 404


def test_name_of_the_file_with_markup_is_shown_as_text(as_ines):
    send(as_ines, name="<script>alert(1)</script>.csv")
    run = ImportRun.objects.get()
    ImportRun.objects.update(status="check")
    assert b"<script>alert(1)" not in as_ines.get(url("invoer", run.pk)).content
