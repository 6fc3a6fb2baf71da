"""What is kept how long, and what the sweep therefore deletes. The same list is shown before anything happens.

| what | until | what stays |
|---|---|---|
| unfinished answers | the close | nothing |
| names, addresses and links of who was asked; mails of the survey | 30 days after the close | how many, per group |
| answers, when there were too few to show | 30 days after the close | nothing |
| answers one by one; names in a survey by name | 24 months after the close | what was counted; open answers that were shown |
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from bevraging.actions.forgetting import forget_answers, forget_people
from bevraging.models import Deletion, Survey
from trajecten.reminders import Source, register

KEEP_PEOPLE = timedelta(days=30)
KEEP_ANSWERS = timedelta(days=731)
"""24 months, of which one February may be a day longer."""
OVER = [Survey.Status.PUBLISHED, Survey.Status.ERASED]


@dataclass(frozen=True)
class Planned:
    """One thing that will be deleted. `how_many` is None where the number would say who took part."""

    survey: Survey
    kind: str
    on: date
    how_many: int | None = None

    @property
    def words(self) -> str:
        return str(Deletion.Kind(self.kind).label)


def people_to_forget(now: datetime) -> QuerySet[Survey]:
    return Survey.objects.filter(status__in=OVER, people_gone_on=None, closed_at__lt=now - KEEP_PEOPLE)


def answers_to_forget(now: datetime) -> QuerySet[Survey]:
    return Survey.objects.filter(status=Survey.Status.PUBLISHED, answers_gone_on=None, closed_at__lt=now - KEEP_ANSWERS)


def forget_what_is_due(now: datetime | None = None) -> int:
    """Delete everything whose time has come; gives how many surveys were touched. Called any number of times."""
    now = now or timezone.now()
    return _forget_people(now) + _forget_answers(now)


def _forget_people(now: datetime) -> int:
    return sum(forget_people(survey=survey) for survey in people_to_forget(now).select_related("project"))


def _forget_answers(now: datetime) -> int:
    return sum(forget_answers(survey=survey) for survey in answers_to_forget(now).select_related("project"))


def planned(surveys: QuerySet[Survey]) -> list[Planned]:
    """What will be deleted of these closed surveys, soonest first: the dry run. One query."""
    closed = surveys.exclude(closed_at=None).exclude(people_gone_on__isnull=False, answers_gone_on__isnull=False)
    found: list[Planned] = []
    for survey in closed.select_related("project").annotate(people=Count("participants")):
        found += _of(survey)
    return sorted(found, key=lambda one: (one.on, one.survey.pk, one.kind))


def _of(survey: Survey) -> Iterable[Planned]:
    closed = timezone.localtime(survey.closed_at)
    if survey.people_gone_on is None and survey.status != Survey.Status.CLOSED:
        yield Planned(survey, Deletion.Kind.PEOPLE, (closed + KEEP_PEOPLE).date(), survey.people)  # type: ignore[attr-defined]
    if survey.status == Survey.Status.CLOSED:
        yield Planned(survey, Deletion.Kind.TOO_FEW, (closed + KEEP_PEOPLE).date())
        yield Planned(survey, Deletion.Kind.PEOPLE, (closed + KEEP_PEOPLE).date(), survey.people)  # type: ignore[attr-defined]
    if survey.status == Survey.Status.PUBLISHED and survey.answers_gone_on is None:
        yield Planned(survey, Deletion.Kind.ANSWERS, (closed + KEEP_ANSWERS).date())


register(Source("bevraging.forget_people", _forget_people, people_to_forget))
register(Source("bevraging.forget_answers", _forget_answers, answers_to_forget))
