"""The matrix: which cells are empty, and what a wider audience fills."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie.matrix import KEYS, NEEDED, matrix_of
from communicatie.models import Message
from communicatie.tests.factories import make_audience, make_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde):
    return make_project(linde)


def drawn(project) -> dict[str, dict[str, str]]:
    """{audience: {key: code of the message that is shown}}, empty cells left out."""
    return {
        row.audience.name: {cell.key.value: cell.shown.code for cell in row.cells if cell.is_filled}
        for row in matrix_of(project).rows
    }


def test_everybody_needs_why_what_when_and_help(project):
    make_audience("Iedereen", project=project)
    matrix = matrix_of(project)
    assert [key.value for key in NEEDED] == ["why", "what_changes", "when", "help"]
    assert [cell.key for cell in matrix.rows[0].cells] == list(KEYS)
    assert sorted(KEYS) == sorted(Message.Key)
    assert (matrix.filled, len(matrix.needed)) == (0, 4)


def test_cell_without_message_is_empty_and_a_dropped_one_fills_nothing(project):
    everybody = make_audience("Iedereen", project=project)
    make_message(audience=everybody, key="why")
    make_message(audience=everybody, key="when", status="dropped", dropped_why="Niet meer nodig.")
    make_message(audience=everybody, key="help", status="idea", planned_on=None)
    assert drawn(project) == {"Iedereen": {"why": "N01"}}  # an idea without a day tells nobody anything
    assert matrix_of(project).filled == 1


def test_free_cells_do_not_count(project):
    make_message(audience=make_audience("Iedereen", project=project), key="success")
    assert (drawn(project), matrix_of(project).filled) == ({"Iedereen": {"success": "N01"}}, 0)


def test_what_everybody_hears_each_function_hears(project):
    everybody, kitchen = (
        make_audience("Iedereen", project=project),
        make_audience("Keuken", project=project, functions=["Keuken"]),
    )
    make_message(audience=everybody, key="why")
    make_message(audience=kitchen, key="when")
    assert drawn(project) == {"Iedereen": {"why": "N01"}, "Keuken": {"why": "N01", "when": "N02"}}
    cells = {cell.key.value: cell for cell in matrix_of(project).rows[1].cells}
    assert (cells["why"].own, cells["why"].via.code, cells["when"].via) == ((), "N01", None)


@pytest.mark.parametrize(
    ("wide", "narrow", "hears"),
    [
        ({}, {"locations": ["Aalst"]}, True),
        ({}, {"shift": "nacht"}, True),
        ({}, {"kind": "role", "role": "helper"}, True),
        ({}, {"kind": "outside"}, False),
        ({"locations": ["Aalst", "Gent"]}, {"locations": ["Gent"]}, True),
        ({"locations": ["Gent"]}, {"locations": ["Aalst", "Gent"]}, False),
        ({"locations": ["Gent"]}, {}, False),
        ({"locations": ["Gent"]}, {"locations": ["Gent"], "functions": ["Zorg"]}, True),
        ({"functions": ["Zorg"]}, {"locations": ["Gent"]}, False),
        ({"shift": "nacht"}, {"shift": "nacht", "locations": ["Gent"]}, True),
        ({"shift": "nacht"}, {"locations": ["Gent"]}, False),
        ({"kind": "role", "role": "helper"}, {"kind": "role", "role": "helper", "locations": ["Gent"]}, False),
        ({"locations": ["Gent"]}, {"kind": "role", "role": "helper"}, False),
    ],
)
def test_wider_audience_holds_the_narrower_one(project, wide, narrow, hears):
    make_message(audience=make_audience("A", project=project, **wide))
    make_audience("B", project=project, **narrow)
    assert drawn(project)["B"] == ({"why": "N01"} if hears else {})


def test_two_names_for_the_same_people_fill_nothing_for_each_other(project):
    make_message(audience=make_audience("A", project=project, locations=["Gent"]))
    make_audience("B", project=project, locations=["Gent"])
    assert drawn(project) == {"A": {"why": "N01"}, "B": {}}


def test_told_message_is_shown_before_one_that_is_planned(project):
    everybody = make_audience("Iedereen", project=project)
    make_message(audience=everybody, planned_on=timezone.localdate())
    make_message(audience=everybody, status="sent", planned_on=timezone.localdate() + timedelta(days=5))
    assert drawn(project) == {"Iedereen": {"why": "N02"}}


def test_audience_told_once_stands_aside(project):
    aside = make_audience("Buren", project=project, kind="outside", in_matrix=False)
    matrix = matrix_of(project)
    assert (matrix.rows, matrix.aside, matrix.first_empty) == ((), (aside,), None)


def test_first_empty_cell_is_what_people_need_first(project):
    everybody = make_audience("Iedereen", project=project)
    make_message(audience=everybody, key="why")
    cell = matrix_of(project).first_empty
    assert (cell.audience, cell.key) == (everybody, Message.Key.WHAT_CHANGES)


@pytest.mark.parametrize("many", [1, 3])
def test_matrix_takes_two_queries_for_any_number(project, many, django_assert_num_queries):
    for n in range(many):
        audience = make_audience(f"Groep {n}", project=project, functions=[f"F{n}"], locations=[f"L{n}"])
        make_message(audience=audience)
    with django_assert_num_queries(2):
        matrix_of(project)
