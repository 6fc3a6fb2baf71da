"""Choices, scales, numbers, dates and rankings as they may be told: the rules of a statement hold for each of them.

When (nearly) everybody gave one answer it is a band and nothing else is told. When fewer than k are missing, no number of
answers is told and shares go in steps. Per group one share is compared: that of the commonest answer, or of one side.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from bevraging import value_bands
from bevraging.languages import words_of
from bevraging.margins import Measure, Sample, of_share, of_spread
from bevraging.models import Survey
from bevraging.naming import nearly_all, size_of_all
from bevraging.questions import CHOICES, DATE, DONT_KNOW, NUMBER, RANKING, RATING, SCORE, YES_CODE, YESNO, Question
from bevraging.result_types import Bar, Counted, Group
from bevraging.results_bands import Band, around, edge, rounded, sample_of_all, unit_of
from bevraging.results_cells import Said, cells_of, share_of
from bevraging.results_spread import UNANIMOUS, Counts, iqv, whole_percents
from bevraging.tallying import ANSWERED, first_of, places_of

SCORED_HIGH = ("8", "9", "10")
RATED_HIGH = ("4", "5")


@dataclass(frozen=True)
class Frame:
    """How fine the numbers of one question may be told."""

    survey: Survey
    n: int
    size: int
    """How many answered, as it may be told."""
    vague: bool
    sample: Sample

    def measure(self, share: int, text: str, band: Band | None = None) -> Measure:
        """The share of one answer, to compare with."""
        between = band.between if band else around(share, self.unit)
        return Measure(text, share, between, of_share(share, self.sample), band is not None)

    @property
    def unit(self) -> int:
        return unit_of(self.size) if self.vague else 1

    def is_alike(self, row: Sequence[int]) -> bool:
        """One who differs counts as none: otherwise the band would say that there is nobody."""
        return self.survey.is_anonymous and max(row) >= self.n - 1

    def band(self, count: int) -> Band | None:
        """The band of one option among several that can be chosen together: each of them is a yes or no by itself."""
        if self.survey.is_anonymous and (self.vague or not 1 < count < self.n - 1):
            return edge(count, self.n, min(self.n, self.size))
        return None

    def shown(self, count: int) -> int | None:
        return None if self.vague else count


def counted_of(
    survey: Survey,
    asked: Iterable[Question],
    counts: Counts,
    groups: Sequence[Group],
    functions: Sequence[Group],
    language: str,
) -> Iterator[Counted]:
    """Each closed question that is no statement and has enough answers, in the order asked."""
    for question in asked:
        if question.is_statement or question.is_text or not question.is_asked:
            continue
        mine = {
            option: n for (dimension, _s, key, option), n in counts.items() if key == question.key and not dimension
        }
        if not (n := _answered(question, mine)):
            continue
        answered = counts["", "", "", ""]
        vague = survey.is_anonymous and nearly_all(answered, survey.invited, survey.min_group)
        frame = Frame(
            survey, n, min(n, size_of_all(survey, answered, survey.invited)), vague, sample_of_all(survey, answered, n)
        )
        yield _with_cells(_whole(question, mine, frame, language), counts, groups, functions, frame)


def _answered(question: Question, mine: Mapping[str, int]) -> int:
    if question.type in (CHOICES, RANKING, NUMBER, DATE):
        return mine.get(ANSWERED, 0)
    return sum(n for option, n in mine.items() if option != DONT_KNOW)


def _whole(question: Question, mine: Mapping[str, int], frame: Frame, language: str) -> Counted:
    words = {code: text for code, text in words_of(question, language).items() if code != DONT_KNOW}
    if question.type in (NUMBER, DATE):
        words = {band: value_bands.in_words(band, question) for band in mine if band != ANSWERED}
    facts: dict[str, Any] = {"question": question, "text": question.words(language), "n": frame.shown(frame.n)}
    if question.may_doubt and not frame.vague:
        facts["dont_know"] = mine.get(DONT_KNOW, 0)
    if question.type == CHOICES:
        return _several(words, mine, frame, facts)
    if question.type == RANKING:
        return _ranking(words, mine, frame, facts)
    return _one_of(words, mine, frame, facts)


def _one_of(words: Mapping[str, str], row: Mapping[str, int], frame: Frame, facts: dict[str, Any]) -> Counted:
    """One answer a person."""
    codes = list(words)
    counts = [row.get(code, 0) for code in codes]
    if not codes or not sum(counts):
        return Counted(bars=(), **facts)
    first = max(range(len(codes)), key=counts.__getitem__)
    if frame.is_alike(counts):
        band = edge(counts[first], frame.n, min(frame.n, frame.size))
        share, text = (band.drawn, band.text) if band else (100, "100%")
        measure = frame.measure(share, text, band)
        only = Bar(codes[first], words[codes[first]], share, text, measure=measure)
        return Counted(bars=(only,), top=only, alike=True, iqv=0, top_share=UNANIMOUS, **facts)
    percents = whole_percents(counts, frame.unit)
    bars = tuple(
        Bar(code, words[code], share, f"{share}%", frame.shown(n), measure=frame.measure(share, f"{share}%"))
        for code, share, n in zip(codes, percents, counts, strict=True)
    )
    top = max(bars, key=lambda bar: bar.rank)
    mean = _mean(facts["question"], percents if frame.vague else counts)
    facts |= {"iqv": iqv(percents), "iqv_margin": of_spread(percents, frame.sample), "top_share": top.share}
    return Counted(bars=bars, top=top, mean=mean, **facts)


def _mean(question: Question, row: Sequence[int]) -> str:
    """Of a scale only: options in words have no mean."""
    if question.type not in (RATING, SCORE):
        return ""
    start = 1 if question.type == RATING else 0
    return _decimal(sum(place * n for place, n in enumerate(row, start)) / sum(row))


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _several(words: Mapping[str, str], row: Mapping[str, int], frame: Frame, facts: dict[str, Any]) -> Counted:
    """Several answers a person: each option is a share of who answered."""
    bars = []
    for code, text in words.items():
        count = row.get(code, 0)
        if band := frame.band(count):
            bars.append(Bar(code, text, band.drawn, band.text, measure=frame.measure(band.drawn, band.text, band)))
            continue
        share = rounded(count, frame.n, frame.size) if frame.vague else share_of(count, frame.n)
        measure = frame.measure(share, f"{share}%")
        bars.append(Bar(code, text, share, f"{share}%", frame.shown(count), measure=measure))
    return Counted(bars=tuple(bars), top=max(bars, key=lambda bar: bar.rank), **facts)


def _ranking(words: Mapping[str, str], row: Mapping[str, int], frame: Frame, facts: dict[str, Any]) -> Counted:
    """Who is put first by how many, and the mean place; no mean where it would say that all put it first or last."""
    firsts = {first_of(code): text for code, text in words.items()}
    found = _one_of(firsts, row, frame, facts)
    last = len(words) * frame.n
    sums = [row.get(places_of(code), 0) for code in words]
    if frame.survey.is_anonymous and (found.alike or any(last - total < len(words) for total in sums)):
        return found
    step = 2 if frame.vague else 10
    places = [_decimal(round(total / frame.n * step) / step) for total in sums]
    bars = tuple(replace(bar, place=place) for bar, place in zip(found.bars, places, strict=True))
    return replace(found, bars=bars, top=next(bar for bar in bars if found.top and bar.code == found.top.code))


def _with_cells(
    whole: Counted, counts: Counts, groups: Sequence[Group], functions: Sequence[Group], frame: Frame
) -> Counted:
    side, about = _side(whole)
    if not side:
        return whole
    shares = {bar.code: bar for bar in whole.bars}
    drawn = sum(shares[code].share for code in side if code in shares)
    if len(side) > 1 and not frame.vague and not whole.alike:
        drawn = share_of(sum(shares[code].n or 0 for code in side), frame.n)
    text = next((bar.told for bar in whole.bars if bar.code == side[0]), f"{drawn}%")
    if whole.alike:
        band = edge(frame.n if _holds(whole, side) else 0, frame.n, min(frame.n, frame.size))
        drawn, text = (band.drawn, band.text) if band else (drawn, text)
    else:
        band = None
        text = text if len(side) == 1 else f"{drawn}%"
    # The side of one answer is that answer, band or not.
    own = next((bar.measure for bar in whole.bars if bar.code == side[0] and len(side) == 1), None)
    measure = own or frame.measure(drawn, text, band)
    told = {"yes": drawn, "yes_text": text, "about": about, "side": measure}
    part = frame.sample.n / frame.sample.answered
    for name, dimension, shown in (("cells", "location", groups), ("function_cells", "function", functions)):
        said = {group.code: _said(whole.question, counts, dimension, group.code, side) for group in shown}
        told[name] = cells_of(said, shown, measure, frame.survey, part)
    return Counted(**{**vars(whole), **told})


def _holds(whole: Counted, side: Sequence[str]) -> bool:
    return whole.top is not None and whole.top.code in side


def _side(whole: Counted) -> tuple[tuple[str, ...], str]:
    """Which answers the groups are compared on, and how they are called. Nothing for bands of a number or a date."""
    kind = whole.question.type
    if kind in (NUMBER, DATE) or whole.top is None:
        return (), ""
    if kind == YESNO:
        return (YES_CODE,), words_of(whole.question, "nl")[YES_CODE].lower()
    if kind == RATING:
        return RATED_HIGH, _("4 of 5")
    if kind == SCORE:
        return SCORED_HIGH, _("8 of meer")
    return (whole.top.code,), whole.top.text


def _said(question: Question, counts: Counts, dimension: str, group: str, side: Sequence[str]) -> Said:
    options = [ANSWERED, *question.codes, *(first_of(code) for code in question.codes)]
    row = {option: counts.get((dimension, group, question.key, option), 0) for option in options}
    yes = sum(row.get(code, 0) for code in side)
    shown = tuple(n for option, n in row.items() if option not in (ANSWERED, DONT_KNOW) and n)
    return Said(yes, _answered(question, row) if question.type in (CHOICES, RANKING) else _single(row), shown)


def _single(row: Mapping[str, int]) -> int:
    return sum(n for option, n in row.items() if option not in (ANSWERED, DONT_KNOW) and "#" not in option)
