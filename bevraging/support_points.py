"""The points that surveys give to the support line of a project: the same index as on the results page."""

from collections import defaultdict
from math import sqrt
from typing import Any

from django.utils.timezone import localdate

from bevraging.models import SupportTally, Survey, SurveySegment
from bevraging.reading import shallow, shown_locations, sums
from bevraging.tallying import INDEX_SCALE
from trajecten.support import SupportPoint, register_source


def points(projects: list[Any]) -> dict[int, list[SupportPoint]]:
    """Published surveys with a pulse, per project; two queries at most for any number of projects."""
    surveys = [survey for survey in shallow(projects) if survey.status == Survey.Status.PUBLISHED]
    surveys = sorted((survey for survey in surveys if survey.whole_people), key=lambda survey: survey.closed_at)
    groups: dict[tuple[int, str], list[SurveySegment]] = defaultdict(list)
    for group in shown_locations(surveys):
        groups[group.survey_id, group.shown_as].append(group)
    found: dict[int, list[SupportPoint]] = defaultdict(list)
    for survey in surveys:
        mine = [together for (pk, _code), together in groups.items() if pk == survey.pk]
        found[survey.project_id].append(_point(survey, mine))
    return dict(found)


def _point(survey: Any, groups: list[list[SurveySegment]]) -> SupportPoint:
    whole = sums(survey, "whole")
    assert whole is not None, "only surveys with a usable pulse come here"  # noqa: S101
    mean, error = mean_of(whole, survey.invited)
    # Groups that are shown together share one code, and so one sum.
    asked = [(sum(one.invited for one in together), sums(together[0], "support")) for together in groups]
    parts = [(people, row) for people, row in asked if people and row]
    if parts:
        # Head-count weighted, as on the results page: a location that answers more does not count for more.
        heads = sum(people for people, _row in parts)
        values = [(people / heads, *mean_of(row, people)) for people, row in parts]
        mean = sum(weight * one for weight, one, _error in values)
        error = sqrt(sum((weight * one) ** 2 for weight, _mean, one in values))
    return SupportPoint(
        step=survey.step,
        value=round(mean),
        n=survey.whole_people,
        margin=round(1.96 * error, 1),
        measured_on=localdate(survey.closed_at) if survey.closed_at else None,
    )


def mean_of(row: SupportTally, invited: int) -> tuple[float, float]:
    """Mean index and its standard error, with the correction for a finite group."""
    n = row.people
    mean = row.total / n / INDEX_SCALE
    variance = (row.squares - row.total**2 / n) / (n - 1) / INDEX_SCALE**2 if n > 1 else 0.0
    return mean, sqrt(max(variance, 0.0) / n * max(0.0, 1 - n / max(invited, n)))


register_source("bevraging", points)
