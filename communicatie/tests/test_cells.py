"""Who hears what: a larger group, a smaller one, a role, and people outside."""

import pytest

from communicatie.cells import Heard, Said, cells_of

CARE, KITCHEN, AALST, GHENT = 1, 2, 11, 12


def group(pk=1, *, functions=(), locations=(), kind="group", **fields):
    return Heard(pk, f"Groep {pk}", kind, functions=frozenset(functions), locations=frozenset(locations), **fields)


def said(audience=1, key="why", *, number=1, status="planned", day=20260112, said_by="management"):
    return Said(number, "Een boodschap", audience, key, status, said_by, day)


def filled(audiences, *messages):
    return [(one.audience.pk, one.key, one.told) for one in cells_of(audiences, messages) if one.planned]


@pytest.mark.parametrize(
    ("large", "small", "inside"),
    [
        ({}, {"functions": [CARE]}, True),
        ({"functions": [CARE]}, {}, False),
        ({"functions": [CARE, KITCHEN]}, {"functions": [CARE]}, True),
        ({"functions": [CARE]}, {"functions": [CARE, KITCHEN]}, False),
        ({"functions": [CARE]}, {"functions": [CARE], "locations": [AALST]}, True),
        ({"locations": [AALST]}, {"locations": [GHENT]}, False),
        ({"shift": "nacht"}, {}, False),
        ({}, {"shift": "nacht"}, True),
        ({"shift": "Nacht"}, {"shift": "nacht"}, True),
        ({}, {"kind": "role"}, True),
        ({"functions": [CARE]}, {"kind": "role"}, False),
        ({"kind": "role"}, {}, False),
        ({}, {"kind": "outside"}, False),
        ({"kind": "outside"}, {"kind": "outside"}, False),
    ],
)
def test_larger_group_has_everybody_of_the_smaller_one(large, small, inside):
    assert group(1, **large).contains(group(2, **small)) is inside


def test_everybody_is_in_their_own_group():
    assert group(1, kind="outside").contains(group(1, kind="outside"))


def test_colleagues_hear_four_things_a_role_two_and_outside_one():
    audiences = [group(1), group(2, kind="role"), group(3, kind="outside"), group(4, in_matrix=False)]
    found = {pk: [one.key for one in cells_of(audiences, []) if one.audience.pk == pk] for pk in (1, 2, 3, 4)}
    assert found == {1: ["why", "what_changes", "when", "help"], 2: ["why", "what_changes"], 3: ["why"], 4: []}


def test_what_everybody_hears_fills_the_cell_of_a_smaller_group():
    audiences = [group(1), group(2, functions=[CARE])]
    assert filled(audiences, said(1)) == [(1, "why", False), (2, "why", False)]
    assert filled(audiences, said(2)) == [(2, "why", False)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "sent"}, [(1, "why", True)]),
        ({"status": "ready"}, [(1, "why", False)]),
        ({"status": "idea", "day": 20260112}, [(1, "why", False)]),
        ({"status": "idea", "day": 0}, []),
        ({"status": "dropped"}, []),
        ({"key": "success"}, []),
    ],
)
def test_cell_is_filled_by_what_was_told_or_has_a_day(fields, expected):
    assert filled([group(1)], said(1, **fields)) == expected


def test_message_to_who_is_not_in_the_plan_still_reaches_who_is():
    """«Told once and no more» says that the gate asks nothing about that group, not that nobody of it was there."""
    assert filled([group(1, in_matrix=False), group(2, functions=[CARE])], said(1)) == [(2, "why", False)]
