"""What a sheet would do: new, changed, same, or a sentence about a row and a column."""

from datetime import date

import pytest

from organisatie.importing.apply import apply
from organisatie.importing.mapping import guess
from organisatie.importing.plan import make_plan
from organisatie.models import Employee
from organisatie.tests.factories import make_employee, make_location

pytestmark = pytest.mark.django_db
HEADER = ["Naam", "E-mail", "Personeelsnummer", "Vestiging", "Functie", "Taal", "In dienst", "Uit dienst"]


def plan_of(organisation, *rows):
    return make_plan(organisation, list(enumerate(rows, start=2)), guess(HEADER))


def sentences(organisation, *rows):
    return [(number, problem.field, problem.sentence) for number, problem in plan_of(organisation, *rows).problems]


def do(organisation, *rows):
    return apply(organisation, list(enumerate(rows, start=2)), guess(HEADER))


def counts(plan):
    return len(plan.fresh), len(plan.changed), plan.same, len(plan.bad_rows)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Naam", "E-mailadres", "Stamnr.", "Ploeg"], {"name": 0, "email": 1, "personnel_number": 2, "shift": 3}),
        (["Voornaam", "Naam", "Functie"], {"first_name": 0, "last_name": 1, "function": 2}),
        (
            ["Nom", "Prénom", "Courriel", "Matricule"],
            {"last_name": 0, "first_name": 1, "email": 2, "personnel_number": 3},
        ),
        (["Nom", "Langue"], {"name": 0, "language": 1}),
        (
            ["Full name", "Job title", "Office", "Hire date"],
            {"name": 0, "function": 1, "location": 2, "active_from": 3},
        ),
        (["Kleur", "Maat"], {}),
        (["Naam", "Naam"], {"name": 0}),
    ],
)
def test_titles_are_known_in_three_languages(header, expected):
    assert guess(header) == expected


def test_first_and_last_name_become_one(linde):
    plan = make_plan(linde, [(2, ["An", "Peeters"])], {"first_name": 0, "last_name": 1})
    assert plan.fresh == [{"name": "An Peeters"}]


def test_row_that_is_complete_is_new(linde):
    plan = plan_of(linde, ["An", " AN@Linde.be ", "1", "Aalst", "Zorg", "Frans", "1/02/2020", "2030-12-31"])
    assert plan.fresh == [
        {
            "name": "An", "email": "an@linde.be", "personnel_number": "1", "location": "Aalst", "function": "Zorg",
            "language": "fr", "active_from": date(2020, 2, 1), "active_until": date(2030, 12, 31),
        }
    ]  # fmt: skip
    assert (plan.locations, plan.functions) == (["Aalst"], ["Zorg"])


def test_place_that_exists_in_other_capitals_is_not_made_again(linde):
    make_location(linde, "Aalst")
    assert plan_of(linde, ["An", "", "", "AALST"]).locations == []


def test_place_of_another_organisation_is_new_here(linde, anker):
    make_location(anker, "Aalst")
    assert plan_of(linde, ["An", "", "", "Aalst"]).locations == ["Aalst"]


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        (["", "a@linde.be"], "name", "Hier staat geen naam. Vul een naam in."),
        (["An", "fout"], "email", "«fout» is geen mailadres. Bijvoorbeeld: naam@voorbeeld.be."),
        (["An", "an@gmial.com"], "email", "Dit adres klopt misschien niet. Bedoel je an@gmail.com?"),
        (["An", "an@hotmial.com"], "email", "Dit adres klopt misschien niet. Bedoel je an@hotmail.com?"),
        (["An", "", "", "", "", "de"], "language", "We kennen enkel Nederlands, Frans en Engels. Schrijf nl, fr of en."),
        (["An", "", "", "", "", "", "32/13/2020"], "active_from", "«32/13/2020» is geen datum die we kennen. Schrijf bijvoorbeeld 16/01/2026."),
        (["An", "", "", "", "", "", "2/1/2020", "1/1/2020"], "active_until", "De laatste werkdag valt voor de eerste."),
        (["\N{SYMBOL FOR NULL}="], "name", "Hier staat een formule. Plak de waarde zelf in de cel."),
        (["=cmd()"], "name", "Dit begint met een teken dat Excel als formule leest. Haal het teken weg."),
        (["AndrÃ©"], "name", "Hier staan vreemde tekens. Typ de waarde opnieuw, of bewaar het bestand als CSV UTF-8."),
        (["An", "", "", "x" * 121], "location", "Dit is te lang. Er is plaats voor 120 letters."),
    ],
)  # fmt: skip
def test_bad_cell_gets_its_sentence(linde, row, field, sentence):
    assert sentences(linde, row) == [(2, field, sentence)]


