"""What must be right before the house opens: the six steps, the keys, the address, the database, the mail server."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from trajecten.steps import LAST_STEP, Kind, all_steps, criteria_of

KEYS = ("SECRET_KEY", "LINK_KEY", "SEAL_KEY")
KEY_LENGTH = 50
KEY_VARIETY = 5
"""A key of fewer different letters is a placeholder."""


@register()
def the_six_steps(**kwargs: Any) -> list[CheckMessage]:
    """Steps 1 to 6, each once; codes of criteria and of guarded actions once in the whole house."""
    found: list[CheckMessage] = []
    steps = all_steps()
    numbers = [step.number for step in steps]
    if numbers != list(range(1, LAST_STEP + 1)):
        found.append(Error(f"The steps are {numbers}, not 1 to {LAST_STEP}.", id="trajecten.E001"))
    codes = [criterion.code for step in steps for criterion in criteria_of(step)]
    actions = [action for step in steps for action in step.guards]
    slugs = [step.slug for step in steps]
    for what, names in (("criterion", codes), ("guarded action", actions), ("slug", slugs)):
        found += [Error(f"The {what} {name!r} stands twice.", id="trajecten.E002") for name in _twice(names)]
    for step in steps:
        found += [Error(problem, id="trajecten.E003") for c in criteria_of(step) for problem in _criterion_problems(c)]
    return found


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _criterion_problems(criterion: Any) -> Iterable[str]:
    low, goal, high = criterion.minimum, criterion.default, criterion.maximum
    if criterion.kind == Kind.HARD and low is not None:
        yield f"{criterion.code} is hard: its goal cannot be tuned."
    if goal is not None and low is not None and high is not None and not low <= goal <= high:
        yield f"{criterion.code}: the default is outside its range."


@register(Tags.security)
def the_keys(**kwargs: Any) -> list[CheckMessage]:
    """Present, long, and three different ones: a dump plus one key may not open everything."""
    found: list[CheckMessage] = []
    values = {name: _key(name) for name in KEYS}
    for name, value in values.items():
        if not value:
            found.append(Error(f"{name} is not set. `make run` makes one; see .env.example.", id="trajecten.E010"))
        elif len(value) < KEY_LENGTH or len(set(value)) < KEY_VARIETY:
            found.append(
                Error(f"{name} is too easy: use at least {KEY_LENGTH} random characters.", id="trajecten.E011")
            )
    present = [value for value in values.values() if value]
    if len(set(present)) != len(present):
        found.append(Error("SECRET_KEY, LINK_KEY and SEAL_KEY must be three different keys.", id="trajecten.E012"))
    return found


def _key(name: str) -> str:
    try:
        return getattr(settings, name, "")
    except ImproperlyConfigured:  # Django itself refuses an empty SECRET_KEY, in words for Django
        return ""


@register()
def the_address(**kwargs: Any) -> list[CheckMessage]:
    """Every link in a mail starts with SITE_URL."""
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return [Error("SITE_URL must look like https://trajecten.example.org.", id="trajecten.E020")]
    if parts.path or parts.query or parts.fragment or parts.username:
        return [Error("SITE_URL holds only a scheme, a host and a port.", id="trajecten.E021")]
    return []


@register(deploy=True)
def in_production(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not settings.EMAIL_HOST:
        found.append(Warning("EMAIL_HOST is not set: no mail leaves this house.", id="trajecten.W001"))
    if not settings.SITE_URL.startswith("https://"):
        found.append(Warning("SITE_URL is not https: links and answers travel in the open.", id="trajecten.W002"))
    return found


@register(Tags.database)
def the_database(databases: Iterable[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """PostgreSQL keeps what it confirmed, and keeps no time beside an answer. Asked of each database that is checked."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "postgresql":
            found += postgresql_problems(partial(_setting, connection))
    return found


def postgresql_problems(setting: Callable[[str], str]) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if setting("synchronous_commit") == "off":
        hint = "Set synchronous_commit to on: an answer that was confirmed may not be lost."
        found.append(Error("PostgreSQL may lose what it confirmed.", hint=hint, id="trajecten.E030"))
    if setting("track_commit_timestamp") != "off":
        hint = "Set track_commit_timestamp to off: it notes when each anonymous answer was given."
        found.append(Error("PostgreSQL keeps the time of every row.", hint=hint, id="trajecten.E031"))
    return found


def _setting(connection: Any, name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return cursor.fetchone()[0]
