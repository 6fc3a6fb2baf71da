"""The kind warning: what could name somebody is found, and can be taken out. It misses some, and never decides."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from bevraging.common_words import NEVER, OFTEN, WORDS
from bevraging.people_words import Names, find, names_of, taken_out
from opvolging.demo.content import FIRST_NAMES
from opvolging.demo.content_listening import ALL, TALKS
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
    make_employees(anker, 1, prefix="Okke Baert")
    known = names_of(linde)
    assert [one.words for one in find("Roos Aerts, Okke Baert en Lies Maes", known)] == ["Roos Aerts", "Lies Maes"]


# --- Without a capital -------------------------------------------------------------------------------

COLLEAGUES = Names.of(
    ["Nele Vandamme", "Lies Maes", "Elke Baert", "Jan Aerts", "Zoë Cools", "Staf De Wit", "Ben Claes", "Linde Smet"],
    places=["Huis Linde", "Beuk"],
)


def named(text: str) -> list[str]:
    return [one.words for one in find(text, COLLEAGUES)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nele zei dat het scherm traag is", ["nele"]),
        ("ik vroeg het aan nele en jan", ["nele", "jan"]),
        ("dat is nele's idee", ["nele's"]),
        ("zoe kan er niet aan uit", ["zoe"]),
        ("NELE WEET HET", ["NELE"]),
        ("lies zei dat het scherm traag is", ["lies"]),
        ("het is traag, en lies weet dat ook", ["lies"]),
        ("volgens elke lukt het", ["elke"]),
        ("elke vraagt een tablet", ["elke"]),
        ("soms, staf zei het ook, is er niemand", ["staf"]),
        ("dat zegt mevrouw vandamme altijd", ["vandamme"]),
        ("vraag het aan dr. baert", ["baert"]),
        ("collega lies deed het voor", ["lies"]),
        ("Linde kent het huis", ["Linde"]),
    ],
)
def test_colleague_typed_without_a_capital_is_found(text, found):
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An Smet zei dat", ["An Smet"]),
        ("Volgens An Smet lukt het", ["An Smet"]),
        ("Xander Smet vroeg een tablet", ["Xander Smet"]),
        ("Vraag Smet om raad", ["Smet"]),
        ("Dat was Nele Janssens weer", ["Nele Janssens"]),
        ("Ik vraag het aan Mohamed", ["Mohamed"]),
        ("Ik vraag het aan An", ["An"]),
        ("Fatima weet het niet", ["Fatima"]),
        ("Dat deed bewoner Irma zelf", ["Irma"]),
        ("Meneer Van Acker wil niet", ["Van Acker"]),
        ("mevrouw van den Berg belt", ["van den Berg"]),
        ("Zuster Godelieve en broeder Marc", ["Godelieve", "Marc"]),
        ("dokter Wouters, juffrouw Tack en collega Yolande Pil", ["Wouters", "Tack", "Yolande Pil"]),
        ("Vraag het aan Okke", ["Okke"]),
    ],
)
def test_whole_name_is_found_also_of_who_does_not_work_here(text, found):
    known = Names.of(["Nele Vandamme", "Linde Smet", "Okke"], places=["Huis Linde", "Beuk"])
    assert [one.words for one in find(text, known)] == found


def test_first_name_goes_out_together_with_the_family_name():
    assert taken_out("An Smet zei dat", COLLEAGUES) == "[naam] zei dat"


@pytest.mark.parametrize(
    "text",
    [
        "De bewoner A en bewoner D3 vragen hulp",
        "Een collega ICT komt, de collega's Zorg ook",
        "Mevrouw vraagt een tablet. Bewoner wil dat niet",
        "MS Teams en Word zijn traag",
        "Bewoner Beuk is geen naam maar een huis",
    ],
)
def test_title_without_a_name_is_left_alone(text):
    assert named(text) == []


def test_the_conversations_of_our_demo_name_nobody():
    known = Names.of((f"{name} Zzyzx" for name in FIRST_NAMES), places=ALL)
    said = [line for talk in TALKS for one in talk.said for line in (one.text, one.item)]
    assert [one.words for text in said for one in find(text, known)] == []


def test_the_capitals_of_our_own_screens_name_nobody_but_the_examples():
    catalogue = Path(settings.BASE_DIR, "locale/fr/LC_MESSAGES/django.po").read_text().split("\n\n")
    ours = ["\n".join(re.findall(r'"(.*)"', entry.split("\nmsgstr")[0])) for entry in catalogue]
    found = {one.words for text in ours for one in find(text, Names()) if "@" not in one.words}
    assert found == set()


@pytest.mark.parametrize(
    "text",
    [
        "elke kamer heeft een bord, en elke dag anders",
        "Elke kamer heeft een bord",
        "pijn in de lies",
        "de staf is te klein, er komt geen staf bij",
        "ik ben tevreden. Ben je dat ook?",
        "op 10 jan was er een storing",
        "in Huis Linde is geen wifi, in de linde ook niet",
        "de beuk erin",
        "aan tafel zei niemand iets",
        "daar is er maar een, dat is alles",
    ],
)
def test_common_word_that_is_also_a_first_name_is_left_alone(text):
    assert named(text) == []


def test_a_first_name_between_other_words_is_found_by_its_capital():
    assert named("dan vroeg Elke aan Ben en Staf of het lukte") == ["Elke", "Ben", "Staf"]


def test_the_dutch_of_our_own_screens_names_nobody():
    """Some twenty thousand ordinary words, in small letters, against every first name that is a word as well."""
    known = Names.of(f"{name} Zzyzx" for name in NEVER | OFTEN | WORDS | set(FIRST_NAMES))
    catalogue = Path(settings.BASE_DIR, "locale/fr/LC_MESSAGES/django.po").read_text().split("\n\n")
    ours = [" ".join(re.findall(r'"(.*)"', entry.split("\nmsgstr")[0])) for entry in catalogue]
    false = {one.words for text in ours for one in find(text.lower(), known) if "@" not in one.words}
    assert (len(" ".join(ours).split()) > 10_000, false) == (True, set())
