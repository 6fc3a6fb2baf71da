"""The points that surveys give to the support line of a project: the same index as on the results page."""

from collections import defaultdict
from math import sqrt

from bevraging.models import SupportTally, Survey, SurveySegment
from bevraging.tallying import INDEX_SCALE
from trajecten.support import SupportPoint, register_source


def points(project_ids: list[int]) -> dict[int, list[SupportPoint]]:
    """Published surveys with a pulse, per project; three queries for any number of projects."""
    surveys = list(
        Survey.objects.filter(project__in=project_ids, status=Survey.Status.PUBLISHED)
        .only("pk", "project_id", "step", "invited", "closed_at")
        .order_by("closed_at")
    )
    if not surveys:
        return {}
    sums: dict[int, list[SupportTally]] = defaultdict(list)
    for row in SupportTally.objects.filter(survey__in=surveys, dimension__in=["", "location"]):
        sums[row.survey_id].append(row)
    invited: dict[tuple[int, str], int] = defaultdict(int)
    shown = SurveySegment.objects.filter(survey__in=surveys, dimension="location").exclude(shown_as="")
    for survey_id, code, people in shown.values_list("survey_id", "shown_as", "invited"):
        invited[survey_id, code] += people
    found: dict[int, list[SupportPoint]] = defaultdict(list)
    for survey in surveys:
        point = _point(survey, sums[survey.pk], invited)
        if point is not None:
            found[survey.project_id].append(point)
    return dict(found)


def _point(survey: Survey, rows: list[SupportTally], invited: dict[tuple[int, str], int]) -> SupportPoint | None:
    whole = next((row for row in rows if not row.dimension), None)
    if whole is None:
        return None
    mean, error = mean_of(whole, survey.invited)
    parts = [
        (invited[survey.pk, row.segment], row)
        for row in rows
        if row.dimension and invited.get((survey.pk, row.segment))
    ]
    if parts:
        # Head-count weighted, as on the results page: a location that answers more does not count for more.
        heads = sum(people for people, _row in parts)
        values = [(people / heads, *mean_of(row, people)) for people, row in parts]
        mean = sum(weight * one for weight, one, _error in values)
        error = sqrt(sum((weight * one) ** 2 for weight, _mean, one in values))
    return SupportPoint(
        step=survey.step,
        value=round(mean),
        n=whole.people,
        margin=round(1.96 * error, 1),
        measured_on=survey.closed_at.date() if survey.closed_at else None,
    )


def mean_of(row: SupportTally, invited: int) -> tuple[float, float]:
    """Mean index and its standard error, with the correction for a finite group."""
    n = row.people
    mean = row.total / n / INDEX_SCALE
    variance = (row.squares - row.total**2 / n) / (n - 1) / INDEX_SCALE**2 if n > 1 else 0.0
    return mean, sqrt(max(variance, 0.0) / n * max(0.0, 1 - n / max(invited, n)))


register_source("bevraging", points)
