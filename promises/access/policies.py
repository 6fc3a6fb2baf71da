"""What each kind of person may expect of a route. A route picks one policy for reading and one for writing."""

from dataclasses import dataclass, replace
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
    CRASH = "crash"  # never expected of anything


STRANGERS = {Actor.FORMER, Actor.OTHER_LEAD, Actor.OTHER_ADMIN, Actor.PLATFORM}
OUTSIDE = {Actor.ANONYMOUS, Actor.RESPONDENT}


ANY_REFUSAL = frozenset({Answer.LOGIN, Answer.FORBIDDEN, Answer.MISSING, Answer.METHOD})


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
    served: frozenset[Answer] = frozenset({Answer.OK})
    """What who is allowed may be answered; wider where the page depends on what somebody has set up."""

    def answers_for(self, actor: Actor) -> frozenset[Answer]:
        if actor in self.allowed:
            return self.served
        if actor in OUTSIDE:
            return frozenset({self.outside})
        return frozenset({self.refused if actor in self.sees else self.hidden})


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
LINK = replace(PUBLIC, name="whoever has the link")
"""Read by whoever has it, with or without an account; it opens nothing else."""
GUESS = replace(PUBLIC, served=frozenset({Answer.MISSING, Answer.OK}))
"""A code that is nobody's: not found, and who goes on trying is asked to wait."""
HOLDER = _policy("holds the link", {Actor.RESPONDENT}, outside=Answer.FORBIDDEN, hidden=Answer.FORBIDDEN)
SEALED = _policy("needs what the page itself carries", (), outside=Answer.FORBIDDEN, hidden=Answer.FORBIDDEN)
TO_SIGN_IN = _policy("leads to the sign-in page", SIGNED_IN)
PERSONAL = _policy("signed in", SIGNED_IN)
OWN = _policy("my own data", SIGNED_IN, served=ANY_REFUSAL - {Answer.LOGIN} | {Answer.OK})
"""Only ever one's own; whether it exists depends on what one has set up."""
DOOR = _policy("in or out", EVERYBODY, served=frozenset({Answer.OK, Answer.LOGIN}))
PROJECT = _policy("in the project", IN_PROJECT)
PROJECT_MEMBER = _policy("member", MEMBERS, sees=IN_PROJECT)
RESULTS = _policy("aggregated results", MEMBERS | {Actor.DECIDER}, sees=IN_PROJECT)
EDIT = _policy("lead of the project", EDITORS, sees=IN_PROJECT)
EDIT_IF_ANY = _policy(
    "lead of the project, when there is something",
    EDITORS,
    sees=IN_PROJECT,
    served=frozenset({Answer.OK, Answer.MISSING}),
)
DECIDE = _policy("decider", {Actor.DECIDER}, sees=IN_PROJECT)
HOUSES = MEMBERS | {Actor.OTHER_LEAD, Actor.OTHER_ADMIN}
"""Members of any organisation: pages about «my organisation» show each their own."""
ORG_READ = _policy(
    "people of my organisation", {Actor.LEAD, Actor.ADMIN, Actor.OTHER_LEAD, Actor.OTHER_ADMIN}, sees=HOUSES
)
ORG_ADMIN = _policy("admin of my organisation", {Actor.ADMIN, Actor.OTHER_ADMIN}, sees=HOUSES)
ORG_ROW = _policy("admin of this row's organisation", {Actor.ADMIN}, sees=MEMBERS | {Actor.OTHER_LEAD})
"""403 for who manages no people anywhere, before any row is looked up: it tells nothing of the row."""
CREATE = _policy(
    "lead or admin of my organisation", {Actor.LEAD, Actor.ADMIN, Actor.OTHER_LEAD, Actor.OTHER_ADMIN}, sees=SIGNED_IN
)
ENTRANCE = _policy("on the way in", SIGNED_IN)
"""A later page of the sign-in: who did not begin at the beginning is sent there."""
ORG_ROW_IF_ANY = replace(ORG_ROW, served=frozenset({Answer.OK, Answer.MISSING}))
PLATFORM_STAFF = _policy("platform staff", {Actor.PLATFORM}, sees=EVERYBODY)
REPORT = _policy("has a part in the project", IN_PROJECT - {Actor.READER}, sees=IN_PROJECT)
"""Who only reads along reports no bottleneck."""
NAMES = _policy("leads this very project", {Actor.LEAD}, sees=IN_PROJECT)
"""What colleagues told by name, or in a group of a few: also no admin of the organisation."""
NOTES = _policy("says who was there", EDITORS | {Actor.AMBASSADOR}, sees=IN_PROJECT)
OWNS_AGREEMENT = replace(NOTES, name="owns the agreement there, or leads")
WROTE = _policy("who noted it", {Actor.AMBASSADOR})
"""Somebody's own entry; for everybody else it does not exist, also for who leads."""
FOLLOW = _policy("lead of the project, or who decided", EDITORS | {Actor.DECIDER}, sees=IN_PROJECT)


@dataclass(frozen=True)
class Row:
    """What a route promises."""

    get: Policy | None
    """None: reading is not a method here (405)."""
    post: Policy | None = None
