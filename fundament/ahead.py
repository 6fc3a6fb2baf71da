"""What step 2 has ahead in a project: decisions that wait or ask for an agreement, days to look again, things to do,
answers to sum up.

Vandaag and the overview ask it of many projects at once. It comes along in the query of the projects themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, JSONField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from bevraging.models import Participant, Survey
from bevraging.naming import step_of
from fundament import following
from fundament.models import AgreementFramework, Decision, DecisionTask, TargetedQuestion
from trajecten.models import Project, Waiver
from trajecten.reading import Rows, register_columns

Status = Decision.Status
IN_SIGHT = [Status.PROPOSAL, *Decision.HOLDING]
"""Of a decision that was replaced or withdrawn nothing is asked any more."""


@dataclass(frozen=True)
class Asked:
    """A decision that lies with its decider, to be taken by a day."""

    number: int
    question: str
    on: date


@dataclass(frozen=True)
class Review:
    """A decision that holds, to be looked at again on a day."""

    pk: int
    number: int
    question: str
    driver: int | None
    on: date


@dataclass(frozen=True)
class ToDo:
    """Something that makes a decision true, still to be done."""

    decision: int
    number: int
    what: str
    driver: int | None
    due_on: date


@dataclass(frozen=True)
class Unfollowed:
    """A decision that holds, from which no agreement follows yet, and that does not say why not."""

    pk: int
    number: int


@dataclass(frozen=True)
class ToSumUp:
    """A targeted question of which nobody wrote yet what we take from it: closed, or with answers."""

    pk: int
    decision: int
    number: int
    title: str
    closed: bool


@dataclass(frozen=True)
class FrameworkReview:
    pk: int
    name: str
    on: date


@dataclass(frozen=True)
class Ahead:
    project: Any
    asked: tuple[Asked, ...]
    reviews: tuple[Review, ...]
    todo: tuple[ToDo, ...]
    unfollowed: tuple[Unfollowed, ...]
    to_sum_up: tuple[ToSumUp, ...]
    frameworks: tuple[FrameworkReview, ...]


def columns() -> dict[str, Subquery]:
    """One small list for each, as JSON."""
    asked = Decision.objects.open().filter(asked_at__isnull=False, decide_by__isnull=False)
    return {
        "step2_asked": _rows(asked, "project", number="number", question="question", day="decide_by"),
        "step2_reviews": _rows(
            Decision.objects.holding().filter(review_on__isnull=False), "project",
            number="number", question="question", driver="driver", day="review_on",
        ),
        "step2_todo": _rows(
            DecisionTask.objects.filter(done_on__isnull=True, decision__status__in=Decision.HOLDING),
            "decision__project", decision="decision", number="decision__number", what="what",
            driver="decision__driver", day="due_on",
        ),
        "step2_unfollowed": _rows(unfollowed(), "project", number="number"),
        "step2_to_sum_up": _rows(
            unsummarised(), "decision__project", decision="decision", number="decision__number", title="survey__title",
            closed="is_closed", mode="survey__mode", group="survey__min_group", invited="survey__invited", done="done",
        ),
        "step2_frameworks": _rows(
            AgreementFramework.objects.filter(review_on__isnull=False), "project", name="name", day="review_on",
        ),
    }  # fmt: skip


def unfollowed() -> QuerySet[Decision]:
    """What the team agreed at the gate to go without for a while asks nothing: its own task does when the day comes."""
    without = Waiver.objects.in_force().filter(
        code=following.CRITERION, expires_on__gte=timezone.localdate(), snapshot__request__project=OuterRef("project")
    )
    return Decision.objects.filter(following.lacks_agreement() & ~Exists(without))


def to_sum_up() -> QuerySet[TargetedQuestion]:
    """Closed, without a summary, of a decision that still matters."""
    return _without_summary().filter(survey__closed_at__isnull=False)


def unsummarised() -> QuerySet[Any]:
    """Those, and the ones that run, with how many answered: whether that may be told, `_heard` says."""
    answered = Participant.objects.filter(survey=OuterRef("survey"), answered=True).order_by().values("survey")
    return _without_summary().annotate(
        is_closed=Case(When(survey__closed_at__isnull=False, then=1), default=0),
        done=Coalesce(Subquery(answered.annotate(n=Count("pk")).values("n")), 0),
    )


def _without_summary() -> QuerySet[TargetedQuestion]:
    asked = TargetedQuestion.objects.exclude(survey__status=Survey.Status.DRAFT)
    return asked.filter(summary="", decision__status__in=IN_SIGHT)


def _heard(row: dict[str, Any]) -> bool:
    """Closed, or with answers: of an anonymous question no sooner than the page about taking part tells of any."""
    if row["closed"] or row["mode"] == Survey.Mode.NAMED:
        return bool(row["closed"] or row["done"])
    return step_of(row["done"], row["invited"], row["group"]) > 0


def _rows(found: QuerySet[Any], project: str, **fields: str) -> Subquery:
    mine = found.filter(**{project: OuterRef("pk")}).order_by().values(project)
    rows = mine.annotate(rows=Rows(JSONObject(pk="pk", **fields))).values("rows")
    return Subquery(rows, output_field=JSONField())


def ahead_of(projects: Iterable[Any]) -> list[Ahead]:
    """Of each of these projects. No query where it came along with them, else one for all."""
    asked = list(projects)
    missing = [project.pk for project in asked if not hasattr(project, "step2_asked")]
    read = {row.pk: row for row in Project.objects.filter(pk__in=missing).annotate(**columns())} if missing else {}
    return [_ahead(project, read.get(project.pk, project)) for project in asked]


def _ahead(project: Any, row: Any) -> Ahead:
    return Ahead(
        project=project,
        asked=tuple(
            Asked(one["number"], one["question"], date.fromisoformat(one["day"])) for one in _listed(row.step2_asked)
        ),
        reviews=tuple(
            Review(one["pk"], one["number"], one["question"], one["driver"], date.fromisoformat(one["day"]))
            for one in _listed(row.step2_reviews)
        ),
        todo=tuple(
            ToDo(one["decision"], one["number"], one["what"], one["driver"], date.fromisoformat(one["day"]))
            for one in _listed(row.step2_todo)
        ),
        unfollowed=tuple(Unfollowed(one["pk"], one["number"]) for one in _listed(row.step2_unfollowed)),
        to_sum_up=tuple(
            ToSumUp(one["pk"], one["decision"], one["number"], one["title"], bool(one["closed"]))
            for one in _listed(row.step2_to_sum_up) if _heard(one)
        ),
        frameworks=tuple(
            FrameworkReview(one["pk"], one["name"], date.fromisoformat(one["day"]))
            for one in _listed(row.step2_frameworks)
        ),
    )  # fmt: skip


def _listed(rows: list[dict] | None) -> list[dict]:
    return sorted(rows or [], key=lambda row: row["pk"])


def code_of(number: int) -> str:
    """«B03», as `Decision.code`."""
    return f"B{number:02}"


register_columns("fundament", columns)
