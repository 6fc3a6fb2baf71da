"""How many people took part, in steps: never who, and never one more than a moment ago.

In an anonymous survey a count that moves by one tells who just answered; so it moves by `min_group` at a time. After
the results are published the exact number stands on the results page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from bevraging.models import Participant, Survey, SurveySegment


@dataclass(frozen=True)
class GroupParticipation:
    label: str
    invited: int
    answered: int
    """Rounded down to a whole step in an anonymous survey."""
    exact: bool
    code: str = ""

    @property
    def percent(self) -> int:
        return round(100 * self.answered / self.invited) if self.invited else 0

    @property
    def text(self) -> str:
        if self.exact:
            return _("%(n)s van %(of)s") % {"n": self.answered, "of": self.invited}
        if not self.answered:
            return _("nog te weinig om te tonen, van %(of)s") % {"of": self.invited}
        return _("minstens %(n)s van %(of)s") % {"n": self.answered, "of": self.invited}


@dataclass(frozen=True)
class Participation:
    total: GroupParticipation
    locations: tuple[GroupParticipation, ...]
    functions: tuple[GroupParticipation, ...]
    without_mail: int = 0
    """Invited, but without an address: they answer with a code on paper."""


def taking_part(survey: Survey) -> list[Any]:
    """Exact counts per group and own function, in one query: not to be shown, only to make steps or a judgement of."""
    people = Participant.objects.filter(survey=survey).order_by()
    return list(
        people.values("location", "function", "employee__function__name").annotate(
            invited=Count("pk"),
            done=Count("pk", filter=Q(answered=True)),
            unmailed=Count("pk", filter=Q(email="")),
        )
    )


def participation_of(
    survey: Survey, groups: Iterable[SurveySegment] | None = None, rows: list[Any] | None = None
) -> Participation:
    """Taking part in `survey`, whole and per group of at least `min_group` invited people.

    Two queries, one when the groups of this survey were read already.
    """
    published = survey.status == Survey.Status.PUBLISHED
    exact = published or not survey.is_anonymous
    step = 1 if exact else survey.min_group
    rows = taking_part(survey) if rows is None else rows
    total = _group(_("Iedereen"), sum(r["invited"] for r in rows), sum(r["done"] for r in rows), step)
    found: dict[str, list[GroupParticipation]] = {"location": [], "function": []}
    # While open, every group moves in steps; once published a small group shows nothing of its own.
    for segment in SurveySegment.objects.filter(survey=survey) if groups is None else groups:
        mine = [r for r in rows if r[segment.dimension] == segment.code]
        done = sum(r["done"] for r in mine)
        group_step = step if not survey.is_anonymous else survey.min_group
        found[segment.dimension].append(_group(segment.label, segment.invited, done, group_step, segment.code))
    unmailed = sum(r["unmailed"] for r in rows)
    return Participation(total, tuple(found["location"]), tuple(found["function"]), unmailed)


def in_steps(n: int, step: int) -> int:
    """`n` rounded down to whole steps."""
    return n - n % step


def _group(label: str, invited: int, done: int, step: int, code: str = "") -> GroupParticipation:
    return GroupParticipation(label, invited, in_steps(done, step), exact=step == 1, code=code)
