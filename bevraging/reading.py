"""The surveys of projects as pages need them, read once: sources of the core find them on the project.

«Deep», for a page about one project, has the groups too, in the same query. A verb never reads here.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast

from bevraging.models import QuestionnaireVersion, SupportTally, Survey, SurveySegment, Tally
from trajecten.reading import register_facts

SUMS = ("people", "total", "squares")
BACK = {"shared": "shared_at", "mailed": "mailed", "told": "told_at"}
"""What came back to who was asked, as `back_shared` and so on; all three empty where nothing was written."""
SUPPORT = "*"
"""Stands for the question where a row has sums: no key of a question looks like it."""


def read(projects: list[Any], deep: bool) -> None:
    """Puts `surveys_read` on each project, newest first. One query."""
    by_project: dict[int, Any] = {project.pk: project for project in projects}
    for project in projects:
        project.surveys_read = []
    if not projects:
        return
    surveys = _with_totals(Survey.objects.filter(project__in=by_project))
    if deep:
        frozen = QuestionnaireVersion.objects.filter(survey=OuterRef("pk"), frozen=True)
        parts = ("content", "languages", "translations")
        surveys = surveys.annotate(**{f"asked_{part}": Subquery(frozen.values(part)[:1]) for part in parts})
    for survey in _with_groups(surveys) if deep else surveys.order_by("-pk"):
        project = by_project[survey.project_id]
        survey.project = project
        project.surveys_read.append(survey)


def surveys_of(project: Any) -> list[Survey]:
    """All surveys of this project with their groups: those that came along with it, otherwise read now."""
    found = getattr(project, "surveys_read", None)
    if found is None:
        read([project], deep=True)
        # Read for this one question: who asks again gets what is true then.
        found = project.__dict__.pop("surveys_read")
    return found


def one(project: Any, pk: int) -> Survey | None:
    """One survey of this project with its groups and sums, in one query; None when there is no such."""
    found = _with_groups(_with_totals(Survey.objects.filter(project=project, pk=pk)))
    for survey in found:
        survey.project = project
    return found[0] if found else None


def counts_of(survey: Any) -> dict[tuple[str, str, str, str], int]:
    """How many said so, per (dimension, group, question, option). The sums of support come along in the same query."""
    return counts_of_each([survey])[survey.pk]


def counts_of_each(surveys: Iterable[Any]) -> dict[int, dict[tuple[str, str, str, str], int]]:
    """The same of some surveys at once, by their keys. One query."""
    asked = {survey.pk: survey for survey in surveys}
    none = Value(0, output_field=BigIntegerField())
    place = ("survey_id", "dimension", "segment", "question", "option")
    tallies = Tally.objects.filter(survey__in=asked).annotate(a=Cast("count", BigIntegerField()), b=none, c=none)
    support = SupportTally.objects.filter(survey__in=asked).annotate(question=Value(SUPPORT), option=Value(""))
    sums: Any = support.values_list(*place, *SUMS)
    counts: dict[int, dict] = {pk: {} for pk in asked}
    for survey in asked.values():
        survey.sums_read = {}
    for pk, *cell, people, total, squares in tallies.values_list(*place, "a", "b", "c").union(sums, all=True):
        if cell[2] == SUPPORT:
            sums_of_one = SupportTally(people=people, total=total, squares=squares)
            asked[pk].sums_read[cell[0], cell[1]] = sums_of_one
        else:
            counts[pk][tuple(cell)] = people
    return counts


def sums_of(survey: Any) -> dict[tuple[str, str], SupportTally]:
    """The sums of support per (dimension, group), as they came along with the counts or read now."""
    if not hasattr(survey, "sums_read"):
        return {(row.dimension, row.segment): row for row in SupportTally.objects.filter(survey=survey)}
    return survey.sums_read


def sums(row: Any, prefix: str) -> SupportTally | None:
    """The sums as a row of `SupportTally`; None where they are not shown."""
    values = {name: getattr(row, f"{prefix}_{name}") for name in SUMS}
    return SupportTally(**values) if values["people"] else None


def shallow(projects: Iterable[Any]) -> list[Any]:
    """The surveys of these projects, for lists; read now for those that came without."""
    asked = list(projects)
    missing = [project for project in asked if not hasattr(project, "surveys_read")]
    if missing:
        read(missing, deep=False)
    found = [survey for project in asked for survey in project.surveys_read]
    for project in missing:
        del project.surveys_read
    return found


def shown_locations(surveys: Iterable[Survey]) -> list[SurveySegment]:
    """The locations that are shown apart, with their sums of support. No query when the groups came along."""
    asked = list(surveys)
    apart = [survey.pk for survey in asked if not hasattr(survey, "groups")]
    found = [group for survey in asked for group in getattr(survey, "groups", ())]
    if apart:
        sums = _sums("support", OuterRef("survey"), OuterRef("dimension"), OuterRef("shown_as"))
        found += SurveySegment.objects.filter(survey__in=apart).annotate(**sums)
    return [group for group in found if group.dimension == "location" and group.shown_as]


def _with_totals(surveys: QuerySet[Any]) -> QuerySet[Any]:
    back = {f"back_{name}": F(f"feedback__{field}") for name, field in BACK.items()}
    return surveys.annotate(answered=_count(OuterRef("pk"), "", ""), **back, **_sums("whole", OuterRef("pk"), "", ""))


def _with_groups(surveys: QuerySet[Any]) -> list[Any]:
    """One row for each group; the survey itself only once."""
    place = (OuterRef("part__dimension"), OuterRef("part__shown_as"))
    shown = When(~Q(part__shown_as=""), then=_count(OuterRef("pk"), *place))
    rows: Any = (
        surveys.annotate(part=FilteredRelation("segments", condition=Q(segments__pk__isnull=False)))
        .annotate(
            part_n=Case(shown, default=Value(None), output_field=IntegerField()),
            **_sums("support", OuterRef("pk"), *place),
        )
        .select_related("part")
        .order_by("-pk", "part__dimension", "part__label")
    )
    found: dict[int, Any] = {}
    for row in rows:
        survey = found.setdefault(row.pk, row)
        if survey is row:
            survey.groups = []
        group = getattr(row, "part", None)
        if group is not None:
            group.n = row.part_n
            for name in SUMS:
                setattr(group, f"support_{name}", getattr(row, f"support_{name}"))
            survey.groups.append(group)
    return list(found.values())


def _count(survey: OuterRef, dimension: Any, segment: Any) -> Subquery:
    """How many people answered, in all or in one shown group; None while it is not published."""
    cell = Tally.objects.filter(survey=survey, question="", option="", dimension=dimension, segment=segment)
    return Subquery(cell.values("count")[:1])


def _sums(prefix: str, survey: OuterRef, dimension: Any, segment: Any) -> dict[str, Subquery]:
    row = SupportTally.objects.filter(survey=survey, dimension=dimension, segment=segment)
    return {f"{prefix}_{name}": Subquery(row.values(name)[:1]) for name in SUMS}


register_facts("bevraging", read)
