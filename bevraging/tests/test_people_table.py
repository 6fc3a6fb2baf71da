"""A list with titles above its columns: the columns decide, and nobody gets an address that nobody typed."""

import io

import pytest

from bevraging.people_list import Entry, read_list
from bevraging.people_table import read_pasted, read_sheet

HEADER = "Voornaam;Naam;Mail;Functie"


def from_file(*lines: str):
    data = "\n".join([HEADER, *lines]).encode()
    return read_sheet(io.BytesIO(data), len(data))


def found(reading):
    return reading.entries, [(one.line, one.column, one.sentence) for one in reading.problems]


SPACE = "In dit mailadres staat een spatie. Haal ze weg."
WRONG = "Dit mailadres klopt niet. Schrijf het als naam@organisatie.be."


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("bo xl@voorbeeld.example", SPACE),
        ("12345", WRONG),
        ("bo.voorbeeld.example", WRONG),
        ("bo@voorbeeld,example", "Dit adres klopt misschien niet. Bedoel je bo@voorbeeld.example?"),
        ("a@x.example b@x.example", "Hier staan twee adressen. Zet elke collega op een eigen regel."),
    ],
)
def test_bad_address_is_told_with_row_and_column_and_adds_nobody(cell, sentence):
    reading = from_file("An;Peeters;an@x.example;Zorg", f"Bo;Xl;{cell};Poets")
    assert found(reading) == ([Entry(2, "An Peeters", "an@x.example")], [(3, "Mail", sentence)])


@pytest.mark.parametrize(
    ("cell", "email"),
    [("Bo@X.example", "bo@x.example"), ("Bo Xl <bo@x.example>", "bo@x.example"), ("-", ""), ("", "")],
)
def test_good_address_and_an_empty_cell_are_read(cell, email):
    assert found(from_file(f"Bo;Xl;{cell};Poets")) == ([Entry(2, "Bo Xl", email)], [])


def test_address_among_the_names_is_told():
    reading = from_file("Bo;bo@x.example;;Poets")
    assert [(one.line, one.column) for one in reading.problems] == [(2, "Naam")]


@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_pasted_table_is_read_by_its_columns(mark):
    rows = [HEADER, "An;Peeters;an@x.example;Zorg", "Bo;Xl;bo xl@x.example;Poets"]
    reading = read_pasted("\n".join(rows).replace(";", mark))
    assert found(reading) == ([Entry(2, "An Peeters", "an@x.example")], [(3, "Mail", SPACE)])


def test_pasted_lines_that_are_no_row_are_read_as_people_write_them():
    reading = read_pasted("Naam;Mailadres\nAn Peeters <an@x.example>\nBo Xl;bo@x.example")
    assert [entry.email for entry in reading.entries] == ["an@x.example", "bo@x.example"]


@pytest.mark.parametrize(
    "line",
    ["Bo Xl; bo xl@x.example", "Bo Xl, bo xl@x.example", "Bo Xl; 12345", "Bo Xl\tbo.voorbeeld.example"],
)
def test_free_line_with_what_looks_like_an_address_is_told(line):
    reading = read_list(line)
    assert (reading.entries, [one.text for one in reading.problems]) == ([], [line])


@pytest.mark.parametrize("line", ["An Peeters an@x.example", "Peeters, An an@x.example", "An Peeters; <an@x.example>"])
def test_free_line_that_can_be_read_one_way_is_kept(line):
    assert read_list(line).entries == [Entry(1, "An Peeters", "an@x.example")]


def test_row_with_a_problem_is_told_again_when_it_comes_back_as_a_line():
    again = read_pasted(from_file("Bo;Xl;bo xl@x.example;Poets", "Co;Claes;12345;Zorg").to_correct)
    assert (again.entries, len(again.problems)) == ([], 2)
