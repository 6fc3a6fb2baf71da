"""Conditions and constraints of an XLSForm: kept where they fit, told with their meaning where they do not."""

import pytest

from bevraging.exchange.reading import read
from bevraging.questions import ABOVE, BELOW, IS, IS_NOT, Condition
from bevraging.tests.exchange_files import DOG_AND_CAT, form


def first(data: bytes):
    return read(data).questions[0]


def reasons(data: bytes) -> list[tuple[str, str, str]]:
    return [(line.row, line.column, line.reason) for line in read(data).report.lines]


def asked_if(relevant: str, *earlier: list) -> tuple:
    """(condition of the last question, reasons) when it has this `relevant`."""
    before = list(earlier) or [
        ["select_one dier", "dier", "Welk?"],
        ["select_multiple dier", "dieren", "Welke?"],
        ["integer", "jaren", "Hoeveel?"],
        ["decimal", "maat", "Hoeveel?"],
        ["date", "dag", "Wanneer?"],
        ["text", "naam", "Naam?"],
        ["select_one cijfer", "cijfer", "Welk cijfer?"],
    ]
    choices = DOG_AND_CAT + [["cijfer", number, f"Cijfer {number}"] for number in (1, 2, 3)]
    rows = [["type", "name", "label", "relevant"], *before, ["text", "v", "Dus?", relevant]]
    found = read(form(rows, choices))
    return found.questions[-1].show_if, [line.reason for line in found.report.lines]


@pytest.mark.parametrize(
    ("relevant", "condition"),
    [
        ("${dier} = 'hond'", Condition("dier", IS, ("hond",))),
        ("'hond' = ${dier}", Condition("dier", IS, ("hond",))),
        ("${dier}='hond' or ${dier}='kat'", Condition("dier", IS, ("hond", "kat"))),
        ("${dier} != 'hond' and ${dier} != 'kat'", Condition("dier", IS_NOT, ("hond", "kat"))),
        ("selected(${dieren}, 'hond')", Condition("dieren", IS, ("hond",))),
        ("not(selected(${dieren}, 'hond'))", Condition("dieren", IS_NOT, ("hond",))),
        ("not(${dier} = 'hond' or ${dier} = 'kat')", Condition("dier", IS_NOT, ("hond", "kat"))),
        ("count-selected(${dieren}) > 0", Condition("dieren", IS, ("hond", "kat", "geen"))),
        ("${dier} != ''", Condition("dier", IS, ("hond", "kat", "geen"))),
        ("${jaren} > 5", Condition("jaren", ABOVE, ("5",))),
        ("${jaren} >= 5", Condition("jaren", ABOVE, ("4",))),
        ("5 >= ${jaren}", Condition("jaren", BELOW, ("6",))),
        ("${maat} < 2.50", Condition("maat", BELOW, ("2.5",))),
        ("${dag} >= date('2026-03-01')", Condition("dag", ABOVE, ("2026-02-28",))),
        ("${cijfer} >= 2", Condition("cijfer", IS, ("2", "3"))),
        ("../dier = 'hond'", Condition("dier", IS, ("hond",))),
        ("/data/groep/dier = 'hond'", Condition("dier", IS, ("hond",))),
        ("true()", None),
        ("", None),
    ],
)
def test_condition_on_one_earlier_question_is_kept(relevant, condition):
    assert asked_if(relevant) == (condition, [])


@pytest.mark.parametrize(
    ("relevant", "meaning"),
    [
        ("${naam} = 'An'", "naam is «An»"),
        ("${maat} >= 2.5", "maat is minstens 2.5"),
        ("${dier} = 'olifant'", "dier is «olifant»"),
        ("${later} = 'x'", "later is «x»"),
        ("${jaren} + 1 > 5", "jaren + 1 is meer dan 5"),
        ("${dier}='hond' or ${jaren} > 5", "dier is «hond», of jaren is meer dan 5"),
        ("selected(${dieren}, 'hond') and today() > ${dag}", "bij dieren is «hond» gekozen"),
        ("not(${jaren} > 5)", "niet: jaren is meer dan 5"),
    ],
)
def test_condition_that_does_not_fit_is_told_with_its_meaning(relevant, meaning):
    assert meaning in asked_if(relevant)[1][0]


