"""What gate 1 knows of the start survey of a project, read once for all criteria. Only figures that may be shown.

The newest published survey counts; as long as there is none, the open one, and then only in steps.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from bevraging.models import Participant, Survey
from bevraging.participation import participation_of
from bevraging.reading import surveys_of

SMALL_LOCATION = 10
"""Under this many people a location is heard with three answers; it is judged without numbers."""
HEARD = 3
FUNCTION_FROM = 10
FUNCTION_HEARD = 5


@dataclass(frozen=True)
class GroupFact:
    """A location or function as far as it may be shown. `answered` is None when it only counts in the total."""

    label: str
    invited: int
    answered: int | None
    codes: tuple[str, ...] = ()
    """The groups as they were before the launch, that stand together under this label."""


@dataclass(frozen=True)
class Facts:
    survey: Survey | None
    """The survey that counts; None when nothing was sent yet."""
    draft: Survey | None = None
    exact: bool = False
    """Published: exact numbers. Otherwise every number is a lower bound."""
    invited: int = 0
    answered: int = 0
    pulse: int | None = None
    """How many people gave a usable pulse; None while it is not published."""
    locations: tuple[GroupFact, ...] = ()
    functions: tuple[GroupFact, ...] = ()


def facts_of(project) -> Facts:
    """Two queries at most, whatever the number of answers; one less when the surveys came along with the project."""
    surveys = [survey for survey in surveys_of(project) if survey.purpose == Survey.Purpose.START]
    draft = next((survey for survey in surveys if survey.status == Survey.Status.DRAFT), None)
    for status in (Survey.Status.PUBLISHED, Survey.Status.OPEN, Survey.Status.CLOSED):
        found = next((survey for survey in surveys if survey.status == status), None)
        if found is not None:
            return _published(found, draft) if status == Survey.Status.PUBLISHED else _running(found, draft)
    return Facts(None, draft)


def _running(survey: Any, draft: Survey | None) -> Facts:
    part = participation_of(survey, survey.groups)
    return Facts(
        survey,
        draft,
        exact=part.total.exact,
        invited=part.total.invited,
        answered=part.total.answered,
        locations=tuple(GroupFact(g.label, g.invited, g.answered, (g.code,)) for g in part.locations),
        functions=tuple(GroupFact(g.label, g.invited, g.answered) for g in part.functions),
    )


def _published(survey: Any, draft: Survey | None) -> Facts:
    groups: dict[tuple[str, str], GroupFact] = {}
    for segment in survey.groups:
        key = (segment.dimension, segment.shown_as or f"-{segment.code}")
        before = groups.get(key)
        label = f"{before.label} + {segment.label}" if before else segment.label
        invited = segment.invited + (before.invited if before else 0)
        codes = (*(before.codes if before else ()), segment.code)
        groups[key] = GroupFact(label, invited, segment.n, codes)
    functions = [fact for (dimension, _code), fact in groups.items() if dimension == "function"]
    if any(fact.answered is None for fact in functions):
        functions = _functions_in_steps(survey)
    return Facts(
        survey,
        draft,
        exact=True,
        invited=survey.invited,
        answered=survey.answered or 0,
        pulse=survey.whole_people or 0,
        locations=tuple(fact for (dimension, _code), fact in groups.items() if dimension == "location"),
        functions=tuple(functions),
    )


def _functions_in_steps(survey: Any) -> list[GroupFact]:
    """A function that is not shown apart may well have been heard: participation, in steps, says so."""
    return [GroupFact(g.label, g.invited, g.answered) for g in participation_of(survey, survey.groups).functions]


def quiet_locations(survey: Survey, facts: list[GroupFact]) -> list[GroupFact]:
    """Those of these small locations that gave fewer than three answers. Only asked after the close; never as a number."""
    codes = [code for fact in facts for code in fact.codes]
    people = Participant.objects.filter(survey=survey, location__in=codes, answered=True).order_by()
    heard = dict(people.values_list("location").annotate(n=Count("pk")))
    return [fact for fact in facts if sum(heard.get(code, 0) for code in fact.codes) < HEARD]
