"""All actors knock on all routes: what the test does for two small organisations, and the promise run on both databases."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import serializers
from django.test import Client, override_settings
from django.test.utils import setup_test_environment

from organisatie.models import User
from promises.access import planted
from promises.access.policies import Actor, Row
from promises.access.routes import Route, walk
from promises.access.table import ADMIN, TABLE
from promises.access.walk import Knock, knocks
from promises.access.world import CANARY, House, build

Houses = tuple[House, House]
AS_THEY_LIE = {
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
}
"""Hashed names need collectstatic first; who knocks does not look at styles."""


def two_houses() -> Houses:
    return build("De Linde", "linde"), build("Het Anker", CANARY)


def clients_of(houses: Houses) -> dict[Actor, Client]:
    """One visitor for each actor, signed in where they have an account."""
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


def fingerprint(house: House, tables: set[str] | None = None) -> dict[str, str | int]:
    """What belongs to `house`, in each of `tables` or in all: its rows, and how many rows of whomever point at its own.

    The rows of every model that knows its organisation, project, survey, …; a form that trusts a key from a body adds a
    row that points at one.
    """
    named = ("survey", "conversation", "theme", "bundle", "proposal", "framework", "agreement", "concept", "round")
    named += ("audience", "wave", "moment", "work task")
    owners = [house.organisation, house.project, *(house.objects[name] for name in named)]
    owner_of = {type(owner): owner for owner in owners}
    found: dict[str, str | int] = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model in owner_of and _among(model, tables):
                rows = model._default_manager.filter(**{field.name: owner_of[field.related_model]}).order_by("pk")
                text = serializers.serialize("json", rows)
                found[f"{model._meta.db_table} {field.name}"] = hashlib.sha256(text.encode()).hexdigest()
    for name, row in house.objects.items():
        for relation in row._meta.get_fields(include_hidden=True):
            if relation.auto_created and not relation.concrete and _among(relation.related_model, tables):
                field = relation.field
                rows = field.model._base_manager.filter(**{field.name: row})
                found[f"{name} {field.model._meta.db_table} {field.name}"] = rows.count()
    return found


def _among(model: Any, tables: set[str] | None) -> bool:
    return model is not None and (tables is None or model._meta.db_table in tables)


def walk_all(
    routes: list[Route], table: dict[str, Row], clients: dict[Actor, Client], houses: Houses
) -> Iterator[Knock]:
    """Knock everywhere; the rows of the other organisation must stay as they are."""
    ours, theirs = houses
    before = fingerprint(theirs)

    def touched(tables: set[str] | None) -> bool:
        return any(before[name] != now for name, now in fingerprint(theirs, tables).items())

    for route in routes:
        yield from knocks(route, table[route.path], clients, ours, theirs, touched)


def bugs() -> list[str]:
    """The planted mistakes."""
    return sorted(planted.TABLE)


def count(bug: str = "") -> dict[str, Any]:
    """How many times was knocked, and how many answers were wrong; `bug`: only the route of that planted mistake."""
    setup_test_environment()
    with override_settings(**AS_THEY_LIE, ROOT_URLCONF="promises.access.planted" if bug else "trajecten.urls"):
        return _count(bug)


def _count(bug: str) -> dict[str, Any]:
    houses = two_houses()
    clients = clients_of(houses)
    routes = [route for route in walk() if route.path == bug] if bug else product_routes()
    found = list(walk_all(routes, planted.TABLE if bug else TABLE, clients, houses))
    return {
        "routes": len(routes),
        "actors": len(clients),
        "knocks": len(found),
        "wrong": sum(not knock.right for knock in found),
        "leaked": sum(knock.leaked for knock in found),
        "touched": sum(knock.touched for knock in found),
    }
