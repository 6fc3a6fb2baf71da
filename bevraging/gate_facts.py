"""What gate 1 knows of the surveys of a project, read once for all criteria. Only figures that may be shown.

They are held against everybody the project touches, not against who happened to be asked; and a survey never takes away
what another one showed (`gate_coverage`, docs/decisions/0041).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from bevraging.actions.answering import keep_paper, questions_of
from bevraging.gate_coverage import Coverage, coverage_of
from bevraging.gate_reading import Listening, Reading, has_spread, read
from bevraging.models import Survey, Turnout
from bevraging.naming import in_steps, in_words, nearly_all, size_of_all, step_of
from bevraging.participation import participation_of, total_of
from bevraging.questions import Question
from bevraging.reading import surveys_of
from trajecten.models import Project

MOST = 8
"""So many surveys are looked at, those that asked most people first: a page reads them all in one statement."""
SMALL_LOCATION = 10
"""Under this many people a location is heard with three answers; it is judged without numbers."""
HEARD = 3
FUNCTION_FROM = 10
FUNCTION_HEARD = 5


Status = Survey.Status
WEIGHT = (Status.CLOSED, Status.OPEN, Status.PUBLISHED)


@dataclass(frozen=True)
class GroupFact:
    """A location or function as far as it may be shown. `answered` is None when it only counts in the total."""

    label: str
    invited: int
    answered: int | None
    of: int = 0
    """How many people are there to be heard: those the project touches, or those asked where they are more."""
    judged: int = 0
    """What the goal is held against, never shown: exact after the close, everybody when fewer than `min_group` miss."""
    done: int | None = None
    """How many took part, after the close; only to judge a small location, never to show."""
    members: tuple[str, ...] = ()
    """The names of the locations in it."""


@dataclass(frozen=True)
class Facts:
    survey: Survey | None
    """The survey that counts first; None when nothing was sent yet."""
    draft: Survey | None = None
    exact: bool = False
    """Published: exact numbers. Otherwise every number is a lower bound."""
    nearly: bool = False
    """So few of those asked are missing that the number is not told."""
    invited: int = 0
    answered: int = 0
    cover: Coverage = field(default_factory=Coverage)
    pulse: int | None = None
    """How many people gave a usable pulse, as it may be told; None while it is not published."""
    nearly_pulse: bool = False
    """So few of those asked gave none that the number is not told."""
    locations: tuple[GroupFact, ...] = ()
    functions: tuple[GroupFact, ...] = ()
    unasked: tuple[GroupFact, ...] = ()
    """Locations that the project touches, of which nobody or fewer than half were asked and nothing else is known."""
    listening: Listening = field(default_factory=Listening)
    themes: dict[str, int] = field(default_factory=dict)
    """Per theme of the questions: how many answered the question about it that most people answered."""
    others: tuple["Facts", ...] = ()
    """The other surveys that count: a point is met when one of them meets it."""

    @property
    def of(self) -> int:
        """How many people a share is taken of."""
        return self.cover.of

    def spoken_with(self, fact: GroupFact) -> bool:
        """Whether a finished report holds a conversation with somebody of this location."""
        return bool(self.listening.places & set(fact.members))


def facts_of(project) -> Facts:
    """Two queries at most, whatever the number of answers; one less when the surveys came along with the project."""
    surveys = [survey for survey in surveys_of(project) if _counts(project, survey)]
    draft = next((survey for survey in surveys if survey.status == Status.DRAFT), None)
    sent = sorted((one for one in surveys if one.status in WEIGHT), key=lambda one: -one.invited)[:MOST]
    asked = {survey.pk: _asked(survey) for survey in sent if survey.status == Status.PUBLISHED}
    days = [timezone.localdate(survey.launched_at) for survey in sent]
    # On the day of the newest sending: who came later could not be asked, and would make every figure move.
    reading = read(project, sent, asked, max(days, default=None))
    if not sent:
        return Facts(None, draft, listening=reading.listening)
    found = [_facts(survey, draft, reading, asked.get(survey.pk, ())) for survey in sent]
    found.sort(key=_weight, reverse=True)
    first = _filled(_together(found, reading), found[1:], reading)
    return replace(first, others=tuple(found))


def _asked(survey: Any) -> list[Question]:
    """The questions, as they came along with the survey or read now."""
    along: list[Any] = [getattr(survey, f"asked_{name}", None) for name in ("content", "languages", "translations")]
    return keep_paper(survey.digest, *along).asked if along[0] else questions_of(survey)


def _weight(facts: Facts) -> tuple[int, int, int]:
    """What makes a survey count first: how many answered, or while it runs how many still can."""
    survey: Any = facts.survey
    size = {Status.PUBLISHED: facts.answered, Status.OPEN: facts.cover.asked or facts.invited}.get(survey.status, 0)
    return size, WEIGHT.index(survey.status), survey.pk


def _together(found: Sequence[Facts], reading: Reading) -> Facts:
    """The first one, with those that asked people of other locations only: of them it is sure that they are others."""
    first, mine = found[0], [found[0]]
    taken = dict(_places(first, reading))
    for facts in found[1:]:
        places = _places(facts, reading)
        if facts.survey is None or facts.survey.status == Status.CLOSED or "" in places or set(places) & set(taken):
            continue
        taken |= places
        mine.append(facts)
    if len(mine) == 1 or "" in _places(first, reading):
        return first
    pulses = [facts.pulse for facts in mine if facts.pulse is not None]
    invited = sum(facts.invited for facts in mine)
    return replace(
        first,
        exact=all(facts.exact for facts in mine),
        nearly=all(facts.nearly for facts in mine),
        invited=invited,
        answered=sum(facts.answered for facts in mine),
        cover=coverage_of(reading.touched, taken, invited),
        pulse=sum(pulses) if pulses else None,
        nearly_pulse=all(facts.nearly_pulse for facts in mine),
    )


def _places(facts: Facts, reading: Reading) -> dict[str, int]:
    return reading.places.get(facts.survey.pk, {}) if facts.survey else {}


def _filled(first: Facts, rest: Sequence[Facts], reading: Reading) -> Facts:
    """Per location and function the best that any survey showed: an extra round where it was quiet counts there."""
    locations = {frozenset(fact.members): fact for fact in first.locations}
    functions = {fact.label: fact for fact in first.functions}
    for facts in rest:
        for fact in facts.locations:
            names = frozenset(fact.members)
            covered = {name for members in locations for name in members}
            if (names in locations and _better(fact, locations[names])) or not names & covered:
                locations[names] = fact
        for fact in facts.functions:
            known = functions.get(fact.label)
            if known is None or (fact.answered or 0) > (known.answered or 0):
                functions[fact.label] = fact
    covered = {name for members in locations for name in members}
    lone = _lone(first, rest, reading) - covered
    return replace(
        first,
        locations=tuple(locations.values()),
        functions=tuple(functions.values()),
        unasked=tuple(fact for fact in first.unasked if not set(fact.members) & (covered | lone)),
    )


def _lone(first: Facts, rest: Sequence[Facts], reading: Reading) -> set[str]:
    """Locations that another survey asked, at least half of the people there, too few to be shown apart."""
    touched = first.cover.places
    seen = [_places(facts, reading) for facts in (first, *rest)]
    return {name for name, n in touched.items() if any(2 * places.get(name, 0) >= n for places in seen)}


def _better(one: GroupFact, other: GroupFact) -> bool:
    def rank(fact: GroupFact) -> tuple[bool, float, int]:
        return fact.answered is not None, fact.judged / fact.of if fact.of else 0, fact.done or 0

    return rank(one) > rank(other)


def _counts(project: Any, survey: Any) -> bool:
    """The start survey; where listening is by talking only, a pulse of step 1 measures the support at the start."""
    by_talk = project.mode == Project.Mode.QUALITATIVE
    return survey.purpose == Survey.Purpose.START or (
        by_talk and survey.purpose == Survey.Purpose.PULSE and survey.step == 1
    )


def _facts(survey: Any, draft: Survey | None, reading: Reading, asked: Sequence[Question]) -> Facts:
    cover = coverage_of(reading.touched, reading.places.get(survey.pk, {}), survey.invited)
    rows = reading.parts.get(survey.pk, [])
    build = _published if survey.status == Status.PUBLISHED else _running
    facts = replace(build(survey, rows, cover), draft=draft, listening=reading.listening)
    return replace(facts, themes=_themes(asked, reading.answers.get(survey.pk, {})), functions=_functions(facts, rows))


def _running(survey: Any, rows: list[Any], cover: Coverage) -> Facts:
    part = participation_of(survey, survey.groups, rows)
    members = {segment.code: tuple(segment.members or [segment.label]) for segment in survey.groups}
    locations = [
        _location(survey, group.label, group.invited, group.answered, members.get(group.code, ()), cover)
        for group in part.locations
    ]
    facts = Facts(survey, exact=part.total.exact, invited=part.total.invited, answered=part.total.answered, cover=cover)
    return _with_locations(facts, locations)


def _published(survey: Any, rows: list[Any], cover: Coverage) -> Facts:
    groups: dict[str, list[Any]] = {}
    for segment in survey.groups:
        if segment.dimension == "location":
            groups.setdefault(segment.shown_as or f"-{segment.code}", []).append(segment)
    heard = _heard(rows)
    total = total_of(survey, survey.invited, survey.answered or 0)
    pulse = survey.whole_people or 0
    nearly = bool(pulse) and survey.is_anonymous and nearly_all(pulse, survey.invited, survey.min_group)
    facts = Facts(
        survey,
        exact=not total.nearly,
        nearly=total.nearly,
        invited=survey.invited,
        answered=total.answered,
        cover=cover,
        pulse=size_of_all(survey, pulse, survey.invited) if pulse else 0,
        nearly_pulse=nearly,
    )
    return _with_locations(facts, [_joined(survey, mine, heard, cover) for mine in groups.values()])


def _joined(survey: Any, segments: list[Any], heard: dict[str, int], cover: Coverage) -> GroupFact:
    """The locations that stand together in the results."""
    members = tuple(name for one in segments for name in one.members or [one.label])
    invited = sum(one.invited for one in segments)
    fact = _location(survey, in_words(members), invited, segments[0].n, members, cover)
    return replace(fact, done=sum(heard.get(one.code, 0) for one in segments))


def _with_locations(facts: Facts, locations: Sequence[GroupFact]) -> Facts:
    """With the locations that the project touches: those asked, and those of which too few were."""
    cover = facts.cover
    kept = tuple(fact for fact in locations if cover.touches(fact.members)) or _whole(facts)
    known = {name for fact in kept for name in fact.members}
    unasked = tuple(
        GroupFact(name, cover.asked_at(name), None, of=n, members=(name,))
        for name, n in sorted(cover.places.items())
        if name and name not in known and 2 * cover.asked_at(name) < n
    )
    return replace(facts, locations=kept, unasked=unasked)


def _whole(facts: Facts) -> tuple[GroupFact, ...]:
    """A survey to one of several locations is not divided in groups: what is told of everybody is told of that one."""
    names = list(facts.cover.listed)
    if len(names) != 1 or not names[0] or names[0] not in facts.cover.places or len(facts.cover.places) < 2:
        return ()
    judged = facts.invited if facts.nearly else facts.answered
    of = facts.cover.of_places(names, facts.invited)
    done = judged if facts.exact or facts.nearly else None
    return (GroupFact(names[0], facts.invited, facts.answered, of, judged, done, (names[0],)),)


def _themes(asked: Sequence[Question], answers: dict[str, int]) -> dict[str, int]:
    themes: dict[str, int] = {}
    for question in asked:
        if has_spread(question):
            themes[question.theme] = max(themes.get(question.theme, 0), answers.get(question.key, 0))
    return themes


def _location(
    survey: Any, label: str, invited: int, n: int | None, members: tuple[str, ...], cover: Coverage
) -> GroupFact:
    of = cover.of_places(members, invited)
    if n is None or not survey.is_anonymous:
        return GroupFact(label, invited, n, of, n or 0, members=members)
    judged = invited if nearly_all(n, invited, survey.min_group) else n
    return GroupFact(label, invited, step_of(n, invited, survey.min_group), of, judged, members=members)


def _functions(facts: Facts, rows: list[Any]) -> tuple[GroupFact, ...]:
    """Who took part per function of the people themselves, for every function of ten people on that the project touches.

    Not the function in the answers: that one is left out wherever location and function together are a small group, so
    nearly everywhere, and says nothing about who was heard. While the survey is open the counts move in steps.
    """
    survey: Any = facts.survey
    counts: dict[str, list[int]] = {}
    for row in rows:
        both = counts.setdefault(row["employee__function__name"] or "", [0, 0])
        both[0] += row["invited"]
        both[1] += row["done"]
    step = 1 if survey.status == Status.PUBLISHED or not survey.is_anonymous else survey.min_group
    least = max(FUNCTION_FROM, survey.min_group)
    touched = facts.cover.functions or {name: invited for name, (invited, _done) in counts.items()}
    found = []
    for name, n in sorted(touched.items()):
        invited, done = counts.get(name, (0, 0))
        if name and n >= least:
            # Of fewer people than that no number is told, not even «enough».
            found.append(GroupFact(name, invited, in_steps(done, step) if invited >= least else 0, of=max(n, invited)))
    return tuple(found)


def _heard(rows: list[Any]) -> dict[str, int]:
    heard: dict[str, int] = {}
    for row in rows:
        if row["location"] == Turnout.APART:
            continue
        heard[row["location"]] = heard.get(row["location"], 0) + row["done"]
    return heard


def quiet_locations(small: list[GroupFact]) -> list[GroupFact]:
    """Those of these small locations that gave fewer than three answers. Only asked after the close; never as a number."""
    return [fact for fact in small if (fact.done or 0) < HEARD]
