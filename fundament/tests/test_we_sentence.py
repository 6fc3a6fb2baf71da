"""What is said about a sentence before it becomes an agreement: friendly, and nothing about a good one."""

from datetime import date

import pytest

from fundament.dates import months_later
from fundament.models.agreements import SENTENCE_LENGTH
from fundament.we_sentence import advice

GOOD = [
    "We noteren een observatie in het dossier vóór het einde van onze shift, liefst samen met de bewoner.",
    'Onze briefing vertrekt van "nieuw sinds" en duurt hoogstens 12 minuten per leefgroep.',
    "We tekenen medicatie af bij de bewoner, op het moment zelf.",
    "We volgen wonden op met een foto van het afdelingstoestel, minstens wekelijks.",
    'Wie met familie spreekt, noteert de kern dezelfde dag in het blok "Familie".',
    "We werken elk met onze eigen aanmelding.",
    "Elke bewoner heeft een aandachtsmedewerker die het zorgplan maandelijks nakijkt.",
    "Valt het netwerk uit, dan nemen we de noodmap en brengen we alles binnen 4 uur in.",
    "Toestellen gaan bij elke shiftwissel in de laadkar, en stuk melden we meteen.",
    "Diëten en wensen staan in het dossier, de keuken kijkt alleen daar.",
]
LONG = f"We noteren {'altijd ' * 18}alles."


@pytest.mark.parametrize("sentence", GOOD)
def test_good_agreement_gets_no_advice(sentence):
    assert len(sentence) <= SENTENCE_LENGTH
    assert advice(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Gewichten staan in het dossier.", "Zeg wie het doet"),
        ("We noteren niet op papier.", "«niet»"),
        ("We bewaren geen losse blaadjes.", "«geen»"),
        ("Nooit noteren we op papier.", "«nooit»"),
        ("Iedereen moet zich aanmelden.", "«moet»"),
        ("Papier is voor ons verboden.", "«verboden»"),
        ("We mogen niet delen.", "«niet»"),
        ("We streven naar volledige dossiers.", "«streven»"),
        ("We zijn ons bewust van privacy.", "«bewust»"),
        ("We noteren zo veel mogelijk meteen.", "«zo veel mogelijk»"),
        ("We noteren zoveel mogelijk meteen.", "«zoveel mogelijk»"),
        (LONG, "21 woorden"),
    ],
)
def test_what_could_be_better_is_said_in_one_line(sentence, said):
    found = advice(sentence)
    assert len(found) == 1
    assert said in found[0]


def test_several_things_are_said_one_by_one():
    assert len(advice("Papier is verboden.")) == 2


def test_name_of_a_function_in_the_organisation_says_who_does_it():
    assert advice("Zorgkundigen wegen op maandag.") != []
    assert advice("Zorgkundigen wegen op maandag.", ["Zorgkundigen"]) == []


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ((2026, 1, 15), 6, (2026, 7, 15)),
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2026, 12, 1), 12, (2027, 12, 1)),
        ((2026, 3, 31), -1, (2026, 2, 28)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, later):
    assert months_later(date(*day), months) == date(*later)
