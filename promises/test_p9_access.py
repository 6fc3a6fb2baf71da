"""P9: nobody where they do not belong. Generated from the URLconf: a route that nobody thought of fails here."""

from collections.abc import Iterator

import pytest
from django.contrib.admin.sites import site
from django.db import transaction
from django.test import Client

from bevraging.models import Draft, NamedResponse, OpenAnswer, Response, SealedBallot, Tally
from promises.access import planted
from promises.access.bodies import body_of
from promises.access.everyone import clients_of, product_routes, two_houses, walk_all
from promises.access.policies import Actor, Answer
from promises.access.routes import walk
from promises.access.table import ADMIN, TABLE
from promises.access.walk import Knock, classify, url_of
from promises.access.world import House

P = "trajecten/<slug:slug>/"
TAKEN = [
    f"{P}fundament/knelpunten/nieuw/",
    f"{P}fundament/knelpunten/bundelen/",
    f"{P}fundament/bundels/",
    f"{P}fundament/bundels/<int:pk>/samenvoegen/",
    f"{P}fundament/keuzes/nieuw/",
    f"{P}fundament/keuzes/<int:pk>/wijzig/",
    f"{P}fundament/keuzes/<int:pk>/aanleiding/",
    f"{P}fundament/keuzes/<int:pk>/meedenkers/nieuw/",
    f"{P}afspraken/nieuw/",
    f"{P}afspraken/kaders/nieuw/",
    f"{P}afspraken/<int:pk>/gegevens/",
    f"{P}afspraken/<int:pk>/nieuwe-versie/",
    f"{P}toetsing/concepten/nieuw/",
    f"{P}toetsing/ronde/nieuw/",
    f"{P}toetsing/ronde/<int:number>/wie/erbij/",
    f"{P}toetsing/drempels/nieuw/",
    f"{P}toetsing/drempels/<int:pk>/antwoord/",
    f"{P}toetsing/drempels/<int:pk>/wie/",
    f"{P}communicatie/boodschappen/nieuw/",
    f"{P}communicatie/boodschappen/<int:number>/wijzig/",
    f"{P}communicatie/doelgroepen/nieuw/",
    f"{P}communicatie/doelgroepen/<int:pk>/wijzig/",
    f"{P}communicatie/rollen/vragen/",
    f"{P}communicatie/rollen/voorbereid/",
    f"{P}communicatie/aanspreekpunten/nieuw/",
    f"{P}communicatie/aanspreekpunten/<int:pk>/wijzig/",
    f"{P}communicatie/eigenaars/",
    f"{P}uitrol/golven/nieuw/",
    f"{P}uitrol/golven/<int:number>/wijzig/",
    f"{P}uitrol/momenten/nieuw/",
    f"{P}uitrol/momenten/<int:pk>/wijzig/",
    f"{P}uitrol/momenten/<int:pk>/wie/erbij/",
    f"{P}uitrol/momenten/<int:pk>/aanwezig/",
    f"{P}uitrol/drempels/nieuw/",
    f"{P}uitrol/drempels/<int:number>/wijzig/",
    f"{P}uitrol/taken/nieuw/",
    f"{P}uitrol/taken/<int:number>/wijzig/",
    f"{P}uitrol/helpers/",
    f"{P}uitrol/sessies/nieuw/",
    f"{P}opvolging/ritme/nieuw/",
    f"{P}opvolging/ritme/klaarzetten/",
    f"{P}opvolging/ritme/<int:pk>/wijzig/",
    f"{P}opvolging/checks/<int:pk>/overslaan/",
    f"{P}opvolging/aanpak/nieuw/",
    f"{P}opvolging/aanpak/<int:pk>/wijzig/",
    f"{P}opvolging/overdracht/",
    f"{P}uitrol/sessies/<int:pk>/wijzig/",
    f"{P}uitrol/sessies/<int:pk>/aanwezig/",
    f"{P}kijker/nieuw/",
    f"{P}kijker/<int:pk>/wijzig/",
    f"{P}kijker/<int:pk>/naam/",
    f"{P}kijker/<int:pk>/vertel/",
]
"""Forms of steps 2 to 5 and of the spotlight that name rows."""

PARTS = 4
"""The long walk in pieces, so that two workers share it."""

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


def test_no_route_hides_another():
    paths = [route.path for route in product_routes()]

    assert [path for path in paths if paths.count(path) > 1] == []


@pytest.mark.walk
def test_bodies_that_the_walk_posts_are_taken_with_rows_of_ones_own(clients, houses):
    """Otherwise a refusal would say nothing about the rows in it."""
    ours, _theirs = houses
    answers = {}
    for route in product_routes():
        if route.path in TAKEN:
            with transaction.atomic():
                answers[route.path] = clients[Actor.LEAD].post(url_of(route, ours), body_of(ours, route)).status_code
                transaction.set_rollback(True)

    assert answers == dict.fromkeys(TAKEN, 302)


@pytest.mark.walk
@pytest.mark.parametrize("part", range(PARTS))
def test_every_route_answers_each_actor_as_the_table_says(part, clients, houses):
    routes = product_routes()[part::PARTS]

    assert wrong(walk_all(routes, TABLE, clients, houses)) == []


@pytest.mark.walk
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


@pytest.mark.walk
@pytest.mark.urls("promises.access.planted")
@pytest.mark.parametrize("bug", sorted(planted.TABLE))
def test_walk_finds_a_planted_bug(bug, clients, houses):
    routes = [route for route in walk() if route.path == bug]

    assert wrong(walk_all(routes, planted.TABLE, clients, houses)) != []


@pytest.mark.urls("promises.access.planted")
def test_table_refuses_a_route_that_nobody_listed():
    assert {route.path for route in walk()} - set(TABLE) != set()
