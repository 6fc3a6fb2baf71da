"""Before a list is added: what it loses, and who has no address, is said; the next press adds what stands in the field."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bevraging.tests import factories
from organisatie.models import Membership
from organisatie.tests.factories import make_employee, make_location
from trajecten.models import ProjectRole


@pytest.fixture
def draft(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return factories.make_draft(project, people=())


@pytest.fixture
def press(client, lies, draft):
    client.force_login(lies)

    def press(file: str = "", **data):
        sent = {"file": SimpleUploadedFile("lijst.csv", file.encode())} if file else {}
        url = reverse("bevraging:wie", args=[draft.project.slug, draft.pk])
        return client.post(url, {"pick": "niemand", **data, **sent}).content.decode()

    return press


SHEET = "Naam;E-mail;Locatie;Functie\nAn Maes;an@x.example;Gent;Zorg\nBo Xl;bo xl@x.example;Gent;Poets\n"


def people(draft):
    return sorted(draft.participants.values_list("name", "email"))


def field(page: str) -> str:
    return re.search(r'name="pasted".*?>\s*(.*?)</textarea>', page, re.DOTALL)[1].replace("&lt;", "<")


def test_location_of_who_is_no_employee_is_told_before_anybody_is_added(press, draft):
    page = press(SHEET)
    assert (
        "1 collega uit je lijst staat nog niet bij de medewerkers. «Locatie» en «Functie» bewaren we dan niet." in page
    )
    assert ("Rij 3, kolom E-mail:" in page, people(draft)) == (True, [])


def test_shift_and_language_are_told_as_well(press, draft):
    page = press("Naam;E-mail;Dienst;Taal;Personeelsnummer\nAn Maes;an@x.example;nacht;fr;77\n")
    assert "«Dienst», «Taal» en «Personeelsnummer» bewaren we dan niet." in page


def test_second_press_adds_the_list_of_the_sheet(press, draft):
    page = press(pasted=field(press(SHEET)))
    assert people(draft) == [("An Maes", "an@x.example")]
    assert field(page) == "Bo Xl; bo xl@x.example"


def test_employee_is_known_by_the_address_and_nothing_is_asked(press, draft, linde):
    an = make_employee(linde, "An Maes", email="an@x.example", location=make_location(linde, "Gent"))
    press("Naam;E-mail;Locatie\nAn M.;an@x.example;Gent\n")
    assert draft.participants.get().employee == an


@pytest.mark.parametrize(("role", "linked"), [(Membership.Role.ADMIN, True), (Membership.Role.LEAD, False)])
def test_way_on_leads_to_the_employees_for_who_may_enter_them(press, lies, linde, role, linked):
    Membership.objects.filter(user=lies, organisation=linde).update(role=role)
    page = press(SHEET)
    assert ("Voer de medewerkers eerst in" in page, "Vraag een beheerder" in page) == (linked, not linked)


def test_line_without_an_address_is_shown_as_such_first(press, draft):
    page = press(pasted="An Maes; an@x.example\nBo Xl; fout adres")
    assert ("Regel 2: Bo Xl fout adres, zonder mailadres" in page, people(draft)) == (True, [])
    press(pasted=field(page))
    assert people(draft) == [("An Maes", "an@x.example"), ("Bo Xl fout adres", "")]
