"""Counting: from unlinked answers to the numbers that may be shown. Pure: rows in, rows out, no database.

`publishing` calls it in the closing transaction; `manage.py hertel` calls it again and must find the same numbers.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bevraging.answer_rules import clean_answer
from bevraging.questions import CHOICES, DATE, DONT_KNOW, NUMBER, PULSE_KEYS, RANKING, SCALE, Question
from bevraging.suppression import shown_cells
from bevraging.value_bands import band_of, bands_of

INDEX_SCALE = 60
"""The index of a person is a multiple of 1/60 for every number of valid answers from 3 to 5."""
MIN_ITEMS = 3
ANSWERED = ""
"""The option under which it is kept how many answered, for questions where the options do not add up to that."""

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
        if question.is_asked and not question.is_text:
            counts += _question(rows, question, k)
    return counts, _support(rows, k)


def _heads(rows: Sequence[Row]) -> list[Count]:
    counts = [Count("", "", "", "", len(rows))]
    for dimension, place in (("location", 0), ("function", 1)):
        sizes = Counter(str(row[place]) for row in rows if row[place])
        counts += [Count("", dimension, code, "", n) for code, n in sorted(sizes.items())]
    return counts


def _question(rows: Sequence[Row], question: Question, k: int) -> list[Count]:
    key = question.key
    options, read = _reader(question, rows, k)
    every: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    per_group: dict[tuple[str, str], Counter[str]] = {}
    # The same answers first together: of a hundred thousand people there are a few hundred different ones, and the
    # closing transaction may not be quiet for half a minute.
    alike = Counter((location, function, answers.get(key, "")) for location, function, answers in rows)
    for (location, function, raw), people in alike.items():
        said = {option: times * people for option, times in read(raw).items()}
        if not said:
            continue
        every.update(said)
        for dimension, code in (("location", location), ("function", function)):
            if code:
                per_group.setdefault((dimension, code), Counter()).update(said)
        if DONT_KNOW not in said:
            cells[location, function] += people
    if 0 < sum(cells.values()) < k:
        return []
    # A band in which nobody is belongs to the picture of all: without it there would be a hole in the row of bands.
    holes = bool(every) and question.type in (NUMBER, DATE)
    counts = [Count(key, "", "", option, every[option]) for option in options if every[option] or holes]
    locations, functions = shown_cells(cells, k)
    for (dimension, code), found in sorted(per_group.items()):
        if code in (locations if dimension == "location" else functions):
            counts += [Count(key, dimension, code, option, found[option]) for option in options if found[option]]
    return counts


def _reader(question: Question, rows: Sequence[Row], k: int) -> tuple[list[str], Callable[[str], Mapping[str, int]]]:
    """The options that are counted for `question`, and a function that says what one answer adds to which of them."""
    if question.type in (NUMBER, DATE):
        given = [text for row in rows if (text := clean_answer(question, row[2].get(question.key, "")))]
        bands = bands_of(question, given, k) if len(given) >= k else []
        place = band_of(question, bands) if bands else lambda _answer: ANSWERED
        return [
            ANSWERED,
            *bands,
        ], lambda raw: {ANSWERED: 1, place(text): 1} if (text := clean_answer(question, raw)) else {}
    codes = list(question.codes)
    if question.type == CHOICES:
        return [
            ANSWERED,
            *codes,
        ], lambda raw: dict.fromkeys([ANSWERED, *text.split()], 1) if (text := clean_answer(question, raw)) else {}
    if question.type == RANKING:
        return [ANSWERED, *(mark(code) for code in codes for mark in (first_of, places_of))], partial(_ranked, question)
    ones = {code: {code: 1} for code in codes}
    return codes, lambda raw: ones.get(raw, {})


def _ranked(question: Question, raw: str) -> Mapping[str, int]:
    ranked = clean_answer(question, raw).split()
    if not ranked or len(ranked) < len(question.options):
        return {}
    places = {places_of(code): place for place, code in enumerate(ranked, 1)}
    return {ANSWERED: 1, first_of(ranked[0]): 1, **places}


def first_of(code: str) -> str:
    """Under which option it is kept how many put `code` first: no code of an option looks like it."""
    return f"{code}#1"


def places_of(code: str) -> str:
    """Under which option the sum of the places of `code` is kept."""
    return f"{code}#som"


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
