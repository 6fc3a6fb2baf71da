"""P9: nobody where they do not belong. Generated from the URLconf: a route that nobody thought of fails here."""

import hashlib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.admin.sites import site
from django.core import serializers
from django.test import Client

from bevraging.models import Draft, NamedResponse, OpenAnswer, Response, SealedBallot, Tally
from organisatie.models import User
from promises.access import planted
from promises.access.policies import Actor, Answer
from promises.access.routes import Route, walk
from promises.access.table import ADMIN, TABLE, Row
from promises.access.walk import Knock, classify, knocks
from promises.access.world import CANARY, House, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses() -> tuple[House, House]:
    return build("De Linde", "linde"), build("Het Anker", CANARY)


@pytest.fixture
def clients(houses) -> dict[Actor, Client]:
    ours, theirs = houses
    people = {actor: ours.users.get(actor.value) for actor in Actor}
    people[Actor.OTHER_LEAD] = theirs.users["lies"]
    people[Actor.OTHER_ADMIN] = theirs.users["ann"]
    people[Actor.PLATFORM] = User.objects.create_user("petra@platform.example", name="Petra", is_staff=True)
    clients = {actor: Client(raise_request_exception=False) for actor in Actor}
    for actor, user in people.items():
        if user:
            clients[actor].force_login(user)
    clients[Actor.RESPONDENT].get(f"/v/{ours.token}/")
    return clients


def product_routes() -> list[Route]:
    return [route for route in walk() if not route.path.startswith(ADMIN)]


def checksum(house: House) -> str:
    """Over every row that belongs to `house`, of every model that knows its organisation, project or survey."""
    digest = hashlib.sha256()
    for model in apps.get_models():
        names = {field.name for field in model._meta.fields}
        for name, owner in (
            ("organisation", house.organisation),
            ("project", house.project),
            ("survey", house.objects["survey"]),
            ("conversation", house.objects["conversation"]),
            ("theme", house.objects["theme"]),
        ):
            if name in names:
                rows = model._default_manager.filter(**{name: owner}).order_by("pk")
                digest.update(serializers.serialize("json", rows).encode())
    return digest.hexdigest()


def walk_all(routes: list[Route], table: dict[str, Row], clients, houses) -> Iterator[Knock]:
    """Knock everywhere; the rows of the other organisation must stay as they are."""
    ours, theirs = houses
    before = checksum(theirs)
    for route in routes:
        yield from knocks(route, table[route.path], clients, ours, theirs, lambda: checksum(theirs) != before)


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
