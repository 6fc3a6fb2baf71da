"""The points that surveys give to the support line of a project: the same index as on the results page, told alike."""

from collections import defaultdict
from typing import Any

from django.utils.timezone import localdate

from bevraging.models import Survey, SurveySegment
from bevraging.reading import shallow, shown_locations, sums
from bevraging.support_figures import is_small, support_of_all
from trajecten.support import SupportPoint, register_pages, register_source


def points(projects: list[Any]) -> dict[int, list[SupportPoint]]:
    """Published surveys with a pulse, per project; two queries at most for any number of projects."""
    surveys = [survey for survey in shallow(projects) if survey.status == Survey.Status.PUBLISHED]
    surveys = sorted((survey for survey in surveys if survey.whole_people), key=lambda survey: survey.closed_at)
    groups: dict[tuple[int, str], list[SurveySegment]] = defaultdict(list)
    for group in shown_locations(surveys):
        groups[group.survey_id, group.shown_as].append(group)
    found: dict[int, list[SupportPoint]] = defaultdict(list)
    widest: dict[int, int] = {}
    for survey in surveys:
        mine = [together for (pk, _code), together in groups.items() if pk == survey.pk]
        before = widest.get(survey.project_id, 0)
        found[survey.project_id].append(_point(survey, mine, before))
        widest[survey.project_id] = max(before, survey.invited)
    return dict(found)


def _point(survey: Any, groups: list[list[SurveySegment]], before: int) -> SupportPoint:
    whole = sums(survey, "whole")
    assert whole is not None, "only surveys with a usable pulse come here"  # noqa: S101
    # Groups that are shown together share one code, and so one sum.
    asked = [(sum(one.invited for one in together), sums(together[0], "support")) for together in groups]
    total = support_of_all(survey, whole, [(people, row) for people, row in asked if people and row])
    return SupportPoint(
        step=survey.step,
        value=total.index,
        n=total.n,
        margin=total.doubt,
        measured_on=localdate(survey.closed_at) if survey.closed_at else None,
        places=frozenset(name for together in groups for one in together for name in one.members),
        small_group=is_small(total.n, survey.invited, before),
        text=total.text,
        size=total.size,
    )


register_source("bevraging", points)
register_pages(look="bevraging:draagvlak", measure="bevraging:meet")
