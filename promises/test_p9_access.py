"""P9: nobody where they do not belong. Generated from the URLconf: a route that nobody thought of fails here."""

from collections.abc import Iterator

import pytest
from django.contrib.admin.sites import site
from django.test import Client

from bevraging.models import Draft, NamedResponse, OpenAnswer, Response, SealedBallot, Tally
from promises.access import planted
from promises.access.everyone import clients_of, product_routes, two_houses, walk_all
from promises.access.policies import Actor, Answer
from promises.access.routes import walk
from promises.access.table import ADMIN, TABLE
from promises.access.walk import Knock, classify
from promises.access.world import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses() -> tuple[House, House]:
    return two_houses()


@pytest.fixture
def clients(houses) -> dict[Actor, Client]:
    return clients_of(houses)


def wrong(found: Iterator[Knock]) -> list[str]:
    """What was answered otherwise than promised, one line each."""
    return [str(knock) for knock in found if not knock.right]


def test_every_route_has_a_row_and_every_row_a_route():
    assert {route.path for route in product_routes()} == set(TABLE)


def test_every_route_answers_each_actor_as_the_table_says(clients, houses):
    routes = product_routes()

    assert wrong(walk_all(routes, TABLE, clients, houses)) == []


def test_admin_is_for_platform_staff_only(clients, houses):
    routes = [route for route in walk() if route.path.startswith(ADMIN) and not route.converters]
    answers = {
        (route.path, actor): classify(client.get("/" + route.path))
        for route in routes
        for actor, client in clients.items()
        if actor != Actor.PLATFORM
    }

    assert {
        key for key, answer in answers.items() if answer == Answer.OK and not key[0].endswith(("login/", "logout/"))
    } == set()


def test_answers_of_people_are_not_in_the_admin():
    registered = set(site._registry)

    assert registered & {Draft, NamedResponse, OpenAnswer, Response, SealedBallot, Tally} == set()


@pytest.mark.urls("promises.access.planted")
@pytest.mark.parametrize("bug", sorted(planted.TABLE))
def test_walk_finds_a_planted_bug(bug, clients, houses):
    routes = [route for route in walk() if route.path == bug]

    assert wrong(walk_all(routes, planted.TABLE, clients, houses)) != []


@pytest.mark.urls("promises.access.planted")
def test_table_refuses_a_route_that_nobody_listed():
    assert {route.path for route in walk()} - set(TABLE) != set()
