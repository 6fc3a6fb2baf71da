"""The kind warning: what could name somebody is found, and can be taken out. It misses some, and never decides."""

import pytest

from bevraging.people_words import Names, find, names_of, taken_out
from organisatie.tests.factories import make_employees

NAMES = Names.of(["An Peeters", "Fatima El Idrissi", "Bart Groot", "Jana De Ridder"])


def words(text: str) -> list[str]:
    return [one.words for one in find(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dat vroeg An Peeters gisteren", ["An Peeters"]),
        ("dat vroeg an peeters gisteren", ["an peeters"]),
        ("Fatima doet dat anders", ["Fatima"]),
        ("Volgens El Idrissi lukt het", ["El Idrissi"]),
        ("Bel Jana De Ridder of De Ridder zelf", ["Jana De Ridder", "De Ridder"]),
        ("Mail naar an.peeters@delinde.be.", ["an.peeters@delinde.be"]),
        ("Bel 0470 12 34 56 voor acht uur", ["0470 12 34 56"]),
        ("Bel +32 9 123 45 67", ["+32 9 123 45 67"]),
    ],
)
def test_what_names_somebody_is_found(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Groot verschil tussen de huizen",
        "Groot? Groot is het zeker niet",
        "An de bel hangen",
        "Op 12/03/2026 was er een storing",
        "Kamer 0412 en 0413 hebben geen wifi",
        "Van 7.30 tot 15.30 uur",
        "D3: het schriftje ligt ergens anders",
    ],
)
def test_ordinary_words_and_numbers_are_left_alone(text):
    assert words(text) == []


def test_family_name_within_a_line_is_found():
    assert words("Dat zei Groot ook") == ["Groot"]


def test_all_of_it_can_be_taken_out():
    text = "An Peeters (0470 12 34 56, an@delinde.be) vraagt een tablet"
    assert taken_out(text, NAMES) == "[naam] ([telefoon], [mailadres]) vraagt een tablet"


def test_names_are_those_of_the_organisation(linde, lies, anker, vik):
    make_employees(linde, 1, prefix="Roos Aerts")
    make_employees(anker, 1, prefix="Wim Baert")
    known = names_of(linde)
    assert [one.words for one in find("Roos Aerts, Wim Baert en Lies Maes", known)] == ["Roos Aerts", "Lies Maes"]
