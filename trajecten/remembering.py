"""Heavy facts, remembered for a moment in this process. Only for looking: no verb ever decides on what stands here.

The key names a *stamp*, the newest event of the project(s): whatever a person does is an event, and so is seen at once.
Only what changes without an event, as an answer that comes in, may be up to `SECONDS` late.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.cache import caches
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import get_language

from trajecten.models import Event

SECONDS = 20
T = TypeVar("T")


def remembered(what: str, parts: Iterable[Any], compute: Callable[[], T]) -> T:
    """`compute()`, or what it gave a moment ago for the same parts, day and language."""
    told = "|".join(map(str, (what, timezone.localdate(), get_language(), *parts)))
    key = f"{what}:{hashlib.sha256(told.encode()).hexdigest()}"
    cache = caches["pages"]
    found = cache.get(key)
    if found is None:
        found = compute()
        cache.set(key, found, SECONDS)
    return found


def with_stamp(projects):
    """Annotates `stamp`, the newest event of each project, in the same query."""
    newest = Event.objects.filter(project=OuterRef("pk")).order_by().values("project").annotate(newest=Max("pk"))
    return projects.annotate(stamp=Subquery(newest.values("newest")))


def stamps(projects: Iterable[Any]) -> list[str]:
    """The parts of a key for projects that carry their stamp."""
    return [f"{project.pk}.{project.stamp}" for project in projects]