@pytest.mark.parametrize("address", ["an@mail.com", "an@gmail.com", "an@telenet.be", "an@ocmw-gent.be", "an@gmx.com"])
def test_address_that_exists_is_not_called_a_mistake(linde, address):
    assert sentences(linde, ["An", address]) == []


def test_suggestion_is_kept_apart_so_that_the_form_can_fill_it_in(linde):
    assert plan_of(linde, ["An", "an@gmial.com"]).problems[0][1].suggestion == "an@gmail.com"


def test_domain_of_the_house_is_known_from_the_sheet(linde):
    good = [[f"P{n}", f"p{n}@woonzorglinde.be"] for n in range(6)]
    assert sentences(linde, *good, ["An", "an@woonzorglinda.be"]) == [
        (8, "email", "Dit adres klopt misschien niet. Bedoel je an@woonzorglinde.be?")
    ]


@pytest.mark.parametrize(
    ("second", "field", "sentence"),
    [
        (["Bea", "an@linde.be", "2"], "email", "Dit mailadres staat ook op rij 2."),
        (["Bea", "bea@linde.be", "1"], "personnel_number", "Dit personeelsnummer staat ook op rij 2."),
        (["An", "an@linde.be", "1"], "personnel_number", "Dit personeelsnummer staat ook op rij 2."),
    ],
)
def test_double_in_the_sheet_is_told_at_the_second_row(linde, second, field, sentence):
    assert sentences(linde, ["An", "an@linde.be", "1"], second) == [(3, field, sentence)]


def test_same_name_without_address_or_number_is_told(linde):
    assert sentences(linde, ["Jan"], ["jan"]) == [
        (3, "name", "Deze naam staat ook op rij 2. Vul een mailadres of personeelsnummer in.")
    ]


def test_number_and_address_of_two_different_people_are_told(linde):
    make_employee(linde, "An", email="an@linde.be", personnel_number="1")
    make_employee(linde, "Bea", email="bea@linde.be", personnel_number="2")
    assert sentences(linde, ["An", "bea@linde.be", "1"]) == [
        (2, "email", "Dit mailadres hoort bij Bea, met een ander personeelsnummer.")
    ]


def test_two_rows_about_one_known_person_are_told(linde):
    make_employee(linde, "An", email="an@linde.be", personnel_number="1")
    assert sentences(linde, ["An", "", "1"], ["An", "an@linde.be", ""]) == [
        (3, "name", "Deze collega staat ook op rij 2.")
    ]


def test_applying_twice_changes_nothing_the_second_time(linde):
    rows = [["An", "an@linde.be", "1", "Aalst", "Zorg"], ["Bea", "bea@linde.be"], ["Cis"]]
    do(linde, *rows)
    assert counts(plan_of(linde, *rows)) == (0, 0, 3, 0)
    do(linde, *rows)
    assert sorted(linde.employees.values_list("name", flat=True)) == ["An", "Bea", "Cis"]


def test_known_number_with_another_address_changes_the_address(linde):
    make_employee(linde, "An", email="oud@linde.be", personnel_number="1")
    do(linde, ["An Peeters", "nieuw@linde.be", "1"])
    assert list(linde.employees.values_list("name", "email")) == [("An Peeters", "nieuw@linde.be")]


def test_known_address_gets_its_number(linde):
    make_employee(linde, "An", email="an@linde.be")
    do(linde, ["An", "an@linde.be", "7"])
    assert linde.employees.get().personnel_number == "7"


def test_empty_cell_does_not_wipe_what_is_known(linde):
    make_employee(linde, "An", email="an@linde.be", shift="vroege", location=make_location(linde))
    do(linde, ["An", "an@linde.be", "", "", "Zorg"])
    an = linde.employees.get()
    assert (an.shift, an.location.name, an.function.name) == ("vroege", "Aalst", "Zorg")


def test_person_who_is_not_in_the_sheet_stays(linde):
    make_employee(linde, "An", email="an@linde.be")
    do(linde, ["Bea", "bea@linde.be"])
    assert linde.employees.count() == 2


def test_good_rows_are_applied_and_bad_ones_left(linde):
    applied = do(linde, ["An", "an@linde.be"], ["", "x@linde.be"])
    assert (applied.fresh, applied.plan.bad_rows) == (1, {3})


def test_employee_of_another_organisation_is_never_touched(linde, anker):
    make_employee(anker, "Ander", email="an@linde.be", personnel_number="1")
    do(linde, ["An", "an@linde.be", "1"])
    assert list(Employee.objects.order_by("pk").values_list("organisation__name", "name")) == [
        ("Het Anker", "Ander"),
        ("De Linde", "An"),
    ]


def test_failure_half_way_leaves_nothing(linde, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("organisatie.importing.apply._filled", broken)
    with pytest.raises(RuntimeError):
        do(linde, ["An", "an@linde.be", "", "Aalst"])
    assert (linde.employees.count(), linde.locations.count()) == (0, 0)
