"""How many people took part, in steps: never who, and never one more than a moment ago.

In an anonymous survey a count that moves by one tells who just answered; so it moves by `min_group` at a time. A group
stays in steps for good, and never reaches the step that would say that everybody took part. The total is exact after
the close, unless fewer than `min_group` are missing: then it is «bijna iedereen». The results page says the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from bevraging.models import Participant, Survey, SurveySegment, Turnout
from bevraging.naming import in_steps, in_words, nearly_all, step_of, whole_percent
from trajecten.templatetags.getallen import getal


@dataclass(frozen=True)
class GroupParticipation:
    label: str
    invited: int
    answered: int
    """A lower bound in an anonymous survey, unless `exact`."""
    exact: bool
    code: str = ""
    nearly: bool = False
    """Closed, and so few are missing that the number is not told."""

    @property
    def percent(self) -> int:
        return whole_percent(self.answered, self.invited)

    @property
    def text(self) -> str:
        if self.exact:
            return _("%(n)s van %(of)s") % {"n": getal(self.answered), "of": getal(self.invited)}
        if self.nearly:
            return _("bijna iedereen van %(of)s") % {"of": getal(self.invited)}
        if not self.answered:
            return _("nog te weinig om te tonen, van %(of)s") % {"of": getal(self.invited)}
        return _("minstens %(n)s van %(of)s") % {"n": getal(self.answered), "of": getal(self.invited)}


@dataclass(frozen=True)
class Participation:
    total: GroupParticipation
    locations: tuple[GroupParticipation, ...]
    functions: tuple[GroupParticipation, ...]
    without_mail: int = 0
    """Invited, but without an address: they answer with a code on paper."""


def taking_part(survey: Survey) -> list[Any]:
    """Exact counts per group and own function, in one query: not to be shown, only to make steps or a judgement of."""
    if survey.people_gone_on:
        kept = Turnout.objects.filter(survey=survey).exclude(about=Turnout.About.PLACE).order_by("pk")
        return [
            {
                "location": row.location,
                "function": row.function,
                "employee__function__name": row.name,
                "invited": row.invited,
                "done": row.answered,
                "unmailed": row.unmailed,
            }
            for row in kept
        ]
    people = Participant.objects.filter(survey=survey).order_by()
    return list(
        people.values("location", "function", "employee__function__name").annotate(
            invited=Count("pk"),
            done=Count("pk", filter=Q(answered=True)),
            unmailed=Count("pk", filter=Q(email="")),
        )
    )


@dataclass(frozen=True)
class People:
    """Names, of a survey by name only."""

    waiting: tuple[str, ...]
    done: tuple[str, ...]


def people_of(survey: Survey) -> People | None:
    """Who answered and who did not, by name; None for an anonymous survey. One query."""
    if survey.is_anonymous:
        return None
    rows = Participant.objects.filter(survey=survey).order_by("name", "pk").values_list("name", "email", "answered")
    named = [(name or email or _("Zonder naam"), answered) for name, email, answered in rows]
    return People(
        tuple(name for name, answered in named if not answered), tuple(name for name, answered in named if answered)
    )


def participation_of(
    survey: Survey, groups: Iterable[SurveySegment] | None = None, rows: list[Any] | None = None
) -> Participation:
    """Taking part in `survey`, whole and per group of at least `min_group` invited people.

    Two queries, one when the groups of this survey were read already.
    """
    rows = taking_part(survey) if rows is None else rows
    once = [row for row in rows if row["location"] != Turnout.APART]
    total = total_of(survey, sum(r["invited"] for r in once), sum(r["done"] for r in once))
    found: dict[str, dict[str, list[SurveySegment]]] = {"location": {}, "function": {}}
    for segment in SurveySegment.objects.filter(survey=survey) if groups is None else groups:
        # Once published, groups stand together here when they do so in the results.
        found[segment.dimension].setdefault(segment.shown_as or f"-{segment.code}", []).append(segment)
    told = {dimension: tuple(_group(survey, mine, rows) for mine in each.values()) for dimension, each in found.items()}
    unmailed = sum(r["unmailed"] for r in once)
    return Participation(total, told["location"], told["function"], unmailed)


def total_of(survey: Survey, invited: int, done: int) -> GroupParticipation:
    """Everybody together."""
    k, label = survey.min_group, _("Iedereen")
    if not survey.is_anonymous:  # by name there is nothing to keep in steps
        return GroupParticipation(label, invited, done, exact=True)
    if survey.status != Survey.Status.PUBLISHED:
        return GroupParticipation(label, invited, step_of(done, invited, k), exact=False)
    if nearly_all(done, invited, k):
        return GroupParticipation(label, invited, max(k, invited - k + 1), exact=False, nearly=True)
    return GroupParticipation(label, invited, done, exact=True)


def _group(survey: Survey, segments: list[SurveySegment], rows: list[Any]) -> GroupParticipation:
    first = segments[0]
    codes = {segment.code for segment in segments}
    done = sum(row["done"] for row in rows if row[first.dimension] in codes)
    invited = sum(segment.invited for segment in segments)
    label = in_words([name for segment in segments for name in segment.members or [segment.label]])
    told = step_of(done, invited, survey.min_group) if survey.is_anonymous else done
    return GroupParticipation(label, invited, told, exact=not survey.is_anonymous, code=first.code)


__all__ = [
    "GroupParticipation",
    "Participation",
    "People",
    "in_steps",
    "participation_of",
    "people_of",
    "taking_part",
    "total_of",
]
