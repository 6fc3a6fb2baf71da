"""What is known when a framework is looked at again: which agreements live, how each goes, and what was tried.

A fixed number of queries, however many agreements.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from fundament.agreement_list import ENDED, for_pages, with_standing
from fundament.models import Agreement, AgreementFramework
from opvolging.classes import ATTENTION, GROWING, TOO_LITTLE, UNKNOWN, WELL, CheckClass
from opvolging.models import AgreementCheck, Remedy, Review, ReviewLine
from opvolging.reading import FIELDS, Seen, latest_of, seen_of
from trajecten.models import Project
from trajecten.reading import Rows

IN_ORDER = (WELL, GROWING, ATTENTION, TOO_LITTLE, UNKNOWN)
SOON = timedelta(days=30)
"""So long before its day a review is near: the first reminder goes then."""
MOST_LINES = 200
"""Of the reviews before: years of them, for a framework of twenty agreements."""


@dataclass(frozen=True)
class Known:
    """Of one agreement: in how many places how it goes, and what was tried for it."""

    classes: tuple[tuple[CheckClass, int], ...] = ()
    """(class, places), only those that occur; the best first."""
    running: int = 0
    ended: int = 0
    wrong: int = 0
    """Approaches whose cause is the agreement itself."""


def living_of(framework: AgreementFramework) -> list[Agreement]:
    """Its agreements that hold, begin or are in the making, with `standing` and what `known_of` needs. One query."""
    tried = Remedy.objects.filter(agreement=OuterRef("pk")).order_by().values("agreement")
    rows = tried.annotate(read=Rows(JSONObject(cause="cause", outcome="outcome"))).values("read")
    mine = for_pages(framework.agreements.order_by("number")).annotate(tried_read=Subquery(rows, JSONField()))
    return [one for one in with_standing(mine) if one.standing.state != ENDED]  # type: ignore[attr-defined]


def known_of(agreements: Iterable[Any], today: date) -> dict[int, Known]:
    """{key of an agreement that `living_of` read: what is known}. One query."""
    asked = list(agreements)
    rows = latest_of(AgreementCheck.objects.filter(rhythm__agreement__in=asked, noted_on__lte=today))
    seen = [seen_of(row) for row in rows.order_by("pk").values_list(*FIELDS)]
    return {
        one.pk: _known([check for check in seen if check.agreement == one.pk], one.tried_read or [], today)
        for one in asked
    }


def _known(seen: list[Seen], tried: list[dict[str, str]], today: date) -> Known:
    counted = Counter(one.class_on(today).code for one in seen)
    running = sum(one["outcome"] == Remedy.Outcome.RUNNING for one in tried)
    return Known(
        classes=tuple((kind, counted[kind.code]) for kind in IN_ORDER if counted[kind.code]),
        running=running,
        ended=len(tried) - running,
        wrong=sum(one["cause"] == Remedy.Cause.AGREEMENT_WRONG for one in tried),
    )


@dataclass(frozen=True)
class Held:
    """A review that was held, with its lines in the order of the agreements."""

    held_on: date
    lines: tuple[ReviewLine, ...]


def held_of(framework: AgreementFramework) -> list[Held]:
    """The last ones, the newest first. One query."""
    lines = ReviewLine.objects.filter(review__framework=framework).select_related("review", "agreement")
    newest = lines.order_by("-review__held_on", "-review", "agreement__number")
    together = groupby(newest[:MOST_LINES], key=lambda line: line.review)
    return [Held(review.held_on, tuple(mine)) for review, mine in together]


def frameworks_of(project: Project) -> QuerySet[AgreementFramework]:
    """With the day of the last review as `held_on`; what is to be looked at first stands first."""
    last = Review.objects.filter(framework=OuterRef("pk")).order_by("-held_on").values("held_on")[:1]
    rows = AgreementFramework.objects.filter(project=project).select_related("owner")
    return rows.annotate(held_on=Subquery(last)).order_by("review_on", "name", "pk")


def is_past(framework: AgreementFramework, today: date) -> bool:
    """Its day went by: «verlopen»."""
    return framework.review_on is not None and framework.review_on < today