@pytest.mark.parametrize(
    "relevant", ["${dier} = ", "((", "hallo daar", "${dier", "if(", "§", "1 2", "${dier} = 'hond' and"]
)
def test_condition_that_cannot_be_read_is_told(relevant):
    condition, told = asked_if(relevant)
    assert (condition, "kunnen we niet lezen" in told[0]) == (None, True)


def test_of_two_conditions_the_nearest_is_kept():
    condition, told = asked_if("${jaren} > 5 and ${dier} = 'hond'")
    assert (condition, "voor een deel" in told[0]) == (Condition("dier", IS, ("hond",)), True)


def test_condition_of_a_group_stands_on_each_question():
    rows = [
        ["type", "name", "label", "relevant"],
        ["select_one dier", "dier", "Welk?", ""],
        ["begin group", "g", "Honden", "${dier} = 'hond'"],
        ["select_one dier", "ras", "Welk ras?", ""],
        ["text", "naam", "Hoe heet hij?", "${ras} = 'kat'"],
        ["end group", "", "", ""],
    ]
    found = read(form(rows, DOG_AND_CAT))
    assert [question.show_if for question in found.questions] == [
        None,
        Condition("dier", IS, ("hond",)),
        Condition("ras", IS, ("kat",)),  # who was asked for the breed has a dog
    ]
    assert found.report.lines == []


def test_condition_of_a_group_that_does_not_go_with_the_own_one_is_told():
    rows = [
        ["type", "name", "label", "relevant"],
        ["select_one dier", "dier", "Welk?", ""],
        ["integer", "jaren", "Hoeveel?", ""],
        ["begin group", "g", "Honden", "${dier} = 'hond'"],
        ["text", "naam", "Hoe heet hij?", "${jaren} > 3"],
        ["end group", "", "", ""],
    ]
    assert [row for row, _column, reason in reasons(form(rows, DOG_AND_CAT)) if "groep" in reason] == ["5"]


def test_chosen_something_else_can_be_a_condition():
    rows = [
        ["type", "name", "label", "relevant"],
        ["select_one dier or_other", "d", "Welk?", ""],
        ["text", "v", "Hoe?", "${d} = 'other'"],
    ]
    assert read(form(rows, DOG_AND_CAT)).questions[1].show_if == Condition("d", IS, ("anders",))


@pytest.mark.parametrize(
    ("kind", "constraint", "limits"),
    [
        ("integer", ". >= 0 and . <= 120", ("0", "120")),
        ("integer", ". > 0 and . < 18", ("1", "17")),
        ("integer", "0 <= .", ("0", "")),
        ("decimal", ".<=2.5", ("", "2.5")),
        ("date", ". > date('2026-01-31')", ("2026-02-01", "")),
    ],
)
def test_constraint_becomes_limits(kind, constraint, limits):
    found = first(form([["type", "name", "label", "constraint"], [kind, "v", "Hoeveel?", constraint]]))
    assert (found.minimum, found.maximum) == limits


@pytest.mark.parametrize("constraint", ["regex(., '^a')", ". <= today()", ". > 5 or . < 2", ". >= 9 and . <= 1"])
def test_constraint_that_does_not_fit_is_told(constraint):
    data = form([["type", "name", "label", "constraint"], ["integer", "v", "Hoeveel?", constraint]])
    assert [(row, column) for row, column, _reason in reasons(data)] == [("2", "constraint")]


def test_answers_that_depend_on_another_answer_are_all_kept():
    rows = [["type", "name", "label", "choice_filter"], ["select_one dier", "v", "Welk?", "soort=${soort}"]]
    data = form(rows, [["list_name", "name", "label", "soort"], *([*row, "a"] for row in DOG_AND_CAT)])
    assert (len(first(data).options), reasons(data)[0][1]) == (3, "choice_filter")


def test_required_may_be_written_in_many_ways():
    rows = [
        ["type", "name", "label", "required"],
        *(["text", f"v{n}", "Wat?", cell] for n, cell in enumerate(["yes", "TRUE", "ja", "true()", "no", ""])),
    ]
    assert [question.required for question in read(form(rows)).questions] == [True, True, True, True, False, False]
