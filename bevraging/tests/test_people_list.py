"""Reading a list the way people write it, and noticing addresses that look wrong."""

import pytest

from bevraging.people_list import Entry, read_list, suspects
from trajecten.tests.ends import ends


@pytest.mark.parametrize(
    ("line", "name", "email"),
    [
        ("An Peeters <an@x.example>", "An Peeters", "an@x.example"),
        ("An Peeters; an@x.example", "An Peeters", "an@x.example"),
        ("An Peeters, an@x.example", "An Peeters", "an@x.example"),
        ("an@x.example\tAn Peeters", "An Peeters", "an@x.example"),
        ('"Peeters, An" <AN@X.example>', "An Peeters", "an@x.example"),
        ("Peeters, An; an@x.example", "An Peeters", "an@x.example"),
        ("3. An Peeters <an@x.example>", "An Peeters", "an@x.example"),
        ("- An Peeters", "An Peeters", ""),
        ("an.peeters@x.example", "An Peeters", "an.peeters@x.example"),
    ],
)
def test_line_is_read_as_people_write_it(line, name, email):
    assert read_list(line).entries == [Entry(1, name, email)]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (";;", "Hier staat geen naam en geen mailadres."),
        ("Bo; bo@", "Dit mailadres klopt niet. Schrijf het als naam@organisatie.be."),
        ("an.peeters@terdreef,example", "Dit adres klopt misschien niet. Bedoel je an.peeters@terdreef.example?"),
    ],
)
def test_bad_line_gets_a_sentence_and_its_number(line, sentence):
    reading = read_list(f"An <an@x.example>\n{line}")
    assert [(problem.line, problem.sentence) for problem in reading.problems] == [(2, sentence)]


def test_several_people_on_one_line_are_all_read():
    assert [entry.email for entry in read_list("An <an@x.example>; Bo <bo@x.example>").entries] == [
        "an@x.example",
        "bo@x.example",
    ]


def test_header_and_empty_lines_are_left_out():
    assert len(read_list("Naam;Mailadres\n\nAn;an@x.example\n").entries) == 1


def test_same_address_twice_counts_once():
    reading = read_list("An; an@x.example\nAnne; AN@x.example")
    assert (len(reading.entries), reading.repeated) == (1, 1)


def test_lines_with_a_problem_stay_as_typed():
    assert read_list("Bo; bo@\nAn; an@x.example").to_correct == "Bo; bo@"


def test_list_of_five_thousand_is_read_and_the_rest_is_refused():
    reading = read_list("\n".join(f"Collega {n}; c{n}@x.example" for n in range(5_001)))
    assert (len(reading.entries), len(reading.problems)) == (5_000, 1)


def test_slip_in_the_domain_of_colleagues_is_noticed():
    addresses = ["a@kade.example", "b@kade.example", "c@kade.example", "d@kadr.example", "e@anders.be"]
    assert suspects(addresses) == {"d@kadr.example": "d@kade.example"}


def test_known_provider_with_a_slip_is_noticed():
    assert suspects(["an@gmial.com", "bo@gmail.com"]) == {"an@gmial.com": "an@gmail.com"}


def test_one_endless_word_is_read():
    with ends():
        read_list("a" * 50_000)
