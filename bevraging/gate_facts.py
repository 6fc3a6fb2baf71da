"""What gate 1 knows of the start survey of a project, read once for all criteria. Only figures that may be shown.

The newest published survey counts; as long as there is none, the open one, and then only in steps.
"""

from dataclasses import dataclass, field
from typing import Any

from bevraging.actions.answering import keep_paper, questions_of
from bevraging.gate_reading import Listening, has_spread, read
from bevraging.models import Survey, Turnout
from bevraging.naming import in_steps, in_words, nearly_all, step_of
from bevraging.participation import participation_of, total_of
from bevraging.reading import surveys_of
from trajecten.models import Project

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
    judged: int = 0
    """What the goal is held against, never shown: exact after the close, everybody when fewer than `min_group` miss."""
    codes: tuple[str, ...] = ()
    """The groups as they were before the launch, that stand together under this label."""
    members: tuple[str, ...] = ()
    """The names of the locations in it."""


@dataclass(frozen=True)
class Facts:
    survey: Survey | None
    """The survey that counts; None when nothing was sent yet."""
    draft: Survey | None = None
    exact: bool = False
    """Published: exact numbers. Otherwise every number is a lower bound."""
    nearly: bool = False
    """So few are missing that the number is not told: any goal is reached."""
    invited: int = 0
    answered: int = 0
    pulse: int | None = None
    """How many people gave a usable pulse; None while it is not published."""
    locations: tuple[GroupFact, ...] = ()
    functions: tuple[GroupFact, ...] = ()
    heard: dict[str, int] = field(default_factory=dict)
    """How many took part per location code, after the close; only to judge small locations, never to show."""
    listening: Listening = field(default_factory=Listening)
    themes: dict[str, int] = field(default_factory=dict)
    """Per theme of the questions: how many answered the question about it that most people answered."""

    def spoken_with(self, fact: GroupFact) -> bool:
        """Whether a finished report holds a conversation with somebody of this location."""
        return bool(self.listening.places & set(fact.members))


def facts_of(project) -> Facts:
    """Two queries at most, whatever the number of answers; one less when the surveys came along with the project."""
    surveys = [survey for survey in surveys_of(project) if _counts(project, survey)]
    draft = next((survey for survey in surveys if survey.status == Survey.Status.DRAFT), None)
    for status in (Survey.Status.PUBLISHED, Survey.Status.OPEN, Survey.Status.CLOSED):
        found = next((survey for survey in surveys if survey.status == status), None)
        if found is not None:
            return _published(found, draft) if status == Survey.Status.PUBLISHED else _running(found, draft)
    return Facts(None, draft, listening=read(project, None)[1])


def _counts(project: Any, survey: Any) -> bool:
    """The start survey; where listening is by talking only, a pulse of step 1 measures the support at the start."""
    by_talk = project.mode == Project.Mode.QUALITATIVE
    return survey.purpose == Survey.Purpose.START or (
        by_talk and survey.purpose == Survey.Purpose.PULSE and survey.step == 1
    )


def _running(survey: Any, draft: Survey | None) -> Facts:
    rows, listening = read(survey.project, survey)
    part = participation_of(survey, survey.groups, rows)
    members = {segment.code: tuple(segment.members or [segment.label]) for segment in survey.groups}
    return Facts(
        survey,
        draft,
        exact=part.total.exact,
        invited=part.total.invited,
        answered=part.total.answered,
        locations=tuple(
            _location(survey, g.label, g.invited, g.answered, (g.code,), members.get(g.code, ()))
            for g in part.locations
        ),
        functions=_functions(survey, rows),
        listening=listening,
    )


def _published(survey: Any, draft: Survey | None) -> Facts:
    groups: dict[str, list[Any]] = {}
    for segment in survey.groups:
        if segment.dimension == "location":
            groups.setdefault(segment.shown_as or f"-{segment.code}", []).append(segment)
    along: list[Any] = [getattr(survey, f"asked_{name}", None) for name in ("content", "languages", "translations")]
    asked = keep_paper(survey.digest, *along).asked if along[0] else questions_of(survey)
    rows, listening = read(survey.project, survey, asked)
    total = total_of(survey, survey.invited, survey.answered or 0)
    return Facts(
        survey,
        draft,
        exact=not total.nearly,
        nearly=total.nearly,
        invited=survey.invited,
        answered=total.answered,
        pulse=survey.whole_people or 0,
        locations=tuple(_together(survey, mine) for mine in groups.values()),
        functions=_functions(survey, rows),
        heard=_heard(rows),
        listening=listening,
        themes=_themes(asked, listening),
    )


def _together(survey: Any, segments: list[Any]) -> GroupFact:
    """The locations that stand together in the results."""
    members = tuple(name for one in segments for name in one.members or [one.label])
    invited = sum(one.invited for one in segments)
    codes = tuple(one.code for one in segments)
    return _location(survey, in_words(members), invited, segments[0].n, codes, members)


def _themes(asked: list[Any], listening: Listening) -> dict[str, int]:
    themes: dict[str, int] = {}
    for question in asked:
        if has_spread(question):
            themes[question.theme] = max(themes.get(question.theme, 0), listening.answers.get(question.key, 0))
    return themes


def _location(
    survey: Any, label: str, invited: int, n: int | None, codes: tuple[str, ...], members: tuple[str, ...]
) -> GroupFact:
    if n is None or not survey.is_anonymous:
        return GroupFact(label, invited, n, n or 0, codes, members)
    judged = invited if nearly_all(n, invited, survey.min_group) else n
    return GroupFact(label, invited, step_of(n, invited, survey.min_group), judged, codes, members)


def _functions(survey: Survey, rows: list[Any]) -> tuple[GroupFact, ...]:
    """Who took part per function of the people themselves, from ten people on.

    Not the function in the answers: that one is left out wherever location and function together are a small group, so
    nearly everywhere, and says nothing about who was heard. While the survey is open the counts move in steps.
    """
    counts: dict[str, list[int]] = {}
    for row in rows:
        both = counts.setdefault(row["employee__function__name"] or "", [0, 0])
        both[0] += row["invited"]
        both[1] += row["done"]
    published = survey.status == Survey.Status.PUBLISHED
    step = 1 if published or not survey.is_anonymous else survey.min_group
    least = max(FUNCTION_FROM, survey.min_group)
    return tuple(
        GroupFact(name, invited, in_steps(done, step))
        for name, (invited, done) in sorted(counts.items())
        if name and invited >= least
    )


def _heard(rows: list[Any]) -> dict[str, int]:
    heard: dict[str, int] = {}
    for row in rows:
        if row["location"] == Turnout.APART:
            continue
        heard[row["location"]] = heard.get(row["location"], 0) + row["done"]
    return heard


def quiet_locations(facts: Facts, small: list[GroupFact]) -> list[GroupFact]:
    """Those of these small locations that gave fewer than three answers. Only asked after the close; never as a number."""
    return [fact for fact in small if sum(facts.heard.get(code, 0) for code in fact.codes) < HEARD]
