"""Counting: from unlinked answers to the numbers that may be shown. Pure: rows in, rows out, no database.

`publishing` calls it in the closing transaction; `manage.py hertel` calls it again and must find the same numbers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bevraging.questions import DONT_KNOW, OPTIONS, PULSE_KEYS, SCALE, Question
from bevraging.suppression import shown_cells

INDEX_SCALE = 60
"""The index of a person is a multiple of 1/60 for every number of valid answers from 3 to 5."""
MIN_ITEMS = 3

Row = tuple[str, str, Mapping[str, str]]
"""(location group, function group, closed answers) of one unknown person."""


@dataclass(frozen=True)
class Count:
    question: str
    dimension: str
    segment: str
    option: str
    count: int


@dataclass(frozen=True)
class SupportSum:
    dimension: str
    segment: str
    people: int
    total: int
    squares: int


def person_index(answers: Mapping[str, str]) -> int | None:
    """The support index of one person (0–100) times INDEX_SCALE; None with fewer than three valid answers."""
    valid = [int(answers[key]) for key in PULSE_KEYS if answers.get(key) in SCALE]
    if len(valid) < MIN_ITEMS:
        return None
    return (sum(valid) - len(valid)) * 25 * INDEX_SCALE // len(valid)


def tally(rows: Sequence[Row], asked: Sequence[Question], k: int) -> tuple[list[Count], list[SupportSum]]:
    """All counts that may be shown. A group with fewer than `k` valid answers to a question has no counts for it."""
    counts = _heads(rows)
    for question in asked:
        if question.is_statement:
            counts += _question(rows, question.key, k)
    return counts, _support(rows, k)


def _heads(rows: Sequence[Row]) -> list[Count]:
    counts = [Count("", "", "", "", len(rows))]
    for dimension, place in (("location", 0), ("function", 1)):
        sizes = Counter(str(row[place]) for row in rows if row[place])
        counts += [Count("", dimension, code, "", n) for code, n in sorted(sizes.items())]
    return counts


def _question(rows: Sequence[Row], key: str, k: int) -> list[Count]:
    every: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    per_group: dict[tuple[str, str], Counter[str]] = {}
    for location, function, answers in rows:
        option = answers.get(key)
        if option not in OPTIONS:
            continue
        every[option] += 1
        for dimension, code in (("location", location), ("function", function)):
            if code:
                per_group.setdefault((dimension, code), Counter())[option] += 1
        if option != DONT_KNOW:
            cells[location, function] += 1
    if 0 < sum(cells.values()) < k:
        return []
    counts = [Count(key, "", "", option, every[option]) for option in OPTIONS if every[option]]
    locations, functions = shown_cells(cells, k)
    for (dimension, code), options in sorted(per_group.items()):
        if code in (locations if dimension == "location" else functions):
            counts += [Count(key, dimension, code, option, options[option]) for option in OPTIONS if options[option]]
    return counts


def _support(rows: Iterable[Row], k: int) -> list[SupportSum]:
    indices = [(location, function, person_index(answers)) for location, function, answers in rows]
    valid = [(location, function, index) for location, function, index in indices if index is not None]
    if len(valid) < k:
        return []
    cells = Counter((location, function) for location, function, _index in valid)
    locations, functions = shown_cells(cells, k)
    sums = [_sum("", "", [index for _l, _f, index in valid])]
    for dimension, place, codes in (("location", 0, locations), ("function", 1, functions)):
        for code in sorted(codes):
            sums.append(_sum(dimension, code, [row[2] for row in valid if row[place] == code]))
    return sums


def _sum(dimension: str, code: str, indices: list[int]) -> SupportSum:
    return SupportSum(dimension, code, len(indices), sum(indices), sum(index * index for index in indices))
