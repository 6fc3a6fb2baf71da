"""Knock on every route as every actor, with own ids and with mixed ones, and say what was answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.test import Client

from promises.access.policies import Actor, Answer
from promises.access.routes import Route
from promises.access.table import Row, argument
from promises.access.world import House

SIGN_IN = "/aanmelden/"


@dataclass(frozen=True)
class Knock:
    route: str
    url: str
    method: str
    actor: Actor
    shape: str
    """`own`: ids of the first organisation; `mixed`: its project with rows of the other one; `empty`/`foreign`: bodies."""
    expected: Answer
    answered: Answer
    status: int
    leaked: bool


def classify(response) -> Answer:
    """What an answer means: a redirect to the sign-in page is LOGIN, any other redirect is work going on."""
    if response.status_code in (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER):
        return Answer.LOGIN if response["Location"].startswith(SIGN_IN) else Answer.OK
    return {
        HTTPStatus.FORBIDDEN: Answer.FORBIDDEN,
        HTTPStatus.NOT_FOUND: Answer.MISSING,
        HTTPStatus.METHOD_NOT_ALLOWED: Answer.METHOD,
    }.get(HTTPStatus(response.status_code), Answer.OK)


def url_of(route: Route, house: House, other: House | None = None) -> str:
    """The address of `route` in `house`; every argument after the first is taken from `other` when given."""
    path = route.path
    for position, name in enumerate(route.converters):
        source = other if other is not None and position > 0 else house
        value = argument(route, name, source)
        path = _fill(path, name, value)
    return "/" + path.replace("\\Z", "").rstrip("$")


def _fill(path: str, name: str, value: str) -> str:
    start = path.index("<")
    while not path[start : path.index(">", start) + 1].split(":")[-1].rstrip(">").endswith(name):
        start = path.index("<", start + 1)
    return path[:start] + value + path[path.index(">", start) + 1 :]


def knocks(route: Route, row: Row, clients: dict[Actor, Client], ours: House, theirs: House) -> Iterator[Knock]:
    """Every method, actor and shape for one route."""
    own = url_of(route, ours)
    shapes = [("GET", "own", own, None), ("HEAD", "own", own, None)]
    if row.post is not None:
        shapes += [("POST", "empty", own, {}), ("POST", "foreign", own, foreign_body(theirs))]
    if len(route.converters) > 1:
        mixed = url_of(route, ours, theirs)
        shapes += [("GET", "mixed", mixed, None), ("POST", "mixed", mixed, foreign_body(theirs))]
    for actor, client in clients.items():
        for method, shape, url, body in shapes:
            policy = row.post if method == "POST" else row.get
            response = client.generic(method, url) if body is None else client.post(url, body)
            expected = policy.answer_for(actor) if policy else Answer.METHOD
            if shape == "mixed" and expected == Answer.OK:
                expected = Answer.MISSING
            yield Knock(
                route.path,
                url,
                method,
                actor,
                shape,
                expected,
                classify(response),
                response.status_code,
                _leaks(response, actor),
            )


def _leaks(response, actor: Actor) -> bool:
    if actor in (Actor.OTHER_LEAD, Actor.OTHER_ADMIN, Actor.PLATFORM):
        return False
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return b"kanarie" in content.lower()


def foreign_body(theirs: House) -> dict[str, str]:
    """A body in which every field that could name a row names one of the other organisation."""
    objects = theirs.objects
    body = {
        name: str(row.pk)
        for name, row in objects.items()
        if name in {"organisation", "location", "function", "employee", "project", "survey", "participant", "role"}
    }
    body |= {"locations": body["location"], "functions": body["function"], "employees": body["employee"]}
    body |= {"user": str(theirs.users["lies"].pk), "decider": str(theirs.users["dirk"].pk)}
    return body


__all__ = ["Knock", "classify", "foreign_body", "knocks", "url_of"]
