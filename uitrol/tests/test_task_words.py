"""Whether a title says a task: what is fine, and what sounds like a tour of a system."""

import pytest
from django.utils import translation

from uitrol.task_words import advice

ASKED = "Dit klinkt als een systeemtraining. Voor welke taak is dit?"


@pytest.mark.parametrize(
    "sentence",
    [
        "Een observatie noteren tijdens de zorg",
        "De briefing geven vanuit het dossier",
        "Medicatie aftekenen bij de bewoner",
        "Een wond opvolgen met foto",
        "Gewicht en vocht registreren op de kamer",
        "Het zorgplan van mijn bewoners nakijken",
        "Een val melden en opvolgen",
        "Een dieet of wens opzoeken",
        "Een familiegesprek noteren",
        "Doorwerken als het netwerk uitvalt",
        "Nagaan wie vandaag werkt",
        "Teamoverleg voorbereiden",
    ],
)
def test_task_with_a_verb_is_fine(sentence):
    assert advice(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Module Zorgplan: menu en knoppen", "Module"),
        ("De knop bewaren gebruiken", "knop"),
        ("Het nieuwe scherm leren kennen", "scherm"),
        ("Werken met het registratiesysteem", "registratiesysteem"),
        ("Een lijst maken in Excel", "Excel"),
        ("Menu’s openen", "Menu’s"),
    ],
)
def test_word_of_a_system_asks_for_which_task(sentence, word):
    assert advice(sentence) == [
        ASKED,
        *[f"«{word}» hoort bij een systeem. Zeg wat iemand er op het werk mee doet."],
        *(["Gebruik een werkwoord, zoals «een observatie noteren tijdens de zorg»."] if "Zorgplan" in sentence else []),
    ]


@pytest.mark.parametrize("sentence", ["Zorgplan", "De afspraken van de nachtdienst", "Basis voor bewoners", "Fiche 3"])
def test_title_without_a_verb_asks_for_which_task(sentence):
    assert advice(sentence) == [ASKED, "Gebruik een werkwoord, zoals «een observatie noteren tijdens de zorg»."]


def test_french_title_is_not_asked_for_a_dutch_verb():
    with translation.override("fr"):
        assert advice("Noter une observation") == []
