"""The support index of everybody and of each group, as it may be told: one place for the results page and the support line."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Any

from django.utils.translation import gettext as _

from bevraging.index_bands import Told, at_an_end, exactly, told, told_of
from bevraging.models import SupportTally
from bevraging.naming import nearly_all, size_of_all
from bevraging.questions import PULSE_KEYS, SCALE
from bevraging.result_types import Group, SupportValue
from bevraging.tallying import INDEX_SCALE

BARRIER = 3.0
SMALL = 10
"""Fewer answers than this say how these people are, and nothing about everybody."""
PART = 3
"""Less than a third of the most that were asked before is another group. Half of the people, by turns, is not."""
LEAST_DOUBT = 1.0
"""Also who heard everybody measured one moment: «plus of min 0,0» would be more precise than anything is."""


def is_small(told: int, invited: int, before: int) -> bool:
    """Whether this measurement is of a small group: `told` answers of `invited`, after one of at most `before` people."""
    return told < SMALL or invited * PART < before


def support_of_all(survey: Any, whole: SupportTally, parts: Sequence[tuple[int, SupportTally]]) -> SupportValue:
    """The index of everybody, weighted by who was asked: a location that answers more does not count for more.

    `parts` are (people asked, sums) per shown location. The results page and the support line both say this.
    """
    mean, error = mean_of(whole, survey.invited)
    means = [(asked, *mean_of(row, asked)) for asked, row in parts]
    # With a group at an end two different sums of the groups would give it back: then only the one of the answers.
    if means and not (survey.is_anonymous and any(at_an_end(one) for _asked, one, _error in means)):
        heads = sum(asked for asked, _one, _error in means)
        mean = sum(asked / heads * one for asked, one, _error in means)
        error = sqrt(sum((asked / heads * one) ** 2 for asked, _mean, one in means))
    vague = survey.is_anonymous and nearly_all(whole.people, survey.invited, survey.min_group)
    size = size_of_all(survey, whole.people, survey.invited)
    words = told(mean) if survey.is_anonymous else exactly(mean)
    if vague:
        # As if the smallest possible number had answered: the true one could be read from it otherwise.
        error = mean_of(whole, survey.invited, size)[1]
    doubt = max(LEAST_DOUBT, round(1.96 * error + words.half_width, 1))
    return SupportValue(
        _("Iedereen"),
        words.drawn,
        None if vague or words.is_band else doubt,
        size,
        size=_("bijna iedereen") if vague else str(whole.people),
        text=words.text,
        doubt=doubt,
    )


def told_in_groups(survey: Any, parts: Sequence[tuple[Group, SupportTally]]) -> Iterable[tuple[Group, Told]]:
    """The groups whose index may be told, with how."""
    means = {group.code: mean_of(row, group.invited)[0] for group, row in parts}
    shown = told_of(means) if survey.is_anonymous else {code: exactly(mean) for code, mean in means.items()}
    return [(group, shown[group.code]) for group, _row in parts]


def first_barrier(counts: Mapping[tuple[str, str, str, str], int], dimension: str, segment: str) -> str:
    """The first pulse item, in their order, that scores 3 or less on average; empty when there is none."""
    for key in PULSE_KEYS:
        row = [counts.get((dimension, segment, key, option), 0) for option in SCALE]
        if sum(row) and sum((place + 1) * count for place, count in enumerate(row)) / sum(row) <= BARRIER:
            return key
    return ""


def mean_of(row: SupportTally, invited: int, told_n: int = 0) -> tuple[float, float]:
    """Mean index and its standard error, with the correction for a finite group; `told_n` stands for the true number."""
    n = row.people
    mean = row.total / n / INDEX_SCALE
    variance = (row.squares - row.total**2 / n) / (n - 1) / INDEX_SCALE**2 if n > 1 else 0.0
    many = told_n or n
    return mean, sqrt(max(variance, 0.0) / many * max(0.0, 1 - many / max(invited, many)))
