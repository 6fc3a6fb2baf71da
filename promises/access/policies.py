"""What each kind of person may expect of a route. A route picks one policy for reading and one for writing."""

from dataclasses import dataclass
from enum import StrEnum


class Actor(StrEnum):
    """Ten people who may knock. Everybody is of De Linde, unless it says Het Anker."""

    ANONYMOUS = "anonymous"
    RESPONDENT = "respondent"  # no account, holds a personal link
    AMBASSADOR = "bram"  # a role in the project, no membership
    READER = "noor"
    LEAD = "lies"
    DECIDER = "dirk"  # decides in the project, no membership
    ADMIN = "ann"
    FORMER = "eva"  # membership ended
    OTHER_LEAD = "vik"  # lead of Het Anker
    OTHER_ADMIN = "wim"  # admin of Het Anker
    PLATFORM = "petra"  # platform staff, member of nothing


class Answer(StrEnum):
    OK = "ok"  # served, or redirected to where the work goes on
    LOGIN = "login"  # sent to the sign-in page
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    METHOD = "method"


STRANGERS = {Actor.FORMER, Actor.OTHER_LEAD, Actor.OTHER_ADMIN, Actor.PLATFORM}
OUTSIDE = {Actor.ANONYMOUS, Actor.RESPONDENT}


@dataclass(frozen=True)
class Policy:
    name: str
    allowed: frozenset[Actor]
    refused: Answer
    """What an actor who may see the thing, but not do this, gets."""
    hidden: Answer = Answer.MISSING
    """What a stranger gets: as if it did not exist."""
    outside: Answer = Answer.LOGIN
    sees: frozenset[Actor] = frozenset()
    """Who may know that it exists."""

    def answer_for(self, actor: Actor) -> Answer:
        if actor in self.allowed:
            return Answer.OK
        if actor in OUTSIDE:
            return self.outside
        return self.refused if actor in self.sees else self.hidden


EVERYBODY = frozenset(Actor)
SIGNED_IN = EVERYBODY - OUTSIDE
MEMBERS = frozenset({Actor.READER, Actor.LEAD, Actor.ADMIN})
IN_PROJECT = MEMBERS | {Actor.AMBASSADOR, Actor.DECIDER}
EDITORS = frozenset({Actor.LEAD, Actor.ADMIN})


def _policy(name: str, allowed, *, sees=frozenset(), refused=Answer.FORBIDDEN, **more) -> Policy:
    return Policy(name, frozenset(allowed), refused, sees=frozenset(sees), **more)


PUBLIC = _policy("public", EVERYBODY)
MISSING = _policy("missing", (), outside=Answer.MISSING)
"""The value the walk knocks with exists for nobody."""
PERSONAL = _policy("signed in", SIGNED_IN)
PROJECT = _policy("in the project", IN_PROJECT)
PROJECT_MEMBER = _policy("member", MEMBERS, sees=IN_PROJECT)
RESULTS = _policy("aggregated results", MEMBERS | {Actor.DECIDER}, sees=IN_PROJECT)
EDIT = _policy("lead of the project", EDITORS, sees=IN_PROJECT)
DECIDE = _policy("decider", {Actor.DECIDER}, sees=IN_PROJECT)
PLATFORM_STAFF = _policy("platform staff", {Actor.PLATFORM}, sees=EVERYBODY)
