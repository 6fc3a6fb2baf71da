"""Knock on every route as every actor, with own ids and with mixed ones, and say what was answered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.db import connection, transaction
from django.test import Client

from promises.access.bodies import body_of
from promises.access.policies import ANY_REFUSAL, Actor, Answer, Policy, Row
from promises.access.routes import Route
from promises.access.table import argument
from promises.access.world import CANARY, House

SIGN_IN = ("/aanmelden/", "/beheer/login/")
THEIRS = {Actor.OTHER_LEAD, Actor.OTHER_ADMIN, Actor.PLATFORM}
ROWS = {"slug", "secret", "pk", "participant", "note", "theme", "answer", "part", "question", "row", "key", "person"}
"""Arguments that name a row; two of them in one address can be of different organisations."""


READS = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK TO)\b", re.IGNORECASE)
WRITES = re.compile(r"\s*(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)

MIXED = {"mixed": 1, "last": -1}
"""From which argument on the address is of the other organisation."""


@dataclass(frozen=True)
class Knock:
    route: str
    method: str
    actor: Actor
    shape: str
    """`own`: ids of the first organisation; `mixed`: its project with rows of the other one; `last`: only the last row is
    of the other one; `empty`/`foreign`: bodies."""
    expected: frozenset[Answer]
    answered: Answer
    leaked: bool
    """A text of the other organisation was shown."""
    touched: bool
    """A row of the other organisation changed, or something points at it that did not."""

    @property
    def right(self) -> bool:
        return self.answered in self.expected and not self.leaked and not self.touched

    def __str__(self) -> str:
        leak = " and a text of the other organisation" if self.leaked else ""
        leak += " and it changed their rows" if self.touched else ""
        return f"{self.method} {self.route} ({self.shape}) by {self.actor}: {'/'.join(sorted(self.expected))}, got {self.answered}{leak}"


def _expected(policy: Policy | None, actor: Actor, shape: str) -> frozenset[Answer]:
    if policy is None:
        return ANY_REFUSAL
    answers = policy.answers_for(actor)
    # A row of the other organisation under a project of ours does not exist, whoever asks.
    return frozenset({Answer.MISSING}) | answers - {Answer.OK} if shape in MIXED else answers


def classify(response) -> Answer:
    """What an answer means: a redirect to the sign-in page is LOGIN, any other redirect is work going on."""
    if response.status_code in (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER):
        return Answer.LOGIN if response["Location"].startswith(SIGN_IN) else Answer.OK
    return {
        HTTPStatus.FORBIDDEN: Answer.FORBIDDEN,
        HTTPStatus.NOT_FOUND: Answer.MISSING,
        HTTPStatus.METHOD_NOT_ALLOWED: Answer.METHOD,
        HTTPStatus.INTERNAL_SERVER_ERROR: Answer.CRASH,
    }.get(HTTPStatus(response.status_code), Answer.OK)


def url_of(route: Route, house: House, other: House | None = None, *, since: int = 1) -> str:
    """The address of `route` in `house`; the arguments from `since` on are taken from `other` when given."""
    path = route.path
    theirs = route.converters[since:] if other is not None else ()
    for name in route.converters:
        source = other if other is not None and name in theirs else house
        value = argument(route, name, source)
        path = _fill(path, name, value)
    return "/" + path.replace("\\Z", "").rstrip("$")


def _fill(path: str, name: str, value: str) -> str:
    start = path.index("<")
    while not path[start : path.index(">", start) + 1].split(":")[-1].rstrip(">").endswith(name):
        start = path.index("<", start + 1)
    return path[:start] + value + path[path.index(">", start) + 1 :]


def knocks(
    route: Route, row: Row, clients: dict[Actor, Client], ours: House, theirs: House, touched
) -> Iterator[Knock]:
    """Every method, actor and shape for one route, each undone; `touched(tables)` tells whether their rows there differ."""
    own = url_of(route, ours)
    shapes = [("GET", "own", own, None)]
    if row.post is not None:
        shapes += [("POST", "empty", own, {}), ("POST", "foreign", own, body_of(theirs, route))]
    rows = len(ROWS & set(route.converters))
    for shape, since in list(MIXED.items())[: max(rows - 1, 0)]:
        mixed = url_of(route, ours, theirs, since=since)
        if mixed != own:  # the last one may be a word that both houses have
            shapes += [("GET", shape, mixed, None), ("POST", shape, mixed, body_of(theirs, route))]
    for actor, client in clients.items():
        for method, shape, url, body in shapes:
            policy = row.post if method == "POST" else row.get
            with transaction.atomic():
                cookies, writes = client.cookies.copy(), Writes()
                with connection.execute_wrapper(writes):
                    response = client.get(url) if body is None else client.post(url, body)
                client.cookies = cookies  # signing out is one of the routes
                shown = _shows_canary(response)  # reads it to its end: a file is put down again
                knock = Knock(
                    route.path,
                    method,
                    actor,
                    shape,
                    _expected(policy, actor, shape),
                    classify(response),
                    leaked=actor not in THEIRS and shown,
                    touched=method == "POST" and actor not in THEIRS and writes.anything and touched(writes.tables),
                )
                transaction.set_rollback(True)
            yield knock


class Writes:
    """Which tables were written: only there it pays to look. Our triggers refuse, they write nothing of their own."""

    anything = False

    def __init__(self) -> None:
        self.tables: set[str] | None = set()
        """None after a statement that says no table in a way we know: then all must be looked at."""

    def __call__(self, execute, sql, params, many, context):
        if not READS.match(sql):
            self.anything = True
            written = WRITES.match(sql)
            self.tables = self.tables | {written[1]} if written and self.tables is not None else None
        return execute(sql, params, many, context)


def _shows_canary(response) -> bool:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return CANARY.encode() in content.lower()


__all__ = ["Knock", "classify", "knocks", "url_of"]
